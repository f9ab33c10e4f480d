"""`manage.py start`: the whole installation in one command, a web server and one worker."""

import http.client
import os
import sys

from celery import current_app
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from core import address, first_run, queue_folder
from core.supervisor import GaveUpError, Part, Repeated, Supervisor, only_one

WEB = (
    "gunicorn config.wsgi --worker-class gthread --workers 1 --threads 8 "
    "--graceful-timeout 3 --log-level warning --no-control-socket"
)
WORKER = (
    "celery --quiet --app config worker --pool prefork --concurrency 1 --loglevel WARNING "
    "--without-gossip --without-mingle --without-heartbeat"
)


class Command(BaseCommand):
    """Claims the port, then keeps the web server and the worker running until Ctrl-C."""

    help = "Chạy máy chủ web và tiến trình làm việc nền, khởi động lại khi dừng. Ctrl-C để kết thúc."
    requires_system_checks = []

    def handle(self, *args, **options):
        """Run until told to stop; refuse in words when the port or the data folder is in use."""
        try:
            with (
                only_one(settings.DATA_DIR / "start.lock"),
                address.claim(settings.HOST, settings.PORT) as door,
            ):
                parts = [self._web(door), self._worker()]
                Supervisor(parts, say=self._say, repeated=self._timetable()).run()
        except BlockingIOError:
            raise CommandError(
                f"Thư mục dữ liệu {settings.DATA_DIR} đang được một lần chạy khác dùng. "
                "Hãy dừng lần chạy đó, hoặc đặt DATA_DIR tới một thư mục khác."
            ) from None
        except (address.AddressError, GaveUpError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say("Đã dừng.")

    def _say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def _web(self, door):
        scratch = settings.DATA_DIR / "tmp"
        scratch.mkdir(exist_ok=True)
        return Part(
            "Máy chủ web",
            [*_python(WEB), "--bind", f"fd://{door.fileno()}", "--worker-tmp-dir", str(scratch)],
            {"cwd": settings.BASE_DIR, "pass_fds": [door.fileno()]},
            ready=_web_answers,
            on_ready=self._greet,
        )

    def _worker(self):
        # On a one-user machine the worker may well be root; Celery's warning would come at every start.
        environment = os.environ | {"PYTHONWARNINGS": "ignore:You're running the worker with superuser"}
        part = Part(
            "Tiến trình làm việc nền", _python(WORKER), {"cwd": settings.BASE_DIR, "env": environment}
        )
        if not settings.REDIS_URL:
            # The file queue moves each message through TMPDIR: on the same disk that is one rename.
            environment["TMPDIR"] = str(settings.QUEUE_DIR / "tmp")
            part.prepare = self._clear_queue
        return part

    def _clear_queue(self):
        queue_folder.clear_scratch(settings.QUEUE_DIR)
        if torn := queue_folder.discard_torn(settings.QUEUE_DIR):
            self._say(f"Đã bỏ {len(torn)} tệp hỏng trong hàng đợi; việc dở dang sẽ được làm lại.")

    def _timetable(self):
        """Return the acts of Celery's timetable: without a beat process, the supervisor keeps the time."""
        return [Repeated(self._sender(entry), entry["schedule"]) for entry in _entries()]

    def _sender(self, entry):
        def send():
            """Nudge the worker; a message nobody took until the next one is sent lapses."""
            try:
                current_app.send_task(entry["task"], expires=entry["schedule"], retry=False)
            except (OSError, OperationalError) as error:
                self._say(f"Không gửi được việc định kỳ {entry['task']}: {error}")

        return send

    def _greet(self):
        place = settings.PUBLIC_URL or address.shown(settings.HOST, settings.PORT)
        logins = (settings.DEMO or {}).get("logins", [])
        self._say("\n".join(["", *greeting(place, logins)]))


def _entries():
    return settings.CELERY_BEAT_SCHEDULE.values()


def _python(words):
    return [sys.executable, "-m", *words.split()]


def _web_answers():
    """Tell whether the web server gives any answer, whatever it says."""
    connection = http.client.HTTPConnection(address.connectable(settings.HOST), settings.PORT, timeout=1)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def greeting(place, logins):
    """Return the lines said when the web server answers: its address, and how the first person gets in."""
    return [
        f"Phần mềm đã chạy tại {place}",
        *_first_step(place),
        *_table(logins),
        "Nhấn Ctrl-C để dừng.",
    ]


def _first_step(place):
    """What an installation without any account, or without tables, needs before anybody can sign in."""
    try:
        if not first_run.is_open():
            return []
    except DatabaseError:
        return ["Cơ sở dữ liệu chưa có bảng. Hãy dừng lại rồi khởi động bằng lệnh make run."]
    finally:
        _let_go_of_the_database()
    return [
        f"Chưa có tài khoản nào. Mở địa chỉ dưới đây để cài đặt lần đầu (mã cài đặt: {first_run.code()}):",
        f"  {first_run.address(place)}",
    ]


def _let_go_of_the_database():
    """Close what one question opened: this process lives as long as the installation."""
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()


def _table(logins):
    """Return the sample accounts as lines of a table; nothing when there are none."""
    if not logins:
        return []
    rows = [("Tên đăng nhập", "Mật khẩu", "Là ai")]
    rows += [(login["username"], login["password"], login["who"]) for login in logins]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    return ["Tài khoản mẫu:", *(f"  {name:<{first}}  {word:<{second}}  {who}" for name, word, who in rows)]
