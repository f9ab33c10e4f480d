"""Conferences of a year, built through the rules: planned, open, with everything it takes to close them.

Places in protocol order: 1 is the head, 2 the standing deputy, 3 an ordinary member.
"""

from datetime import date, time

from awards.models import Nomination
from blocs import seasons
from blocs.models import Season, Term
from conferences import agenda
from conferences.attending import attendance, delegates
from conferences.endorsing import elections, endorsement
from conferences.models import Conference, Delegate
from conferences.running import meetings, resolutions
from core import clock
from members.models import Post
from results import pledges
from tests import kept, world
from tests.awards import scene as honours

DAY = date(2024, 1, 31)
NAMES = ("Ban Một", "Ban Hai", "Ban Ba")
HEAD, DEPUTY, MEMBER = 1, 2, 3


@kept.once
def running_season():
    """A season in the phase of work: the half-year conference may be held."""
    season = world.pledging()
    for agency in world.members(season.bloc):
        world.pledged(season, agency)
    pledges.conclude(season, signed_on=clock.today(), by=None)
    return now(season)


def season(names=NAMES):
    """A season in conference, its standing written."""
    return honours.concluded_season(names)


def now(row):
    """A row as the database has it now."""
    return type(row).objects.get(pk=row.pk)


@kept.once
def user_of(season, place=HEAD, kind=Post.Kind.CLERK):
    """An account of the member at this place."""
    return world.person(honours.member(season, place), kind, username=f"{kind}-{place}").user


@kept.once
def planned(season, kind="yearend", **facts):
    """A conference on the calendar."""
    defaults = {"starts_on": DAY, "starts_at": time(8, 0), "venue": "Hội trường số 1"}
    return meetings.plan(season, kind=kind, **defaults | facts, by=None)


@kept.once
def person(conference, place=MEMBER, name="Trần Thị Mai", *, role="delegate", came=True):
    """A delegate of the member at this place, checked in unless `came` says otherwise."""
    agency = honours.member(conference.season, place)
    delegate = delegates.invite(
        conference, agency=agency, full_name=name, position="Phó Trưởng ban", role=role, by=None
    )
    if came:
        attendance.check_in(delegate, by=None)
    return delegate


@kept.once
def guest(conference, name="Ngô Thị Lan", *, came=True):
    """A guest of another body."""
    delegate = delegates.invite(
        conference, body="Ban Thi đua - Khen thưởng Trung ương", full_name=name, role="guest", by=None
    )
    if came:
        attendance.check_in(delegate, by=None)
    return delegate


@kept.once
def staffed(conference):
    """Chair and secretary of the head agency are there, and a delegate of each other member."""
    person(conference, HEAD, "Vũ Trọng Lâm", role=Delegate.Role.CHAIR)
    person(conference, HEAD, "Lê Quang Vinh", role=Delegate.Role.SECRETARY)
    for place in range(2, len(world.members(conference.season.bloc)) + 1):
        person(conference, place, f"Đại biểu số {place}")
    return conference


@kept.once
def opened(season, kind="yearend", **facts):
    """An open conference with people in the room."""
    conference = staffed(planned(season, kind, **facts))
    return now(meetings.open(conference, by=None))


def places(season, *posts, votes=None, base=None):
    """Places as the election takes them: members in protocol order, from the second on."""
    posts = posts or (Term.Place.HEAD, Term.Place.STANDING_DEPUTY)
    agencies = world.members(season.bloc)[1:]
    return [(post, agency, votes, base) for post, agency in zip(posts, agencies, strict=False)]


@kept.once
def elected(conference, **votes):
    """Next year's lead is recorded: the second member is head, the third standing deputy."""
    return elections.record(conference, places=places(conference.season, **votes), by=None)


def endorsed(conference, votes=3, base=3):
    """Every waiting nomination at state level is endorsed with these votes."""
    waiting = Nomination.objects.filter(pk__in=endorsement.waiting(conference.season).values("pk"))
    endorsement.endorse(conference, dict.fromkeys(waiting, votes), base, by=None)


@kept.once
def ready(season, kind="yearend", **facts):
    """An open conference that lacks nothing any more."""
    conference = opened(season, kind, **facts)
    if kind == "yearend":
        endorsed(conference)
        elected(conference, votes=3, base=3)
    resolutions.add(conference, text="Thông qua báo cáo tổng kết.", by=None)
    meetings.conclude(conference, conclusion="Các đơn vị gửi kế hoạch năm sau trước ngày 15/02.", by=None)
    return now(conference)


@kept.once
def closed(season, kind="yearend", **facts):
    """A closed conference with its minutes."""
    return now(meetings.close(ready(season, kind, **facts), by=None))


def reread(season):
    """The season as the database has it now."""
    return Season.objects.get(pk=season.pk)


def go_on(season):
    """End a phase of work."""
    return seasons.go_on(reread(season), by=None)


def conference_of(season):
    """The year-end conference as the database has it now."""
    return Conference.objects.get(season=season, kind="yearend")


@kept.once
def agenda_item(conference, title):
    """A point of the agenda and a resolution of the same name."""
    agenda.add(conference, title=title, presenter="Chủ trì", by=None)
    return resolutions.add(conference, text=title, by=None)
