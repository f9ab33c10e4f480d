"""All settings, in one file, from the environment.

Two ways to run, one code (docs/decisions/0002-two-ways-to-run.md):

* embedded (no ``DATABASE_URL``): SQLite, a folder as queue and folder as cache, all below ``DATA_DIR``;
* servers (``DATABASE_URL``, ``REDIS_URL``): PostgreSQL and Redis, any number of web and worker processes.
"""

import json
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from kombu import Exchange, Queue
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default="") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

HOST, PORT = env("HOST", default="127.0.0.1"), env.int("PORT", default=8000)
SIGNING_KEY, SIGNING_PASSWORD = env("SIGNING_KEY", default=""), env("SIGNING_PASSWORD", default="")
SIGNING_STAMP = env.bool("SIGNING_STAMP", default=False)  # a line about the signature on the first page
PUBLIC_URL = env("PUBLIC_URL", default="").rstrip("/")
if urlsplit(PUBLIC_URL).path:
    raise ImproperlyConfigured(
        f"PUBLIC_URL={PUBLIC_URL} has a path: QR codes would lead to addresses this program does not answer. "
        "Give it a host name of its own."
    )
DEBUG = env.bool("DEBUG", default=False)

EMBEDDED = "DATABASE_URL" not in env.ENVIRON


def _own_secret_key():
    """Return the key of this embedded installation, made at its first start and kept in its data folder."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        temporary = path.with_suffix(f".{secrets.token_hex(4)}.tmp")
        temporary.write_text(secrets.token_urlsafe(50))
        temporary.chmod(0o600)
        try:
            path.hardlink_to(temporary)  # the first process to get here wins; nobody overwrites
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_text()


def _server_secret_key():
    """Return the key the operator set; a server never starts with a missing or a placeholder key."""
    key = env("SECRET_KEY", default="")
    if len(key) < 32 or key.startswith("change-me"):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing, shorter than 32 characters or still the example. "
            'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return key


SECRET_KEY = _own_secret_key() if EMBEDDED else _server_secret_key()

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if EMBEDDED else [])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
if PUBLIC_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked inside the servers' own network, without TLS
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60)
# Subdomains and browsers' preload lists are for whoever owns the domain to decide, not for one program.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# The straight line: an app uses what stands before it and never what stands after it.
LINE = ["core", "documents", "members", "blocs", "results", "awards", "conferences", "desk"]

INSTALLED_APPS = [
    *LINE,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.probes_are_nobody",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.middleware.normalise_input",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.own_password_first",
    "members.middleware.second_factor_first",
    "core.middleware.refusals_in_words",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["core.templatetags.vi"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Database ---------------------------------------------------------------------------------
if EMBEDDED:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "data.sqlite3",
            # A deferred transaction that turns to writing fails at once under WAL; IMMEDIATE waits its turn.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;",
            },
        }
    }
else:
    DATABASES = {"default": env.db("DATABASE_URL")}
    if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        DATABASES["default"]["OPTIONS"] = {
            "connect_timeout": 5,
            # Enough for each thread of a process, and hardly any for a process that stands idle.
            "pool": env.bool("DATABASE_POOL", default=True)
            and {"min_size": 1, "max_size": 10, "timeout": 10},
        }
        DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted database breaks no page

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Queue and cache --------------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="")
# A worker takes from all queues in turn, so that a report does not wait behind a thousand certificates.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("celery", "certificates")]
CELERY_TASK_ROUTES = {"awards.*": {"queue": "certificates"}}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
JOB_LIMIT_SECONDS = env.float("JOB_LIMIT_SECONDS", default=15 * 60)  # then a hanging task ends its process
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=2)
# A process of the pool that has grown beyond this, after a large report, is replaced by a fresh one; in KiB.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env.int("WORKER_MEMORY_MB", default=1024) * 1024
SWEEP_SECONDS = env.float("SWEEP_SECONDS", default=15)
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "documents.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},  # while no worker lives, sweeps do not pile up
    }
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat")
JOB_LEASE_SECONDS = env.float("JOB_LEASE_SECONDS", default=60)  # silent for so long: its worker is dead
# A Redis that is down or hangs holds up a page for seconds, not for ever; the sweep sends the message later.
REDIS_PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 5, "max_retries": 1, "interval_start": 0}

if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = REDIS_PATIENCE
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    QUEUE_DIR = DATA_DIR / "queue"
    for folder in ("messages", "control", "tmp"):
        (QUEUE_DIR / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"  # kombu warns at every send without a host
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
    _kept = {"LOCATION": DATA_DIR / "cache", "OPTIONS": {"MAX_ENTRIES": 5_000}}  # then any third of them goes
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache"} | _kept}

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "core.accounts.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_FORMS = {"login": "core.forms.LoginForm", "change_password": "core.forms.OwnPasswordForm"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)  # whose word on the client's IP is taken
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "5/5m/key,50/h/ip", "change_password": "5/m/user"}
INVITATION_DAYS = env.int("INVITATION_DAYS", default=7)  # how long the link to an own account works
if EMAIL_URL := env("EMAIL_URL", default=""):  # smtp+tls://user:password@host:587; an office's PC has none
    vars().update(env.email_url("EMAIL_URL"), EMAIL_TIMEOUT=20, DEFAULT_FROM_EMAIL=env("MAIL_FROM"))
MFA_ADAPTER = "members.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "members.account_forms.SecondFactorForm"}
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.views.csrf_failure"

# --- Language, dates, numbers: Django's own "vi" reads 05/03/2026 as 3 May and refuses 9,5 -------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["core.formats"]
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]  # for code that runs without a language, as commands may
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"]
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- Files ------------------------------------------------------------------------------------
MEDIA_ROOT = DATA_DIR / "files"  # never served by path: the owning app checks and hands out
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default="") or DATA_DIR / "static")  # an image carries them itself
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
# Brotli takes 14 s on maps and whole fonts, which hardly any page loads; the rest takes 1 s.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "ttf")

# --- What a page may do: its own files and nothing else --------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {name: [NONE] for name in ("default-src", "frame-ancestors", "base-uri")}
    | {name: [SELF] for name in ("script-src", "style-src", "font-src", "connect-src", "form-action")}
    | {"img-src": [SELF, "data:"]}
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# --- The demo keeps its own calendar, so that its year looks the same whenever it is opened ---------
_demo = DATA_DIR / "demo.json"
DEMO = json.loads(_demo.read_text()) if _demo.exists() else None

# --- The second step of sign-in, for those who hand out rights and print certificates ---------------
SECOND_FACTOR = env("SECOND_FACTOR", default="") or ("offered" if EMBEDDED or DEMO else "required")
if SECOND_FACTOR not in ("required", "offered", "off"):
    raise ImproperlyConfigured(f"SECOND_FACTOR={SECOND_FACTOR} is not one of: required, offered, off.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # pikepdf greets at every import
    "loggers": {name: {"level": "ERROR"} for name in ("weasyprint", "pikepdf", "fontTools")},
}
