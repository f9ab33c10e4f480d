"""A signed target withdrawn: gone from the pledge, both versions kept, with why and a paper."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from blocs import phases
from blocs.models import Criterion, Season
from core import clock
from core.models import Entry
from core.rules import RuleError
from documents import papers
from members.models import Post
from results import amendments, pledges, targets
from results.models import Amendment
from tests import world
from tests.documents.reading import pages

pytestmark = pytest.mark.django_db

SIGNED, LATER = date(2023, 3, 15), date(2023, 7, 14)


@pytest.fixture(autouse=True)
def july():
    with clock.at(LATER):
        yield


@pytest.fixture
def season():
    """A signed year; the third member has two targets."""
    with clock.at(SIGNED):
        season = world.pledging()
        for agency in world.members(season.bloc):
            world.pledged(season, agency)
        pledges.conclude(season, signed_on=SIGNED, by=None)
    return Season.objects.get(pk=season.pk)


@pytest.fixture
def pledge(season):
    pledge = season.pledges.get(agency=world.members(season.bloc)[2])
    amendments.amend(pledge, criteria_of(season)[1], text="Đúng hạn", reason="Thêm", by=None)
    return pledge


def criteria_of(season):
    rows = Criterion.objects.select_related("group__table").filter(group__table__season=season)
    return list(rows.order_by("group__position", "position"))


def withdrawn(pledge, criterion, reason="Đề án giao cơ quan khác"):
    return amendments.withdraw(pledge, criterion, reason=reason, by=None)


def refusal_of(pledge, criterion):
    with pytest.raises(RuleError) as refusal:
        withdrawn(pledge, criterion)
    return str(refusal.value)


def test_both_versions_are_kept_with_the_reason_and_a_paper(season, pledge):
    first = criteria_of(season)[0]
    row = withdrawn(pledge, first)

    assert (row.old, row.new, row.reason) == ("4 đề án", "", "Đề án giao cơ quan khác")
    assert list(targets.told(season.pk, pledge.agency_id)[0].values()) == ["Đúng hạn"]
    said = " ".join(" ".join(pages(papers.render_bytes(row.paper, "pdf"))).split())
    assert "4 đề án Rút chỉ tiêu" in said
    assert "Lý do điều chỉnh: Đề án giao cơ quan khác" in said
    assert list(Entry.objects.filter(act__endswith="withdraw").values_list("act", "reason")) == [
        ("pledge.withdraw", "Đề án giao cơ quan khác"),
        ("target.withdraw", "Đề án giao cơ quan khác"),
    ]


def test_what_was_withdrawn_may_be_promised_anew(season, pledge):
    first = criteria_of(season)[0]
    withdrawn(pledge, first)
    again = amendments.amend(pledge, first, text="2 đề án", reason="Nhận lại một phần", by=None)

    assert (again.old, again.new) == ("", "2 đề án")
    assert [str(row) for row in pledge.amendments.all()] == [
        "II.1: chưa có → Đúng hạn",
        "I.1: 4 đề án → rút",
        "I.1: chưa có → 2 đề án",
    ]


def test_a_second_click_and_the_last_target_are_refused(season, pledge):
    first, second = criteria_of(season)[:2]
    withdrawn(pledge, first)

    assert refusal_of(pledge, first) == "Tiêu chí này không còn chỉ tiêu để rút. Hãy tải lại trang."
    assert refusal_of(pledge, second) == (
        "Đây là chỉ tiêu duy nhất của giao ước nên không rút được. "
        "Hãy điều chỉnh chỉ tiêu này, hoặc thêm chỉ tiêu khác trước khi rút."
    )


def test_once_scoring_has_begun_nothing_is_withdrawn(season, pledge):
    for frm in ("running", "midyear"):
        phases.advance(season, frm=frm, by=None)

    assert refusal_of(pledge, criteria_of(season)[0]) == (
        "Chỉ tiêu chỉ điều chỉnh được sau khi ký và trước bước Tự chấm; năm này đang ở bước Tự chấm."
    )


def test_without_a_reason_nothing_changes(season, pledge):
    with pytest.raises(ValidationError):
        withdrawn(pledge, criteria_of(season)[0], reason=" ")
    assert pledge.targets.count() == 2


def test_the_database_refuses_an_amendment_of_nothing(pledge):
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.filter(pledge=pledge).update(new_text="")


def test_the_leader_withdraws_from_the_page_and_the_clerk_does_not(client, season, pledge):
    first = criteria_of(season)[0]
    url = reverse("results:target_withdraw", args=[pledge.pk, first.pk])
    client.force_login(world.person(pledge.agency, Post.Kind.CLERK, username="can-bo").user)
    assert client.post(url, {"reason": "Vì thế"}).status_code == 403
    client.force_login(world.person(pledge.agency, Post.Kind.LEADER, username="lanh-dao").user)
    amend = client.get(reverse("results:target_amend", args=[pledge.pk, first.pk]))
    assert url in amend.text

    assert "Đã ký: 4 đề án" in client.get(url).text
    assert list(client.post(url, {"reason": ""}).context["form"].errors) == ["reason"]
    assert client.post(url, {"reason": "Vì thế"}).url == pledge.get_absolute_url()
    assert [row.new for row in client.get(pledge.get_absolute_url()).context["amendments"]][1:] == [""]
    assert list(client.post(url, {"reason": "Vì thế"}).context["form"].errors) == ["__all__"]
    assert client.get(reverse("results:target_withdraw", args=[pledge.pk, 999999])).status_code == 404
