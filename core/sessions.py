"""Open sessions of an account: where somebody is signed in, and how that ends at once.

The session itself is the only record: it carries from when and where it is, and ends with its row.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from core import history

STAMP = "signed_in"  # the session's key for when and where it began
BROWSERS = {  # the first word found in what a browser says of itself names it
    "coc_coc": "Cốc Cốc",
    "Edg": "Microsoft Edge",
    "OPR/": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "máy Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class Open:
    """One open session as its owner sees it; `mark` names it without giving away its key."""

    mark: str
    machine: str
    address: str
    since: datetime | None
    here: bool


def begin(request, user):
    """Sign `user` in on this browser; whoever was signed in there before is signed out."""
    login(request, user, settings.AUTHENTICATION_BACKENDS[0])
    stamp(request)


def stamp(request):
    """Note on the session that begins when and from where it does."""
    request.session[STAMP] = {
        "at": timezone.now().isoformat(timespec="seconds"),
        "machine": machine(request.META.get("HTTP_USER_AGENT", "")),
        "address": get_adapter().get_client_ip(request),
    }


def machine(agent):
    """Return browser and system in words, from the User-Agent header; nothing of the header itself."""
    browser = next((name for word, name in BROWSERS.items() if word in agent), "Trình duyệt khác")
    system = next((name for word, name in SYSTEMS.items() if word in agent), "")
    return f"{browser} trên {system}" if system else browser


def of(user, *, here=None):
    """Return the account's open sessions (Open), the latest first; `here` is the key of the one that asks."""
    found = []
    for row, facts in _rows(user):
        said = facts.get(STAMP, {})
        since = datetime.fromisoformat(said["at"]) if "at" in said else None
        words = said.get("machine", "Không rõ máy"), said.get("address", "")
        found.append(Open(_mark(row), *words, since, here=row.session_key == here))
    return sorted(found, key=lambda each: (each.here, str(each.since or "")), reverse=True)


def end_one(user, *, mark, by):
    """End the account's session that `mark` names; say whether it was still open."""
    return bool(_end(user, [row for row, _ in _rows(user) if _mark(row) == mark], by))


def end_others(user, *, here, by):
    """End every session of the account but the one with the key `here`; return how many there were."""
    return _end(user, [row for row, _ in _rows(user) if row.session_key != here], by)


def end_all(user):
    """End every session of the account, as part of an act that is entered by itself."""
    Session.objects.filter(pk__in=[row.pk for row, _ in _rows(user)]).delete()


def _end(user, rows, by):
    with transaction.atomic():
        Session.objects.filter(pk__in=[row.pk for row in rows]).delete()
        if rows:
            history.record(user, "account.end_sessions", by=by, after={"sessions": len(rows)})
    return len(rows)


def _rows(user):
    """(row, what it holds) of each living session; one from before the last change of password is dead."""
    hashed = user.get_session_auth_hash()
    for row in Session.objects.filter(expire_date__gt=timezone.now()):
        facts = row.get_decoded()
        own = facts.get(SESSION_KEY) == str(user.pk)
        if own and constant_time_compare(facts.get(HASH_SESSION_KEY, ""), hashed):
            yield row, facts


def _mark(row):
    return sha256(row.session_key.encode()).hexdigest()[:16]
