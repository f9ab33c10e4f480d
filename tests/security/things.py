"""What every address is about: one bloc with three years, and something of each kind in them.

The year before last is at its conference (its honours and papers), last year is closed, this year is planned.
"""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from blocs import (
    activities,
    exemptions,
    flags,
    fund_reports,
    funds,
    phases,
    publishing,
    states,
    titles,
    traces,
    work_plans,
)
from blocs.models import CriteriaRevision
from conferences.attending import badges
from conferences.attending import invitations as conference_invitations
from conferences.casting import ballot_prints, tellers
from conferences.closing import closing_papers, follow_ups
from conferences.models import Handover
from conferences.polling import count_record, polls
from conferences.reporting import reports
from conferences.running import agenda_papers, meetings, pictures, speeches
from core import clock
from core.models import User
from documents import drawings, files, papers, tasks
from members import invitations, people, successions
from members.models import Person, Post
from results import summaries
from results.models import (
    Amendment,
    CrossAssignment,
    CrossRound,
    Evidence,
    Extension,
    MidyearReport,
    MidyearText,
    Pledge,
    PledgeSigning,
    Reminded,
    Reminder,
    Reply,
    ReplyLine,
    ScoreLine,
    ScoreSheet,
    Target,
)
from tests import kept, sent, world
from tests.blocs.pictures import upload
from tests.conferences import polled, reported
from tests.conferences import scene as meeting
from tests.security import past_things
from tests.security.award_things import things_of_awards

REPORTED = date(2022, 1, 10)


@kept.once
def three_years():
    """A bloc of three members with its three years."""
    bloc = world.bloc(body=world.agency("Cơ quan quản lý", code="QL"))
    for year, phase in ((2021, "conference"), (2022, "closed")):
        season = world.season(bloc, year)
        if year == 2021:  # the later years begin with its criteria
            world.fill(season.criteria)
        publishing.publish(season.criteria, by=None)
        for before in states.KEYS[: states.KEYS.index(phase)]:
            phases.advance(season, frm=before, by=None)
    world.season(bloc, 2023)
    return bloc


@kept.once
def things_of(bloc):
    """What the first words of a route stand for; the longest that fits is taken."""
    season = bloc.seasons.get(year=2023)
    return (
        past_things.of(_things_of_members(bloc))
        | _things_of_rules(bloc, season)
        | _things_of_results(bloc.seasons.get(year=2022), world.members(bloc)[2])
        | things_of_awards(bloc.seasons.get(year=2021))
        | _things_of_conferences(bloc.seasons.get(year=2021))
    )


def _things_of_members(bloc):
    member = world.members(bloc)[2]
    person = world.person(member, Post.Kind.CLERK, username="nguoi-cua-don-vi")
    return {
        "agencies/": member,
        "agencies/names/": member.names.get(),
        "agencies/people/": person,
        "agencies/successions/": _succession(),
        "agencies/posts/": person.posts.get(),
        "agencies/invitations/": _invitation(member),
        "agencies/collectives/": people.form_collective(member, name="Vụ Một", by=None),
        "members/": bloc.memberships.get(agency=member),
    }


def _invitation(agency):
    invited = world.person(agency, given="Mới")
    invitations.invite(invited, by=None)
    return invited.invitations.get()


def _succession():
    """A part split off an agency that belongs to no bloc."""
    parts = [world.agency(name) for name in ("Cục Một", "Cục Hai")]
    facts = {"happens_on": date(2020, 1, 1), "decision": "1-QĐ/TW"}
    return successions.split(parts[0], into=parts[1:], **facts, by=None)


def _things_of_rules(bloc, season):
    group = season.criteria.groups.first()
    activity = activities.plan(season, name="Về nguồn", starts_on=world.LONG_AGO, by=None)
    flag = flags.introduce(season.bloc, name="Cờ luân lưu", by=None)
    holder = world.members(season.bloc)[0]
    return {
        "blocs/": bloc,
        "seasons/": season,
        "look-at/": season,
        "criteria/": season.criteria,
        "groups/": group,
        "criterion/": group.criteria.first(),
        "exemptions/": exemptions.add(group.criteria.first(), agency=holder, reason="Không có", by=None),
        "activities/": activity,
        "gifts/": activities.add_gift(activity, item="Sách", quantity=1, by=None),
        "fund-entries/": funds.receive(
            season, day=date(2022, 6, 1), amount=1_000_000, content="Đóng góp", by=None
        ),
        "fund-reports/": _fund_report(season),
        "flags/": flag,
        "flag-holdings/": flags.hand_over(flag, to=holder, on=date(2022, 1, 20), by=None),
        "work-plans/": _work_plan(season),
        "titles/": titles.offer(season, name="Cờ thi đua", given_to="collective", by=None),
        "photos/": traces.add_photo(activity, upload=upload(), by=None),
        "movements/": activities.add_movement(season, name="Thi đua", launched_by="", note="", by=None),
    }


def _fund_report(season):
    report = fund_reports.issue(season, by=None)
    papers.request(report.paper, "pdf", by=None)
    return report


def _work_plan(season):
    plan = work_plans.issue(season, issued_on=clock.today(), by=None)
    papers.request(plan.paper, "pdf", by=None)
    return plan


def _things_of_results(closed, member):
    """What the member left in the closed year: pledge, sheet, one line, its evidence."""
    papers.request(closed.criteria.paper, "pdf", by=None)
    criterion = closed.criteria.groups.first().criteria.get()
    PledgeSigning.objects.create(season=closed, signed_on=date(2022, 3, 1), paper=closed.criteria.paper)
    sheet = ScoreSheet.objects.create(season=closed, agency=member)
    line = ScoreLine.objects.create(sheet=sheet, criterion=criterion)
    file = files.keep(sent.pdf(), content_type="application/pdf")
    drawings.request(file, [1], by=None)
    tasks.draw(file.previews.get().shard_id)
    pledge, day = Pledge.objects.create(season=closed, agency=member), date(2022, 12, 20)
    Target.objects.create(pledge=pledge, criterion=criterion, text="4 đề án")
    facts = {"amended_on": date(2022, 6, 1), "reason": "Vì thế", "new_text": "5 đề án"}
    paper = closed.criteria.paper
    summaries.request(closed, by=None)
    return {
        "amendments/": Amendment.objects.create(pledge=pledge, criterion=criterion, paper=paper, **facts),
        "criteria/<int:pk>/papers/": closed.criteria,
        "criteria-revisions/": _revision(closed.criteria),
        "seasons/<int:pk>/pledges/<str:format>/": closed,
        "seasons/<int:pk>/summary/": closed,
        "pledges/": pledge,
        "sheets/": sheet,
        "lines/": line,
        "replies/": _reply(line),
        "reminders/": _reminder(closed, member),
        "midyear/": _midyear(closed, member),
        "cross/": _assignment(closed, member),
        "extensions/": Extension.objects.create(
            season=closed, agency=member, until=day, reason="Vì thế", granted_at=timezone.now()
        ),
        "evidence/": Evidence.objects.create(line=line, file=file, name="a.pdf", added_at=timezone.now()),
    }


def _reply(line):
    """A reply about a line, as the closed year left it."""
    facts = {"appraised_at": timezone.now(), "filed_at": timezone.now(), "last_day": date(2022, 12, 20)}
    made = Reply.objects.create(sheet=line.sheet, state="withdrawn", **facts)
    ReplyLine.objects.create(reply=made, line=line, held=1, asked=2, grounds="Vì thế")
    return made


def _midyear(season, agency):
    """The member's half-year report with one of its texts."""
    report = MidyearReport.objects.create(season=season, agency=agency)
    MidyearText.objects.create(report=report, position=1, key="strengths")
    return report


def _assignment(season, scored):
    """The standing deputy scores the sheet of a member across."""
    drawn = CrossRound.objects.create(season=season, due_on=date(2022, 12, 20))
    scorer = world.members(season.bloc)[1]
    return CrossAssignment.objects.create(round=drawn, scorer=scorer, scored=scored)


def _revision(table):
    """A former version of the closed year's table, as a correction left it."""
    facts = {"sha256": "0" * 64, "paper": table.paper, "content": {}, "reason": "Vì thế"}
    facts |= {"published_at": timezone.now(), "begun_at": timezone.now(), "superseded_at": timezone.now()}
    return CriteriaRevision.objects.create(table=table, number=0, **facts)


def _reminder(season, member):
    """A reminder as the closed year's pledging left it."""
    day, paper = date(2022, 3, 20), season.criteria.paper
    made = Reminder.objects.create(season=season, about="pledge", issued_on=day, reply_by=day, paper=paper)
    Reminded.objects.create(reminder=made, agency=member)
    return made


def _things_of_conferences(season):
    """Of the same year: an open conference and a closed one with minutes, a draft and an issued report."""
    conference = meeting.opened(season)
    meeting.agenda_item(conference, "Thảo luận")
    closed = meeting.opened(season, "thematic")
    meetings.conclude(closed, conclusion="Xong.", by=None)
    closed = meetings.close(closed, by=None)
    papers.request(closed.minutes, "pdf", by=None)
    report = reported.complete(season, on=REPORTED)
    with clock.at(REPORTED):
        issued = reports.issue(report, by=None)
    papers.request(issued.paper, "pdf", by=None)
    rooms = ("conferences", "ranking", "board", "reports", "handover")
    handover = _handover(season, closed.minutes)
    return {f"seasons/<int:pk>/{room}/": season for room in rooms} | {
        "conferences/": conference,
        "conferences/<int:pk>/minutes/": closed,
        "conferences/<int:pk>/closing/": closed,
        **_course(conference, closed, issued),
        "agenda/": conference.agenda.first(),
        "resolutions/": conference.resolutions.first(),
        "delegates/": conference.delegates.last(),
        **_people(season),
        "handovers/": handover,
        **_polls(conference),
        "reports/": reported.draft(season, on=REPORTED),
        "reports/<int:pk>/<slug:format>/": issued,
    }


def _people(season):
    """Of a conference still planned: its badges and its invitations, drawn and asked for."""
    planned = meeting.staffed(meeting.planned(season, "midyear"))
    sheet = badges.start(planned, address="", by=None)
    every = [row.key for row in conference_invitations.recipients_of(planned)]
    sent_out = conference_invitations.issue(planned, recipients=every, by=None)
    invitation = sent_out.invitations.last()
    papers.request(invitation.paper, "pdf", by=None)
    return {
        "badge/": planned,
        "badges/": sheet,
        "invitation-rounds/": sent_out,
        "conference-invitations/": invitation,
        "conferences/<int:pk>/quorum/": planned,
        "conferences/<int:pk>/badges/": planned,
        "conferences/<int:pk>/invitations/": planned,
        "conferences/<int:pk>/open-below/": planned,
    }


def _course(conference, closed, issued):
    """A speech, a task, a photo, a file and a report of the agenda, and the issued press summary."""
    item = conference.agenda.first()
    report = agenda_papers.attach(item, document=issued.paper, by=None)
    press = closing_papers.issue(closed, by=None)
    papers.request(press.paper, "pdf", by=None)
    task = {"agency": world.members(conference.season.bloc)[0], "due_on": conference.ends_on}
    return {
        "speeches/": speeches.add(conference, text="Nhất trí.", speaker="Ông Khách", by=None),
        "follow-ups/": follow_ups.add(conference, text="Gửi kế hoạch", **task, by=None),
        "pictures/": pictures.add(conference, upload=upload(), by=None),
        "agenda-papers/": agenda_papers.attach(
            item, upload=SimpleUploadedFile("tệp.pdf", sent.pdf()), by=None
        ),
        "agenda-papers/<int:pk>/as/": report,
        "closing-papers/": press,
    }


def _polls(conference):
    """An open ballot, one that is prepared for drawn slips, a counted one whose record was asked for."""
    open_one = polls.open(polled.prepared(conference), by=None)
    drawn = polled.prepared(conference, title="Bằng khen", mode="slip")
    counted = polls.open(polled.prepared(conference, title="Cờ bộ"), by=None)
    polls.close(counted, by=world.person(world.agency("Ban kiểm phiếu"), username="kiem-phieu").user)
    counted = count_record.issue(counted, leader="Phạm Hồng Sơn", members="", by=None)
    papers.request(counted.record, "pdf", by=None)
    start = "polls/<int:pk>/"
    found = {"polls/": open_one, f"{start}slips/": drawn}
    found |= {f"{start}{page}/": counted for page in ("paper", "record", "recount")}
    return found | _on_paper(conference)


def _on_paper(conference):
    """A mixed ballot whose channels are chosen, one whose ballots are printed, one whose box is closed."""
    mixed = polled.prepared(conference, title="Kết hợp", mode="mixed")
    printed = polled.prepared(conference, title="Phiếu giấy", mode="paper")
    ballot_prints.issue(printed, copies=3, by=None)
    boxed = polls.open(polled.prepared(conference, title="Đang kiểm", mode="paper"), by=None)
    tellers.close_box(boxed, by=User.objects.get(username="kiem-phieu"))
    start = "polls/<int:pk>/"
    return {
        f"{start}channels/": mixed,
        f"{start}ballots/": printed,
        f"{start}box/": polls.open(polled.prepared(conference, title="Hòm", mode="paper"), by=None),
        f"{start}count/": boxed,
    }


def _handover(season, paper):
    """A record of the year's hand-over to the second member, its paper asked for."""
    giver, taker, _ = world.members(season.bloc)
    named = {"giver_name": "An", "giver_post": "Giám đốc", "taker_name": "Mai", "taker_post": "Phó ban"}
    facts = {"dated": REPORTED, "form": "party", "issued_at": timezone.now(), "paper": paper}
    return Handover.objects.create(season=season, giver=giver, taker=taker, **named, **facts)


def urls(resolver=None, route="", space=""):
    """(name, route) of every URL, in the order of the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", f"{route}{entry.pattern}"
        else:
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from urls(entry, f"{route}{entry.pattern}", inner)


def thing_at(route, things):
    """What a route is about."""
    return things[max((start for start in things if route.startswith(start)), key=len)]


def address(name, route, things, pk=None):
    """The address of a URL for the thing it is about, or for another of its kind."""
    further = {word: value for word, value in _words(route, things).items() if f":{word}>" in route}
    if "<int:pk>" in route:
        further["pk"] = pk or _owner(route, things).pk
    return reverse(name, kwargs=further)


def _appraiser(season, otherwise):
    """Somebody of the year's head, where the test has brought one."""
    return Person.objects.filter(agency=season.terms.get(post="head").agency).first() or otherwise


def _owner(route, things):
    """The thing whose `pk` the route takes: a line of a decision is reached through its decision."""
    if route.startswith("decision-changes/"):
        return things["decision-changes/"]
    thing = thing_at(route, things)
    return thing.decision if route.startswith("decisions/<int:pk>/lines/") else thing


def _words(route, things):
    """The values of the other words of a route."""
    room = route.split("/")[0]
    line = things[f"{room}/<int:pk>/lines/" if room in ("decisions", "decision-changes") else "lines/"]
    return {
        "change": things["decision-changes/<int:pk>/changes/"].pk,
        "format": "pdf",
        "code": "1" * 20,
        "cell": "self_points",
        "preset": "hundred",
        "rank": 1,
        "criterion": things["lines/"].criterion_id,
        "line": line.pk,
        "hold": things["holds/"].pk,
        "nomination": things["nominations/"].pk,
        "kind": "yearend",
        "year": 2019,
        "page": 1,
        "key": "strengths",
        "target": things["pledges/"].targets.get().pk,
        "agency": things["sheets/"].agency_id,
        "entry": 1,
        "person": _appraiser(things["seasons/"], things["agencies/people/"]).pk,
        "token": things["certificates/"].token,
        "pile": things["piles/"].pk,
    }
