"""A conference planned in a year that has only begun, its rehearsal, and that walked to its minutes."""

from datetime import date, time
from decimal import Decimal

from conferences import agenda
from conferences.casting import slips
from conferences.models import Conference, Poll
from conferences.polling import count_record, polls
from conferences.rehearsing import rehearsals
from conferences.running import meetings, resolutions
from core import clock
from core.models import User
from tests import kept, world

from . import polled, ranked, scene

EVE = date(2024, 1, 30)


@kept.once
def planned(count=6, kind="yearend"):
    """A year of so many members at its beginning, its criteria filled in, two honours of one quota.

    The conference is planned, with people and a ballot. The first and the second member have accounts.
    """
    season = world.season(world.bloc(tuple(f"Đơn vị {number}" for number in range(1, count + 1))))
    world.fill(season.criteria)
    ranked.limit(season, total=2)
    conference = scene.planned(season, kind)
    scene.person(conference, scene.HEAD, "Vũ Trọng Lâm", role="chair", came=False)
    scene.person(conference, scene.HEAD, "Lê Quang Vinh", role="secretary", came=False)
    for place in range(2, count + 1):
        scene.person(conference, place, f"Đại biểu số {place}", came=False)
    scene.guest(conference, came=False)
    agenda.add(conference, title="Khai mạc", starts_at=time(8, 0), by=None)
    polled.prepared(conference, percent=Decimal(50))
    for place in (scene.HEAD, scene.DEPUTY):
        scene.user_of(season, place)
    return conference


@kept.once
def made(conference):
    """Its rehearsal, made on the eve of the conference."""
    with clock.at(EVE, time(15, 0)):
        return rehearsals.make(now(conference), by=None)


def walked(rehearsal):
    """The rehearsal from check-in to minutes, each ballot closed by another than opened it."""
    head, deputy = User.objects.get(username="clerk-1"), User.objects.get(username="clerk-2")
    rehearsals.check_everybody_in(rehearsal, by=head)
    meetings.open(rehearsal, by=head)
    for poll in now(rehearsal).polls.all():
        if poll.mode == Poll.Mode.SLIP:
            slips.issue(poll, by=head)
        polls.open(poll, by=head)
        rehearsals.vote_for_the_rest(poll, by=head)
        polls.close(poll, by=deputy)
        count_record.issue(polled.now(poll), leader="Trần Văn A", members="Lê Thị B", by=head)
    resolutions.add(rehearsal, text="Thông qua báo cáo tổng kết.", by=head)
    meetings.conclude(rehearsal, conclusion="Mọi việc đã thử.", by=head)
    meetings.close(rehearsal, by=head)
    return now(rehearsal)


def now(conference):
    """It as the database has it now."""
    return Conference.every.select_related("season__bloc", "season__criteria").get(pk=conference.pk)
