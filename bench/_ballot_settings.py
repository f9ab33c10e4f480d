"""The settings of the ballot's load: our own, with the empty POST of bench.grid beside our addresses.

Nothing is collected for a throw-away installation, so its pages name their static files plainly.
"""

from config.settings import *  # noqa: F403
from config.settings import STORAGES as OURS

ROOT_URLCONF = "bench.grid"
STORAGES = OURS | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
