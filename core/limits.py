"""How often one address may ask: counted in the cache, in windows that begin anew."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache


def exceeded(request, action, *, most, seconds):
    """Count one more `action` of the request's address and say whether it passed `most` in this window.

    allauth's own limits let every GET pass, and sign-in is all they are for.
    """
    return exceeded_by(get_adapter().get_client_ip(request), action, most=most, seconds=seconds)


def exceeded_by(whom, action, *, most, seconds):
    """Count one more `action` of `whom`, an address or an account, as `exceeded` does."""
    window = int(time.time() // seconds)
    key = f"limit:{action}:{window}:{whom}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # the window ended in between
        return False
