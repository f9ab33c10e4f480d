"""The Celery application. The database is the truth about work; the broker only nudges."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")  # nobody hears them in a worker, and they load every page

app = Celery("khoi_thi_dua", task_cls="core.task_limit:LimitedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.worker_lost_wait = 1  # seconds; there is no result that a process which ended could have sent before
app.autodiscover_tasks()
