"""Mixed ballots: every vote has one channel, nobody votes twice, few ballots of one channel are not told."""

import json

import pytest
from django.db import DatabaseError, transaction

from conferences import marks
from conferences.attending import attendance
from conferences.casting import channels, slips, tellers, turnouts, urns
from conferences.models import Box, Elector, PaperChoice, Urn
from conferences.polling import count_record, late_paper, paper_record, polls, voting
from conferences.reckoning import ballot_papers, few
from core.rules import RuleError
from documents import blocks
from members import invitations

from . import papered, polled

pytestmark = pytest.mark.django_db
FIGURES = {"issued": 2, "returned": 2, "valid": 2, "votes": (2, 1, 0)}


@pytest.fixture
def conference():
    return polled.hall(8)


def refused(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts)
    return str(refusal.value)


def cast(poll, *papers):
    """The electronic votes, in the order of the roll, put these ballots in."""
    rows = poll.electors.filter(on_paper=False, moved=False, present=True)
    for row, paper in zip(rows, papers, strict=False):
        urns.cast(poll.pk, polls.key_of(row), ballot_papers.checked(poll.form, paper))


def test_accounts_and_paper_are_one_result(conference):
    poll = polled.now(papered.opened(conference, mode="mixed"))
    assert urns.turnout(poll.pk) == (0, 6)
    assert channels.present(poll) == (6, 2)
    cast(poll, "0", "0", "0,1", "2", "")
    tellers.close_box(poll, by=polled.opener())
    for teller in (polled.opener(), polled.closer()):
        papered.enter(poll, teller, **FIGURES)
    poll = polled.now(polls.close(poll, by=polled.closer()))

    told = {name: poll.tally[name] for name in ("present", "cast", "blank", "invalid", "votes")}
    assert told == {"present": 8, "cast": 7, "blank": 1, "invalid": 0, "votes": [5, 2, 1]}
    voted = list(poll.electors.order_by("place").values_list("voted", flat=True))
    assert voted == [None, None, *[True] * 5, False]
    assert [what for what, _ in paper_record.figures(poll)][:1] == ["Số phiếu điện tử trong hòm"]
    text = json.dumps(blocks.freeze(count_record.blocks(poll, "An", ""), "x")[0], ensure_ascii=False)
    assert text.count("Phiếu giấy") == 2  # on the roll, and what they say nowhere
    assert paper_record.no_recount(poll)[:28] == "Một bên có dưới 5 phiếu nên "


def test_who_votes_on_paper_is_never_admitted_to_the_urn(conference):
    poll = polled.now(papered.opened(conference, mode="mixed"))
    row = poll.electors.get(place=1)
    user = polled.opener()

    assert refused(urns.cast, poll.pk, polls.key_of(row), "0") == urns.STRANGER
    assert voting.votes_of(poll, user) == ([], [])
    assert refused(voting.by_account, poll, row, "0", by=user) == urns.STRANGER
    assert voting.why_on_paper(poll, user) == voting.BY_PAPER


def test_the_ballot_of_another_unit_an_absent_one_and_another_poll_is_refused_by_the_rule_itself(conference):
    poll, user = polled.opened(conference), polled.opener()
    own, stranger = poll.electors.get(place=1), poll.electors.get(place=3)
    elsewhere = polled.opened(conference, title="Khác").electors.get(place=1)
    absent = poll.electors.get(place=1)
    absent.present = False

    for row in (stranger, elsewhere, absent):
        assert refused(voting.by_account, poll, row, "0", by=user) == urns.STRANGER
    assert urns.turnout(poll.pk)[0] == 0
    assert voting.by_account(poll, own, "0", by=user)
    assert urns.turnout(poll.pk)[0] == 1


def test_no_more_papers_are_handed_out_than_there_are_votes_on_paper(conference):
    poll = papered.counted(conference, mode="mixed")

    with pytest.raises(Exception, match="Phát ra 3 phiếu nhưng chỉ có 2 phiếu có mặt bỏ bằng giấy"):
        papered.enter(poll, polled.opener(), issued=3, returned=3, valid=3, votes=(3, 0, 0))


def test_a_channel_is_chosen_before_the_opening_only(conference):
    poll = polled.prepared(conference, mode="mixed")
    papered.chosen(poll, 2)
    papered.chosen(poll, 1)  # the second thought
    assert [on_paper for _, on_paper in channels.seats(poll)] == [True] + [False] * 7
    assert [seat.name for seat, _ in channels.of_user(poll, polled.closer())] == ["Đơn vị 2"]

    poll = polled.now(polls.open(poll, by=polled.opener()))

    assert refused(channels.choose, poll, set(), among=set(), by=None) == channels.TOO_LATE
    other = polled.prepared(conference, title="Khác")
    assert refused(channels.choose, other, set(), among=set(), by=None) == channels.NOT_MIXED
    assert stopped(lambda: PaperChoice.objects.update(name="Khác"))
    assert stopped(lambda: Elector.objects.filter(place=2).update(on_paper=True))


def test_a_page_that_stood_open_is_not_laid_over_a_newer_choice(conference):
    poll = polled.prepared(conference, mode="mixed")
    papered.chosen(poll, 1)
    every = [(seat.unit_id, seat.name) for seat, _ in channels.seats(poll)]
    facts = {"among": set(every), "seen": marks.of(every[:1]), "by": None}
    papered.chosen(poll, 2)

    said = refused(channels.choose, poll, {every[2]}, **facts)
    assert said == channels.CHANGED.format("Đơn vị 1; Đơn vị 2")
    channels.choose(poll, set(every[:2]), **facts)  # what stands already, a second click for one
    channels.choose(poll, {every[2]}, among={every[2]}, seen=marks.of([]), by=None)  # its own line

    assert [on_paper for _, on_paper in channels.seats(poll)] == [True] * 3 + [False] * 5


def test_a_unit_that_has_not_voted_may_change_to_paper_and_is_told_of_itself_only(conference):
    poll = polled.now(papered.opened(conference, mode="mixed"))
    rows = {place: poll.electors.get(place=place) for place in (3, 4)}
    users = {place: polled.voter(conference, place) for place in (3, 4)}
    cast(poll, "0")  # that of the third

    assert refused(late_paper.by_unit, poll, rows[3].pk, by=users[3]) == urns.IN_ALREADY
    assert refused(late_paper.by_unit, poll, rows[3].pk, by=users[4]) == late_paper.NOT_HERE
    assert refused(late_paper.by_unit, poll, rows[4].pk, by=polled.opener()) == late_paper.NOT_HERE
    late_paper.by_unit(poll, rows[4].pk, by=users[4])
    late_paper.by_unit(poll, rows[4].pk, by=users[4])  # again does nothing

    assert channels.present(poll) == (5, 3)
    assert refused(urns.cast, poll.pk, polls.key_of(rows[4]), "0") == urns.STRANGER
    assert stopped(lambda: Elector.objects.filter(place=4).update(moved=False))
    assert stopped(lambda: Elector.objects.filter(place=4).update(voted=True))
    assert poll.sha256 == polls.digest(poll)  # the channels at the opening are what was hashed


def test_nobody_votes_or_changes_once_the_box_is_closed(conference):
    poll = polled.now(papered.opened(conference, mode="mixed"))
    row, user = poll.electors.get(place=8), polled.voter(conference, 8)
    cast(poll, *["0"] * 5)
    tellers.close_box(poll, by=polled.opener())

    assert turnouts.of(poll) == (5, 6)  # who did not vote is told of, though nobody is waited for
    assert refused(voting.by_account, poll, row, "0", by=user) == urns.SEALED
    assert refused(urns.cast, poll.pk, polls.key_of(row), "0") == urns.STRANGER
    assert refused(late_paper.by_unit, poll, row.pk, by=user) == tellers.BOX_CLOSED
    assert stopped(lambda: Urn.objects.update(papers=["0"] * 6))
    assert urns.counted(poll.pk) == ([], [])


def test_the_box_waits_while_few_electronic_ballots_would_be_read_from_what_is_left(conference):
    poll = polled.now(papered.opened(conference, mode="mixed"))
    cast(poll, "0", "1")

    assert refused(tellers.close_box, poll, by=polled.opener()) == few.hindrance(2, 6)
    assert not Box.objects.exists()
    cast_rest = poll.electors.filter(place__gt=4)
    for row in cast_rest:
        urns.cast(poll.pk, polls.key_of(row), "0")
    tellers.close_box(poll, by=polled.opener())


def test_who_comes_late_votes_by_the_channel_chosen_before(conference):
    people = list(conference.delegates.order_by("agency__names__name"))
    late = [person for person in people if person.agency.name in ("Đơn vị 2", "Đơn vị 8")]
    for person in late:
        attendance.undo(person, by=None)
    poll = polled.now(papered.opened(conference, mode="mixed"))
    assert (urns.turnout(poll.pk), channels.present(poll)) == ((0, 5), (5, 1))
    for person in late:
        attendance.check_in(person, by=None)

    assert polls.admit_late(poll, by=None) == (2, [])

    assert (urns.turnout(poll.pk), channels.present(poll)) == ((0, 6), (6, 2))


def test_slips_are_printed_for_those_without_paper_and_handed_back_unused(conference):
    poll = polled.prepared(conference, mode="mslip", roll="delegates")
    papered.chosen(poll, 2)
    every = slips.present(poll)
    codes = dict(slips.issue(poll, by=None))
    assert len(codes) == every - 2
    poll = polled.now(polls.open(poll, by=polled.opener()))
    urns.cast(poll.pk, invitations.hash_of(codes[1]), "0")
    row = poll.electors.filter(on_paper=False).last()
    facts = {"elector": row.pk, "by": polled.closer()}

    assert refused(late_paper.by_slip, poll, number=1, **facts) == (
        "Phiếu này đã vào hòm nên không thay được. Hãy kiểm tra lại số phiếu."
    )
    assert refused(late_paper.by_slip, poll, number=2, elector=row.pk, by=polled.opener()) == (
        slips.SECOND_PERSON
    )
    late_paper.by_slip(poll, number=2, **facts)

    assert channels.present(poll) == (every - 3, 3)
    assert refused(voting.by_slip, codes[2], "0") == slips.DEAD
    assert refused(late_paper.by_slip, poll, number=3, **facts) == late_paper.NOT_HERE
    assert [change.reason for change in slips.changes(poll)] == [f"Đổi sang phiếu giấy: {row.name}"]


def test_a_mixed_poll_that_is_void_is_read_by_nobody(conference):
    poll = polled.now(papered.opened(conference, mode="mixed"))
    cast(poll, *["0"] * 6)
    tellers.close_box(poll, by=polled.opener())
    papered.enter(poll, polled.opener(), **FIGURES)

    polls.void(poll, reason="Mất điện", by=polled.closer())

    assert Urn.objects.get().papers == []


def test_a_second_round_keeps_who_votes_on_paper(conference):
    poll = polled.now(papered.opened(conference, mode="mixed", seats=2))
    cast(poll, *["0"] * 6)
    tellers.close_box(poll, by=polled.opener())
    for teller in (polled.opener(), polled.closer()):
        papered.enter(poll, teller, **FIGURES)
    poll = polled.now(polls.close(poll, by=polled.closer()))

    again = polls.again(poll, by=polled.opener())

    assert [on_paper for _, on_paper in channels.seats(again)] == [True] * 2 + [False] * 6


def stopped(change):
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False
