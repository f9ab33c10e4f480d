"""A criterion that does not apply to one member: whom it frees, how it is published, carried on, refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs import drafts, exemptions, founding, publishing, seasons
from blocs.models import Exemption, Season
from core.models import Entry
from core.rules import RuleError
from tests import world

from . import trees

pytestmark = pytest.mark.django_db
REASON = "Cơ quan không có thủ tục hành chính"


@pytest.fixture
def table():
    return trees.fill(world.season().criteria)


def member(table, place=3):
    return world.members(table.season.bloc)[place - 1]


def free(table, code="II.2", place=3, reason=REASON):
    return exemptions.add(trees.criterion(table, code), agency=member(table, place), reason=reason, by=None)


def exempt(table):
    """(code, member, reason) of every exemption."""
    return [
        (row.criterion.code, row.name, row.reason)
        for row in Exemption.objects.filter(criterion__group__table=table).order_by("criterion__path", "name")
    ]


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


def test_a_member_is_freed_of_a_criterion_with_a_reason(table):
    free(table)

    assert exempt(table) == [("II.2", "Ban Ba", REASON)]
    assert Entry.objects.get(act="criteria.exempt").after["reason"] == REASON


def test_said_again_only_the_reason_changes(table):
    free(table)
    free(table, reason="Mới thành lập")

    assert exempt(table) == [("II.2", "Ban Ba", "Mới thành lập")]


def test_without_a_reason_nobody_is_freed(table):
    with pytest.raises(ValidationError):
        free(table, reason="")

    assert exempt(table) == []


def test_an_agency_that_is_no_member_is_refused(table):
    stranger = world.agency("Ban Lạ")

    assert refusal(
        exemptions.add, trees.criterion(table, "II.2"), agency=stranger, reason=REASON, by=None
    ) == ("Chỉ ghi không áp dụng cho đơn vị thành viên của Khối trong năm.")


def test_bonus_and_penalty_need_no_exemption(table):
    assert refusal(free, table, "T.1") == (
        "Điểm thưởng, điểm trừ chỉ kê khai khi có, nên không cần ghi không áp dụng. "
        "Hãy chọn tiêu chí trong nhóm chấm điểm."
    )


def test_a_member_needs_one_criterion_that_applies(table):
    codes = [row.code for row in exempting(table)]
    for code in codes:
        free(table, code)

    assert publishing.faults(trees.whole(table)) == ["không tiêu chí nào áp dụng cho “Ban Ba”"]


def test_who_has_left_the_year_is_told_before_publishing(table):
    free(table)
    founding.leave(
        table.season.bloc.memberships.get(agency=member(table)),
        left_on=table.season.standing_on,
        reason="Sắp xếp bộ máy",
        by=None,
    )

    assert publishing.faults(trees.whole(table)) == [
        "“Ban Ba” không còn là đơn vị thành viên của năm nhưng vẫn ghi không áp dụng ở II.2"
    ]


def test_nobody_is_freed_of_a_published_criterion(table):
    row = free(table)
    publishing.publish(table, by=None)
    frozen = "Bảng tiêu chí đã công bố nên không sửa được nữa."

    assert refusal(free, table, "II.1") == frozen
    assert refusal(exemptions.withdraw, row, by=None) == frozen


def test_the_next_year_frees_who_is_still_a_member(table):
    free(table)
    free(table, place=2, reason="Cơ quan khác làm thay")
    world.planned(table.season)
    publishing.publish(table, by=None)
    Season.objects.filter(pk=table.season.pk).update(phase="appraisal")
    second = table.season.bloc.memberships.get(agency=member(table, 2))
    founding.leave(second, left_on=second.joined_on.replace(year=2024), reason="Sáp nhập", by=None)
    world.founding.join(table.season.bloc, agency=world.agency("Ban Bốn"), joined_on=world.LONG_AGO, by=None)
    following = seasons.open_season(table.season.bloc, year=2024, by=None)

    assert exempt(following.criteria) == [("II.2", "Ban Ba", REASON)]


def test_a_draft_written_at_once_frees_the_same_members(table):
    free(table)
    content = trees.content(table)
    drafts.replace(table, content, act="criteria.import", by=None)

    assert trees.content(table) == content


def exempting(table):
    """The scored criteria of the table."""
    codes = ("I.1", "I.2.1", "I.2.2.1", "I.2.2.2", "I.3", "II.1", "II.2")
    return [trees.criterion(table, code) for code in codes]


# the page


@pytest.fixture
def head(client, table):
    client.force_login(world.head_of(table.season))
    return client


def test_the_page_frees_a_member_and_takes_it_back(head, table):
    url = reverse("blocs:exemptions", args=[trees.criterion(table, "II.2").pk])

    assert head.post(url, {"agency": member(table).pk, "reason": REASON}).url == url
    page = head.get(url)
    assert [row.name for row in page.context["rows"]] == ["Ban Ba"]
    assert REASON in head.get(table.get_absolute_url()).text

    row = page.context["rows"][0]
    head.post(reverse("blocs:exemption_withdraw", args=[row.pk]))
    assert exempt(table) == []


def test_a_foreign_agency_is_no_choice(head, table):
    url = reverse("blocs:exemptions", args=[trees.criterion(table, "II.2").pk])
    answer = head.post(url, {"agency": world.agency("Ban Lạ").pk, "reason": REASON})

    assert list(answer.context["form"].errors) == ["agency"]
    assert exempt(table) == []


def test_a_member_that_does_not_lead_may_free_nobody(client, table):
    clerk = world.person(member(table), "clerk", username="thanh-vien").user
    client.force_login(clerk)
    url = reverse("blocs:exemptions", args=[trees.criterion(table, "II.2").pk])

    assert client.get(url).status_code == 403
    assert client.post(url, {"agency": member(table).pk, "reason": REASON}).status_code == 403
    assert exempt(table) == []


def test_a_stranger_finds_neither_criterion_nor_exemption(client, table):
    row = free(table)
    client.force_login(world.person(world.agency("Ban Lạ"), "clerk", username="nguoi-la").user)

    assert client.get(reverse("blocs:exemptions", args=[row.criterion_id])).status_code == 404
    assert client.post(reverse("blocs:exemption_withdraw", args=[row.pk])).status_code == 404


def test_the_page_asks_the_same_for_1_and_3_exemptions(head, table):
    url = reverse("blocs:exemptions", args=[trees.criterion(table, "II.2").pk])
    counts = []
    for place in (1, 2, 3):
        free(table, place=place)
        with CaptureQueriesContext(connection) as asked:
            head.get(url)
        counts.append(len(asked))

    assert counts[1:] == [counts[0]] * 2
