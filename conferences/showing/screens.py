"""The screen of a conference: its key, what is sent to it, the steps of what is live.

Whoever holds the key sees what was sent and nothing else. The key is told once; the database keeps its hash.
"""

from datetime import timedelta

from django.db import transaction

from conferences.holding import hold
from conferences.models import AgendaItem, Conference, HallStanding, Screen, Showing
from conferences.showing import boards, reveal
from core import clock, records
from core.rules import RuleError
from members import invitations

STATES = Conference.State
WRITABLE = (STATES.PLANNED, STATES.OPEN)
AFTER = timedelta(hours=6)  # so long after the closing the screen still shows what was sent last
KEPT = 30  # things shown before that the operator may show again
NO_SCREEN = "Hội nghị chưa có màn chiếu. Hãy lấy địa chỉ màn chiếu trước."


def renew(conference, *, by):
    """Make a new key of the conference's screen and return it, to be told once; an old one shows no more.

    The first time the screen itself is made. Raises RuleError once the conference is closed.
    """
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        screen = Screen.objects.filter(conference=conference).first() or Screen(conference=conference)
        key = invitations.fresh_code()
        screen.key_hash, screen.key_made_at = invitations.hash_of(key), clock.now()
        records.keep(screen, by=by, act="screen.renew_key")
        return key


def find(key):
    """Return the Screen with what is live, or None for a key that shows nothing (any more). One query."""
    rows = Screen.objects.select_related("conference", "live")
    found = rows.filter(key_hash=invitations.hash_of(key)).first()
    return found if found and is_open(found.conference) else None


def is_open(conference):
    """Whether its screen still shows something: until some hours after the closing."""
    return not conference.is_over or clock.now() < conference.closed_at + AFTER


def send(conference, offer, *, version, by):
    """Send what an offer is made into now, and return the Showing; a second click returns the same one.

    `version` is that of the page that sends. Raises RuleError as `boards.make` does.
    """
    with transaction.atomic():
        conference, screen = _held(conference)
        live = screen.live
        if live and live.offer == offer and version != screen.version:
            return live
        begun = _begun(conference, screen) if offer == "agenda" else 0
        return _send(screen, offer, boards.make(conference, offer, begun=begun), by)


def count_down(conference, *, minutes=None, until=None, label="", by):
    """Send a countdown to a moment by the server's clock. Raises as `boards.countdown` does."""
    with transaction.atomic():
        conference, screen = _held(conference)
        made = boards.countdown(conference, minutes or boards.MINUTES[0], until=until, label=label)
        return _send(screen, "countdown", made, by)


def again(showing, *, by):
    """Show something from the history again, as it was then, on the step it was left on.

    Raises RuleError for places whose freezing was taken back, and when the standing has changed since.
    """
    with transaction.atomic():
        _, screen = _held(showing.screen.conference)
        showing = Showing.objects.select_related("standing").get(pk=showing.pk)
        if screen.live_id == showing.pk:
            return showing
        _refuse_wrong_places(showing)
        _show(screen, showing, by)
        return showing


def turn(conference, to, *, version, by):
    """Go on to step `to` of what is live, one forward or back; return whether it went.

    A second click comes with the version of the first and does nothing, and so does a step that is not there.
    Raises RuleError when places would be revealed that are not those of the year any more.
    """
    with transaction.atomic():
        _, screen = _held(conference)
        live = screen.live
        if live is None or version != screen.version or abs(to - live.step) != 1 or not 0 <= to <= live.last:
            return False
        if to > live.step:
            _refuse_wrong_places(live)
        records.change(live, step=to, by=by, act="screen.turn")
        _show(screen, live, by)
        return True


def shown(screen):
    """Return the last things shown, the latest first, without what they hold."""
    rows = screen.showings.defer("shows").select_related("standing__confirmed_by__person", "sent_by__person")
    return list(rows[:KEPT])


def frame(showing):
    """Return what the screen draws of a Showing on the step it stands on, and nothing of any other."""
    shows = showing.shows
    return shows["all"] | shows["frames"][showing.step]


def _refuse_wrong_places(showing):
    frozen = showing.standing
    if frozen and frozen.state != HallStanding.State.CONFIRMED:
        raise RuleError("Bảng xếp thứ này đã bỏ khóa nên không chiếu lại được.")
    if frozen and reveal.is_stale(frozen):
        raise RuleError(reveal.CHANGED)


def _begun(conference, screen):
    """The number of the point on which the agenda is shown first: the one that runs, else the one that was
    marked last; 0, which is none, before anything began."""
    points = list(conference.agenda.all())
    for number, point in enumerate(points, 1):
        if point.state == AgendaItem.State.RUNNING:
            return number
    last = screen.showings.filter(kind=Showing.Kind.AGENDA).first()
    return frame(last)["now"] if last and conference.state != STATES.PLANNED else 0


def _send(screen, offer, made, by):
    facts = {"kind": made.kind, "offer": offer, "title": made.title, "shows": made.shows}
    facts |= {"step": made.step, "last": made.last, "standing": made.standing}
    showing = Showing(screen=screen, sent_at=clock.now(), sent_by=by, **facts)
    records.keep(showing, by=by, act="screen.send")
    _show(screen, showing, by)
    return showing


def _show(screen, showing, by):
    records.change(screen, live=showing, version=screen.version + 1, by=by, act="screen.show")


def _held(conference):
    conference = hold(conference, *WRITABLE)
    screen = (
        Screen.objects.select_for_update(of=("self",)).select_related("live").filter(conference=conference)
    )
    if not (found := screen.first()):
        raise RuleError(NO_SCREEN)
    return conference, found
