"""What day it is. Every rule asks here, so that a demo or a test can live on its own date."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

_moment = ContextVar("moment", default=None)


def now():
    """Return the present moment (aware); on a demo database, the demo's day at the real time of day."""
    if (fixed := _moment.get()) is not None:
        return fixed
    real = timezone.localtime()
    if settings.DEMO:
        return _aware(date.fromisoformat(settings.DEMO["today"]), real.time())
    return real


def today():
    """Return the present date in Vietnam."""
    return timezone.localdate(now())


@contextmanager
def at(day, clock_time=time(9, 0)):
    """Run a block as if it were `day` (a date) at `clock_time`."""
    token = _moment.set(_aware(day, clock_time))
    try:
        yield
    finally:
        _moment.reset(token)


def _aware(day, clock_time):
    return timezone.make_aware(datetime.combine(day, clock_time))
