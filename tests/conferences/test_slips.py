"""Drawn slips: each votes once, nobody knows whose it is, and what is changed about them is told."""

import pytest

from conferences.attending import delegates
from conferences.casting import slips, urns
from conferences.polling import count_record, poll_results, polls, polls_told, voting
from core.models import Entry
from core.rules import RuleError
from documents.blocks import Paragraph
from members import acting

from . import polled

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference():
    return polled.hall()


def refused(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts)
    return str(refusal.value)


def test_a_slip_votes_once_and_its_unit_is_never_known(conference):
    poll = polled.opened(conference, mode="slip")
    code = poll.codes[0].upper().replace("-", " ")
    assert voting.is_used(slips.find(code)) is False

    voting.by_slip(code, "0,1")

    assert voting.is_used(slips.find(code)) is True
    assert refused(voting.by_slip, code, "0") == urns.TWICE
    for other in poll.codes[1:]:
        voting.by_slip(other, "")
    poll = polled.now(polls.close(poll, by=polled.closer()))
    assert (poll.tally["cast"], set(poll.electors.values_list("voted", flat=True))) == (6, {None})
    assert refused(voting.by_slip, poll.codes[0] if poll.codes else code, "0") == voting.NOT_NOW["closed"]


def test_the_database_keeps_no_code_of_a_slip(conference):
    poll = polled.opened(conference, mode="slip")
    told = [*poll.slips.values_list("token_hash", flat=True), *map(str, Entry.objects.values_list("after"))]

    assert [code for code in poll.codes if any(code in text for text in told)] == []
    assert [row for row in Entry.objects.filter(act="slip.make") if "token_hash" in row.after] == []


def test_a_lost_slip_is_void_and_another_takes_its_place(conference):
    poll = polled.opened(conference, mode="slip")

    number, code = slips.replace(poll, number=1, reason="Đánh rơi", by=None)

    assert number == 7
    assert refused(voting.by_slip, poll.codes[0], "0") == slips.DEAD
    voting.by_slip(code, "0")
    assert refused(slips.replace, poll, number=7, reason="Nhầm", by=None) == (
        "Phiếu này đã vào hòm nên không thay được. Hãy kiểm tra lại số phiếu."
    )
    assert refused(slips.replace, poll, number=1, reason="Nhầm", by=None) == (
        "Không có phiếu mã số 1 còn hiệu lực. Hãy xem lại số in trên phiếu."
    )
    assert urns.turnout(poll.pk) == (1, 6)


def test_a_second_person_changes_slips_while_ballots_are_taken_and_the_papers_name_them(conference):
    poll = polled.opened(conference, mode="slip")
    opener, closer = polled.opener(), polled.closer()
    for act, facts in ((slips.replace, {"number": 1, "reason": "Rơi mất"}), (slips.add, {})):
        assert refused(act, poll, by=opener, **facts) == slips.SECOND_PERSON
    assert slips.changes(poll) == []

    slips.replace(poll, number=1, reason="Rơi mất", by=closer)
    slips.replace(poll, number=2, reason="Về sớm", again=False, by=closer)
    slips.add(poll, by=closer)
    polls.close(poll, by=closer)

    name, poll = acting.name_of(closer), polled.now(poll)
    told = (
        f"Trong lúc bỏ phiếu đã hủy phiếu mã số 1 (Rơi mất; người làm: {name}); "
        f"in thêm phiếu mã số 7 (Thay phiếu mã số 1; người làm: {name}); "
        f"hủy phiếu mã số 2 (Về sớm; người làm: {name}); "
        f"in thêm phiếu mã số 8 (In thêm cho người đến muộn; người làm: {name})."
    )
    record = [block.text for block in count_record.blocks(poll, "A", "") if isinstance(block, Paragraph)]
    minutes = [block.text for block in polls_told.paragraphs(conference)]
    assert told in record
    assert [text.endswith(told) for text in minutes] == [True]


def test_what_is_changed_before_the_opening_is_nobodys_business(conference):
    poll = polled.prepared(conference, mode="slip")
    slips.issue(poll, by=polled.opener())
    slips.replace(poll, number=1, reason="In mờ", by=polled.opener())

    assert slips.changes(polls.open(poll, by=polled.opener())) == []


def test_the_limits_of_secrecy_are_those_of_the_poll_and_of_the_way_the_page_came(conference):
    lines = [f"Trường hợp {number}" for number in range(5)]
    drawn = polled.prepared(conference, mode="slip", labels=lines, kind="yes_no")
    own = polled.prepared(conference, title="Khác")
    usual = poll_results.NOT_PROMISED

    assert poll_results.promises(own)[1] == [
        *(poll_results.WATCHED, poll_results.OFFICER, poll_results.LENGTH, *usual)
    ]
    assert poll_results.promises(drawn, secure=False)[1] == [
        *(poll_results.PLAIN, poll_results.WATCHED_SLIP, poll_results.PRINTER),
        *(poll_results.LENGTH, poll_results.PATTERN, *usual),
    ]


def test_there_are_never_more_slips_than_votes_present(conference):
    poll = polled.prepared(conference, mode="slip")
    assert polls.hindrance(poll).startswith("Có 6 phiếu có mặt nhưng 0 phiếu mã còn hiệu lực.")
    first = slips.issue(poll, by=None)
    second = slips.issue(poll, by=None)
    assert (len(first), len(second), slips.valid(poll)) == (6, 6, 6)
    assert refused(slips.find, first[0][1]) == slips.DEAD
    assert refused(slips.add, poll, by=None).startswith("Đã có 6 phiếu mã cho 6 phiếu có mặt.")

    slips.replace(poll, number=second[0][0], reason="Về sớm", again=False, by=None)

    assert polls.hindrance(poll).startswith("Có 6 phiếu có mặt nhưng 5 phiếu mã còn hiệu lực.")


def test_every_delegate_has_a_vote_where_the_rules_say_so(conference):
    poll = polled.opened(conference, mode="slip", roll="delegates")

    assert [row.name for row in poll.electors.all()][:2] == ["Vũ Trọng Lâm", "Lê Quang Vinh"]
    assert (poll.electors.count(), len(poll.codes)) == (7, 7)


def test_a_guest_has_no_vote(conference):
    delegates.invite(
        conference, agency=conference.delegates.first().agency, full_name="Khách", role="guest", by=None
    )

    assert polled.opened(conference, mode="slip", roll="delegates").electors.count() == 7
