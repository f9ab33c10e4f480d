"""For how many days a member may ask for a second look: set, hashed, frozen, copied, printed, compared."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from blocs import corrections, drafts, outline, papers, publishing, reply_days, standards
from blocs.models import CriteriaTable, ReplyRule
from core.rules import RuleError
from documents import blocks as vocabulary
from documents.blocks import Paragraph
from members.models import Post
from tests import world
from tests.blocs import workbook

WORDS = "Đơn vị được đề nghị phúc tra trong 3 ngày kể từ ngày bảng của mình được thẩm định xong."


@pytest.fixture
def table(db):
    return world.fill(world.season().criteria)


def whole(table):
    return CriteriaTable.objects.whole().select_related("season__bloc").get(pk=table.pk)


def test_the_days_are_set_changed_and_taken_away(table):
    found = []
    for days in (3, 5, 0, 0):
        reply_days.set_days(table, days=days, by=None)
        found.append((reply_days.of(whole(table)), ReplyRule.objects.count()))

    assert found == [(3, 1), (5, 1), (0, 0), (0, 0)]


@pytest.mark.parametrize("days", [-1, 61])
def test_days_that_cannot_be_are_refused(table, days):
    with pytest.raises(
        RuleError, match="Số ngày được đề nghị phúc tra từ 0 đến 60; ghi 0 nếu không phúc tra"
    ):
        reply_days.set_days(table, days=days, by=None)


def test_the_days_change_the_hash_only_where_a_reply_is_taken(table):
    before = publishing.fingerprint(whole(table))
    reply_days.set_days(table, days=3, by=None)
    assert publishing.fingerprint(whole(table)) != before
    reply_days.set_days(table, days=0, by=None)
    assert publishing.fingerprint(whole(table)) == before


def test_the_days_are_frozen_with_the_table(table):
    reply_days.set_days(table, days=3, by=None)
    publishing.publish(table, by=None)

    for act in (
        lambda rows: rows.update(days=9),
        lambda rows: rows.delete(),
        lambda rows: rows.create(table=table, days=4),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            act(ReplyRule.objects.all())


def test_the_days_go_out_to_excel_and_come_back(table):
    reply_days.set_days(table, days=3, by=None)
    content = outline.of(whole(table))

    assert workbook.read(workbook.exported(content)).outline == content


def test_days_in_excel_that_cannot_be_are_told_by_cell(table):
    rows = [
        ["Nhóm chấm điểm", "I", "Nhóm", "", 10, ""],
        ["Tiêu chí", "I.1", "Việc", "", 10, ""],
        ["Phúc tra", "", "Số ngày được đề nghị phúc tra", "", 2.5, ""],
        ["Phúc tra", "", "Số ngày được đề nghị phúc tra", "", 90, ""],
    ]
    reading = workbook.read(workbook.of(*rows))

    assert [str(fault) for fault in reading.faults] == [
        "Dòng 4, cột Điểm tối đa: số ngày là số nguyên, ví dụ 3.",
        "Dòng 5, cột Loại: phúc tra chỉ ghi một dòng.",
        "Dòng 5, cột Điểm tối đa: “90” không được; nhập từ 0 đến 60 ngày.",
    ]


def test_the_next_year_takes_the_days_over(table):
    reply_days.set_days(table, days=3, by=None)
    following = world.season(world.bloc(["C1", "C2"], name="Khối sau")).criteria
    drafts.copy(whole(table), to=following, by=None)

    assert reply_days.of(whole(following)) == 3


def test_the_paper_of_the_criteria_tells_the_days(table):
    reply_days.set_days(table, days=3, by=None)
    paper = papers.issue_criteria(whole(table), "0" * 64, by=None)

    told = [block.text for block in vocabulary.thaw(paper.blocks) if isinstance(block, Paragraph)]
    assert [text for text in told if "phúc tra" in text] == [f"Phúc tra: {WORDS}"]


def test_a_correction_given_up_puts_the_days_back(table):
    reply_days.set_days(table, days=3, by=None)
    publishing.publish(table, by=None)
    corrections.begin(table, reason="Kéo dài thời hạn", by=None)
    reply_days.set_days(table, days=7, by=None)
    corrections.abandon(table, by=None)

    assert reply_days.of(whole(table)) == 3


def test_days_that_differ_are_told_as_a_change_of_the_standards(table):
    before = outline.of(whole(table))
    reply_days.set_days(table, days=3, by=None)

    assert before.standards != outline.of(whole(table)).standards


def test_the_page_of_the_standards_sets_the_days(client, table):
    clerk = world.person(world.members(table.season.bloc)[0], Post.Kind.CLERK, username="van-thu").user
    client.force_login(clerk)
    typed = {"graded_by": "percent", "reply_days": "3"}
    answer = client.post(reverse("blocs:criteria_standards", args=[table.pk]), typed, follow=True)

    assert reply_days.of(whole(table)) == 3
    assert WORDS in answer.content.decode()


def test_a_page_without_days_leaves_no_reply(table):
    reply_days.set_days(table, days=3, by=None)
    facts = {"graded_by": "percent", "grades": (), "steps": (), "ballot": None}
    standards.set_all(table, **facts, by=None)

    assert reply_days.of(whole(table)) == 0
