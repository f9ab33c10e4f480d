"""A rehearsal runs like its conference, leaves the year as it is, and goes wholly when it is erased."""

from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction

from blocs.models import Season
from conferences import agenda
from conferences.attending import attendance
from conferences.casting import urns
from conferences.endorsing import elections, endorsement
from conferences.models import Conference, Elector, Poll, Urn
from conferences.polling import poll_results, polls
from conferences.reckoning import ballot_papers
from conferences.rehearsing import rehearsal_copies, rehearsals, sample_ballots
from conferences.running import agenda_papers, meetings, pictures
from conferences.standing import ranking, sample_points
from core import clock, effects
from core.models import Entry, User
from core.rules import RuleError
from documents import blocks, drawings, files, papers
from documents.models import Document, Job, Preview, Rendition, Shard, StoredFile
from tests import sent, world
from tests.blocs.pictures import upload
from tests.documents import reading

from . import polled, rehearsed, scene

pytestmark = pytest.mark.django_db

OWN = {"conferences", "documents"}  # rooms whose rows a rehearsal adds to while it stands


@pytest.fixture
def conference():
    return rehearsed.planned()


@pytest.fixture
def rehearsal(conference):
    return rehearsed.made(conference)


def everything(*, but=()):
    """Every row of every table but the history, for comparison."""
    models = [m for m in apps.get_models() if m is not Entry and m._meta.app_label not in but]
    return {m._meta.label: list(m._base_manager.order_by("pk").values()) for m in models}


# what it takes over


def test_a_rehearsal_has_the_facts_the_people_the_agenda_and_the_ballots_of_its_conference(
    conference, rehearsal
):
    def copied(row):
        return (
            (row.season_id, row.kind, row.title, row.starts_on, row.ends_on, row.starts_at, row.venue),
            list(row.agenda.values_list("position", "title", "starts_at", "presenter")),
            list(row.delegates.values_list("agency", "body", "full_name", "position", "role")),
            list(row.polls.values_list("title", "options", "kind", "most", "mode", "percent", "state")),
        )

    assert copied(rehearsal) == copied(conference)
    assert (rehearsal.state, rehearsal.rehearses) == ("planned", conference)


def test_a_bare_conference_is_rehearsed_with_the_usual_agenda_people_and_ballots():
    season = world.season()
    rehearsal = rehearsals.make(scene.planned(season), by=None)

    assert rehearsal.agenda.count() == len(rehearsal_copies.points.USUAL["yearend"])
    assert list(rehearsal.delegates.values_list("full_name", "role")) == [
        ("Đại biểu mẫu, Ban Một", "chair"),
        ("Đại biểu mẫu, Ban Hai", "secretary"),
        ("Đại biểu mẫu, Ban Ba", "delegate"),
    ]
    assert list(rehearsal.polls.values_list("kind", "mode")) == [
        ("approve", "login"),
        ("yes_no", "login"),
        ("one", "slip"),
    ]


def test_a_second_round_that_is_prepared_is_rehearsed_as_a_ballot_of_its_own(conference):
    first = conference.polls.get()
    second = rehearsal_copies.keep_copy(first, None, title="Lần sau", parent=first, round=2)

    rehearsal = rehearsals.make(conference, by=None)

    assert list(rehearsal.polls.values_list("title", "parent", "round")) == [
        (first.title, None, 1),
        (second.title, None, 1),
    ]


def test_whatever_hangs_on_a_conference_is_copied_or_comes_into_being_while_it_is_held():
    """Who adds a table to the conference says here which, and copies it in `rehearsals.COPIED`."""
    made_meanwhile = {"resolutions", "election", "rehearsal", "sample", "speeches", "pictures", "follow_ups"}
    made_meanwhile |= {"closing_papers", "hall_standings", "screen"}
    made_meanwhile |= {"badge_sheets", "invitation_rounds", "conferrals", "tie_rulings"}
    copied = {"agenda", "delegates", "polls", "quorum"}
    hanging = {field.name for field in Conference._meta.related_objects}

    assert hanging == copied | made_meanwhile


# sample points


def totals(found):
    return [sum(points.values()) for points in found.values()]


@pytest.mark.parametrize(
    ("tie_at", "expected"), [(0, [19, 18, 17, 16]), (1, [19, 19, 18, 17]), (3, [19, 18, 17, 17])]
)
def test_sample_points_fall_from_place_to_place_but_for_the_tie(tie_at, expected):
    criteria = {"scored": [(1, Decimal(10)), (2, Decimal(10))], "bonus": [], "penalty": []}

    assert totals(sample_points.spread((11, 12, 13, 14), criteria, seed=7, tie_at=tie_at)) == expected


def test_the_same_seed_gives_the_same_points_and_another_one_another_order():
    criteria = {"scored": [(1, Decimal(10))], "bonus": [(2, Decimal(5))], "penalty": [(3, Decimal(5))]}
    orders = {tuple(sample_points.spread(range(6), criteria, seed=seed, tie_at=2)) for seed in (1, 1, 2, 3)}

    assert len(orders) == 3


def test_a_tie_crosses_the_end_of_the_first_quota(conference, rehearsal):
    places = ranking.seen_by(rehearsal)
    found = ranking.from_places(rehearsal.season, places, limits=rehearsal.season.quotas.all())

    assert sorted(place.rank for place in places) == [1, 2, 2, 4, 5, 6]
    assert [crossing.sentence for crossing in found.crossings] == [
        "Thứ 2 có 2 đơn vị, hạn mức Cờ thi đua của Chính phủ còn 1."
    ]
    assert [place.rank for place in ranking.seen_by(conference)] == [None] * 6  # nobody is judged yet


# it runs by the same rules


def test_it_is_walked_from_check_in_to_minutes_in_a_year_that_has_not_come_to_its_conference(rehearsal):
    assert rehearsal.season.phase == "planning"

    walked = rehearsed.walked(rehearsal)

    [poll] = walked.polls.all()
    assert (walked.state, poll.state, poll.tally["cast"]) == ("closed", "closed", 6)
    assert poll.tally["votes"] == [6, 3, 3]  # the last place stays undecided
    assert poll.record.title == "DIỄN TẬP - Biên bản kiểm phiếu: Cờ thi đua"


def test_its_papers_say_on_every_page_what_they_are(rehearsal):
    walked = rehearsed.walked(rehearsal)

    said = blocks.thaw(walked.minutes.blocks)
    pages = reading.pages(papers.render_bytes(walked.minutes, "pdf"))

    assert said[0].text == "DIỄN TẬP"
    assert walked.minutes.title.startswith("DIỄN TẬP - Biên bản hội nghị tổng kết")
    assert {"DIỄN TẬP" in page for page in pages} == {True}


def test_whoever_opened_a_ballot_does_not_close_it_in_a_rehearsal_either(rehearsal):
    head = User.objects.get(username="clerk-1")
    rehearsals.check_everybody_in(rehearsal, by=head)
    meetings.open(rehearsal, by=head)
    poll = polls.open(rehearsed.now(rehearsal).polls.get(), by=head)

    with pytest.raises(RuleError, match="Người đóng phải khác người mở"):
        polls.close(poll, by=head)


def test_who_voted_on_a_phone_keeps_the_ballot_and_the_samples_fill_the_rest(rehearsal):
    rehearsals.check_everybody_in(rehearsal, by=None)
    meetings.open(rehearsal, by=None)
    poll = polls.open(rehearsed.now(rehearsal).polls.get(), by=polled.opener())
    own = urns.cast(poll.pk, polls.key_of(poll.electors.first()), "2")

    assert rehearsals.vote_for_the_rest(poll, by=None) == 5
    assert rehearsals.vote_for_the_rest(poll, by=None) == 0

    polls.close(poll, by=polled.closer())
    ballots, receipts = urns.counted(poll.pk)
    assert (len(ballots), ballots.count("2"), own in receipts) == (6, 1, True)


@pytest.mark.parametrize("kind", ["approve", "yes_no", "one", "rank"])
@pytest.mark.parametrize("options", [2, 5])
def test_sample_ballots_are_ballots_of_their_form(kind, options):
    most = {"approve": 2, "yes_no": options, "one": 1, "rank": 2}[kind]
    form = ballot_papers.Form(kind, options, most)
    found = sample_ballots.papers(form, 7)

    assert [ballot_papers.checked(form, paper) for paper in found] == found


def test_a_kind_of_ballot_without_samples_is_told():
    with pytest.raises(RuleError, match="chưa có phiếu mẫu"):
        sample_ballots.papers(ballot_papers.Form("other", 3, 1), 2)


# nothing of it touches the year


def test_a_rehearsal_leaves_the_year_as_it_is_and_erasing_it_leaves_nothing(conference):
    before, outside = everything(), everything(but=OWN)

    walked = rehearsed.walked(rehearsals.make(conference, by=None))
    for paper in (walked.minutes, walked.polls.get().record):
        papers.request(paper, "pdf", by=None)
    assert everything(but=OWN) == outside
    assert rehearsals.erase(conference, by=None) is True

    assert everything() == before


def test_honours_and_election_are_not_recorded_in_a_rehearsal(conference, rehearsal):
    rehearsals.check_everybody_in(rehearsal, by=None)
    meetings.open(rehearsal, by=None)
    rehearsal = rehearsed.now(rehearsal)
    poll = rehearsal.polls.get()
    acts = (
        lambda: endorsement.endorse(rehearsal, {}, 6, by=None),
        lambda: endorsement.drop(rehearsal, None, reason="x", by=None),
        lambda: elections.record(rehearsal, places=scene.places(rehearsal.season), by=None),
        lambda: poll_results.take(poll, by=None),
    )
    for act in acts:
        with pytest.raises(RuleError, match="Đây là buổi diễn tập nên không ghi gì vào năm thi đua"):
            act()
    assert poll_results.waiting_for(poll) == {}
    assert "Chưa ghi kết quả bầu" not in " ".join(meetings.reminders(rehearsal))
    assert meetings.lacking(rehearsal) == ["kết luận của chủ trì"]


def test_a_year_counts_its_conferences_without_rehearsals(conference, rehearsal):
    season = conference.season

    assert list(season.conferences.all()) == list(Conference.objects.filter(season=season)) == [conference]
    assert set(Conference.every.all()) == {conference, rehearsal}
    user = polled.opener()
    assert rehearsal in Conference.objects.visible_to(user)
    assert rehearsal not in Conference.objects.visible_to(world.officer(world.agency("Nơi khác", code="NK")))


def test_an_open_ballot_of_a_rehearsal_does_not_keep_the_year_from_being_closed(rehearsal):
    rehearsals.check_everybody_in(rehearsal, by=None)
    meetings.open(rehearsal, by=None)
    polls.open(rehearsed.now(rehearsal).polls.get(), by=polled.opener())

    assert [told for told in effects.hindrances(rehearsal.season) if "bỏ phiếu" in told] == []


# what is refused


def test_what_cannot_be_rehearsed_is_told(conference, rehearsal):
    with pytest.raises(RuleError, match="Đây đã là buổi diễn tập"):
        rehearsals.make(rehearsal, by=None)
    assert rehearsals.make(conference, by=None) == rehearsal  # the one that stands

    rehearsals.erase(conference, by=None)
    Season.objects.filter(pk=conference.season_id).update(phase="conference")
    attendance.check_in(conference.delegates.first(), by=None)
    meetings.open(rehearsed.now(conference), below_reason="Đường xa", by=None)
    with pytest.raises(RuleError, match="Hội nghị đã khai mạc nên không diễn tập được nữa"):
        rehearsals.make(conference, by=None)


def test_samples_have_no_place_in_a_real_conference():
    poll = polled.opened()

    with pytest.raises(RuleError, match="Việc này chỉ có trong buổi diễn tập"):
        rehearsals.check_everybody_in(poll.conference, by=None)
    with pytest.raises(RuleError, match="Việc này chỉ có trong buổi diễn tập"):
        rehearsals.vote_for_the_rest(poll, by=None)
    with pytest.raises(RuleError, match="Phiếu mẫu chỉ bỏ được trong buổi diễn tập"):
        urns.cast_samples(poll.pk, lambda count: [""] * count)
    assert urns.turnout(poll.pk) == (0, 6)


def test_a_conference_is_opened_once_its_rehearsal_is_gone_or_goes_with_it(conference, rehearsal):
    Season.objects.filter(pk=conference.season_id).update(phase="conference")
    attendance.check_in(conference.delegates.first(), by=None)
    with pytest.raises(RuleError, match="Xóa diễn tập và khai mạc"):
        meetings.open(rehearsed.now(conference), by=None)

    opened = meetings.open(rehearsed.now(conference), below_reason="Đường xa", erase_rehearsal=True, by=None)

    assert (opened.state, rehearsals.of(conference)) == ("open", None)


def test_one_conference_has_one_rehearsal_and_the_database_says_so_too(conference, rehearsal):
    facts = (
        Conference.every.filter(pk=rehearsal.pk)
        .values("season_id", "kind", "title", "starts_on", "ends_on")
        .get()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.every.bulk_create([Conference(**facts, venue="x", rehearses=conference)])
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.every.bulk_create([Conference(**facts, venue="x")])  # a second real one of its kind


# erasing


def test_a_walked_rehearsal_goes_with_its_papers_jobs_and_files(
    conference, rehearsal, django_capture_on_commit_callbacks
):
    walked = rehearsed.walked(rehearsal)
    place = drawn(walked.minutes)
    assert (place.exists(), Document.objects.count(), Job.objects.count()) == (True, 4, 1)
    left = pictured(StoredFile.objects.get())
    photo = pictures.add(rehearsal, upload=upload(), by=None)
    pictures.remove(photo, by=None)  # its content stays, as long as the rehearsal does

    with django_capture_on_commit_callbacks(execute=True):
        assert rehearsals.erase(rehearsal, by=None) is True
    assert rehearsals.erase(conference, by=None) is False

    assert (place.exists(), left.exists()) == (False, False)
    assert [kind.objects.count() for kind in (Document, Rendition, Job, Shard, StoredFile)] == [0] * 5
    assert [kind.objects.count() for kind in (Elector, Urn)] == [0, 0]
    assert list(Poll.objects.all()) == list(conference.polls.all())
    told = Entry.objects.about(rehearsal).first()
    assert (told.act, told.before) == (
        "rehearsal.erase",
        {"title": rehearsal.title, "rehearses_id": conference.pk},
    )


def test_papers_of_a_point_that_was_taken_off_go_with_the_rehearsal(rehearsal):
    item = agenda.add(rehearsal, title="Mục thử", by=None)
    sent_in = SimpleUploadedFile("a.pdf", sent.pdf())
    agenda_papers.remove(agenda_papers.attach(item, upload=sent_in, by=None), by=None)
    agenda.remove(item, by=None)
    assert StoredFile.objects.count() == 1  # what was taken off stays stored, as long as the rehearsal does

    rehearsals.erase(rehearsal, by=None)
    assert StoredFile.objects.count() == 0


def drawn(document):
    """Draw a paper as a worker would and return where its file lies."""
    shard = papers.request(document, "pdf", by=None).job.shards.get()
    file = papers.render(shard)
    Shard.objects.filter(pk=shard.pk).update(state="done", finished_at=clock.now(), file=file)
    return Path(settings.MEDIA_ROOT) / file.path


def pictured(stored):
    """Draw the first page of a file as a picture and return where that lies."""
    drawings.request(stored, [1], by=None)
    shard = Preview.objects.get().shard
    file = files.keep(b"a picture", content_type="image/png")
    Shard.objects.filter(pk=shard.pk).update(state="done", finished_at=clock.now(), file=file)
    return Path(settings.MEDIA_ROOT) / file.path


def test_a_file_that_somebody_else_keeps_too_stays(conference, rehearsal, django_capture_on_commit_callbacks):
    walked = rehearsed.walked(rehearsal)
    place = drawn(walked.minutes)
    elsewhere = Job.objects.create(task="t", label="Việc khác", created_at=clock.now())
    done = {"state": "done", "finished_at": clock.now(), "file": StoredFile.objects.get()}
    Shard.objects.create(job=elsewhere, number=1, **done)

    with django_capture_on_commit_callbacks(execute=True):
        rehearsals.erase(conference, by=None)

    assert (StoredFile.objects.count(), place.exists(), Job.objects.get()) == (1, True, elsewhere)


def test_erasing_a_conference_without_rehearsal_takes_nothing():
    conference = rehearsed.planned()
    before = everything()

    assert rehearsals.erase(conference, by=None) is False
    assert everything() == before


def test_the_database_lets_go_of_a_rehearsal_and_of_nothing_else(rehearsal):
    held = meetings.open(scene.staffed(scene.planned(rehearsal.season, "thematic")), by=None)
    real = polled.closed("0", "1", "0", "1", "0", "1", conference=held)
    tries = (
        Elector.objects.filter(poll=real),
        Urn.objects.filter(poll=real),
        Poll.objects.filter(pk=real.pk),
    )
    for rows in tries:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete("default")
    for pk, value in ((real.conference_id, rehearsal.rehearses_id), (rehearsal.pk, None)):
        with pytest.raises(DatabaseError, match="never becomes a rehearsal"), transaction.atomic():
            Conference.every.filter(pk=pk).update(rehearses=value)
    assert (real.electors.count(), Conference.every.filter(rehearses=None).count()) == (6, 2)


def test_a_rehearsal_is_erased_a_week_after_it_was_made(conference, rehearsal):
    until = rehearsals.lasts_until(rehearsal)
    with clock.at(until.date(), (until - timedelta(minutes=1)).time()):
        rehearsals.erase_left()
    assert rehearsals.of(conference) == rehearsal

    with clock.at(until.date() + timedelta(days=1), time(0, 0)):
        rehearsals.erase_left()
    assert rehearsals.of(conference) is None


def test_a_rehearsal_left_in_a_closed_year_is_still_erased(conference, rehearsal):
    Season.objects.filter(pk=conference.season_id).update(phase="closed")

    with pytest.raises(RuleError, match="đã khép lại"):
        rehearsals.make(conference, by=None)
    assert rehearsals.erase(conference, by=None) is True
