"""Pledges: targets written once, handed in, signed together on one paper."""

from datetime import date

import pytest
from django.urls import reverse

from blocs.models import Criterion, Season
from core.rules import RuleError
from documents import papers
from members.models import Post
from results import pledges
from results.cells import StaleCell
from results.models import Pledge, PledgeSigning
from tests import world
from tests.documents.reading import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return world.pledging()


@pytest.fixture
def pledge(season):
    return pledges.start(season, agency=world.members(season.bloc)[2], by=None)


@pytest.fixture
def criterion():
    return Criterion.objects.select_related("group__table").first


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, by=None, **facts)
    return str(refusal.value)


def test_starting_twice_opens_the_same_list(season, pledge):
    assert pledges.start(season, agency=pledge.agency, by=None) == pledge


def test_a_stranger_has_no_pledge(season):
    assert refusal_of(pledges.start, season, agency=world.agency("Ngoài khối")) == (
        "Ngoài khối không phải thành viên của Khối trong năm 2023."
    )


def test_targets_are_written_in_their_phase_only():
    season = world.planned(world.season())

    assert refusal_of(pledges.start, season, agency=world.members(season.bloc)[0]) == (
        "Chỉ tiêu giao ước ghi ở bước Ký giao ước; năm này đang ở bước Xây dựng kế hoạch."
    )


def test_a_target_is_set_changed_and_taken_away(pledge, criterion):
    first = pledges.set_target(pledge, criterion(), text="4 đề án", version=0, by=None)
    second = pledges.set_target(pledge, criterion(), text="5 đề án", version=first, by=None)
    assert (first, second, pledge.targets.get().text) == (1, 2, "5 đề án")

    assert pledges.set_target(pledge, criterion(), text="", version=second, by=None) == 0
    assert not pledge.targets.exists()


def test_who_types_on_an_old_page_is_told_what_stands_there_now(pledge, criterion):
    pledges.set_target(pledge, criterion(), text="4 đề án", version=0, by=None)

    with pytest.raises(StaleCell) as stale:
        pledges.set_target(pledge, criterion(), text="6 đề án", version=0, by=None)

    assert (stale.value.shown, stale.value.version) == ("4 đề án", 1)
    assert pledge.targets.get().text == "4 đề án"


def test_a_criterion_of_another_year_is_refused(pledge):
    other = world.season(world.bloc(["B1", "B2"], name="Khối khác"))
    world.fill(other.criteria)
    foreign = Criterion.objects.filter(group__table=other.criteria).select_related("group__table").first()

    assert refusal_of(pledges.set_target, pledge, foreign, text="x", version=0) == (
        "Tiêu chí này không thuộc bảng tiêu chí của năm."
    )


def test_an_empty_list_cannot_be_handed_in(pledge):
    assert refusal_of(pledges.hand_in, pledge) == "Chưa gửi được. Còn thiếu: ít nhất một chỉ tiêu."


def test_what_is_handed_in_is_locked_until_taken_back(season, criterion):
    pledge = world.pledged(season, world.members(season.bloc)[2])

    assert refusal_of(pledges.set_target, pledge, criterion(), text="x", version=1) == (
        "Chỉ tiêu đã gửi. Muốn sửa, hãy lấy lại bản đã gửi trước."
    )
    pledges.take_back(pledge, by=None)
    assert pledges.set_target(pledge, criterion(), text="x", version=1, by=None) == 2


def test_signing_waits_for_every_member(season):
    world.pledged(season, world.members(season.bloc)[0])

    assert refusal_of(pledges.conclude, season, signed_on=date(2023, 3, 10)) == (
        "Chưa ký được giao ước. Chưa gửi chỉ tiêu: Ban Hai, Ban Ba."
    )
    assert not PledgeSigning.objects.exists()


def test_signing_issues_one_paper_with_a_block_for_every_member(season):
    for agency in world.members(season.bloc):
        world.pledged(season, agency, f"{agency.name} hứa")

    pledges.conclude(season, signed_on=date(2023, 3, 10), by=None)

    signing = PledgeSigning.objects.get()
    grid = next(block for block in signing.paper.blocks if block["kind"] == "signature_grid")
    assert [signer["body"] for signer in grid["signers"]] == ["Ban Một", "Ban Hai", "Ban Ba"]
    words = " ".join(" ".join(pages(papers.render_bytes(signing.paper, "pdf"))).split())
    assert all(f"{name} hứa" in words for name in ("Ban Một", "Ban Hai", "Ban Ba"))
    assert Season.objects.get(pk=season.pk).phase == "running"


def test_a_second_signing_is_refused(season):
    for agency in world.members(season.bloc):
        world.pledged(season, agency)
    stale = Season.objects.get(pk=season.pk)
    pledges.conclude(season, signed_on=date(2023, 3, 10), by=None)

    assert refusal_of(pledges.conclude, stale, signed_on=date(2023, 3, 11)) == (
        "Chỉ tiêu giao ước ghi ở bước Ký giao ước; năm này đang ở bước Thực hiện."
    )


# --- Pages ---------------------------------------------------------------------------------------


@pytest.fixture
def clerk(season, client):
    """The third member's clerk, signed in."""
    client.force_login(world.person(world.members(season.bloc)[2], Post.Kind.CLERK, username="ha").user)
    return client


def test_a_cell_is_saved_with_its_version(clerk, pledge, criterion):
    url = reverse("results:target_set", args=[pledge.pk, criterion().pk])

    assert clerk.post(url, {"value": " 4  đề án ", "version": "0"}).json() == {
        "version": 1,
        "values": {"text": "4 đề án", "number": "", "unit": "", "due_on": ""},
    }
    stale = clerk.post(url, {"value": "5 đề án", "version": "0"})
    assert (stale.status_code, stale.json()["value"], stale.json()["version"]) == (409, "4 đề án", 1)
    odd = clerk.post(url, {"value": "5 đề án", "version": "x"})
    assert (odd.status_code, odd.json()) == (
        422,
        {"sentence": "Trang đã cũ. Hãy tải lại trang rồi nhập tiếp."},
    )


def test_without_script_all_cells_are_saved_at_once(clerk, pledge, criterion):
    pk = criterion().pk
    clerk.post(reverse("results:targets_save", args=[pledge.pk]), {pk: "4 đề án", f"v{pk}": "0"})

    assert [target.text for target in pledge.targets.all()] == ["4 đề án"]


def test_a_member_writes_its_own_targets_only(clerk, season):
    other = world.pledged(season, world.members(season.bloc)[1])
    criterion = Criterion.objects.first()

    assert clerk.get(other.get_absolute_url()).status_code == 200  # a pledge is made before all
    url = reverse("results:target_set", args=[other.pk, criterion.pk])
    assert clerk.post(url, {"value": "x", "version": "1"}).status_code == 403
    start = reverse("results:pledge_start", args=[season.pk])
    assert clerk.post(start, {"agency": world.members(season.bloc)[0].pk}).status_code == 403


def test_a_clerk_hands_in_only_where_the_rulebook_allows(clerk, season, pledge, criterion):
    pledges.set_target(pledge, criterion(), text="4 đề án", version=0, by=None)
    url = reverse("results:pledge_hand_in", args=[pledge.pk])

    assert clerk.post(url).status_code == 403
    Season.objects.update(clerk_submits=True)
    assert clerk.post(url).status_code == 302
    assert Pledge.objects.get(pk=pledge.pk).state == "handed_in"


def test_the_head_writes_for_a_member_that_cannot_and_signs_for_all(client, season):
    client.force_login(world.head_of(season))
    for agency in world.members(season.bloc):
        client.post(reverse("results:pledge_start", args=[season.pk]), {"agency": agency.pk})
    for pledge in Pledge.objects.exclude(agency=world.members(season.bloc)[0]):
        pledges.set_target(pledge, Criterion.objects.first(), text="2", version=0, by=None)
        assert client.post(reverse("results:pledge_hand_in", args=[pledge.pk])).status_code == 302
    world.pledged(season, world.members(season.bloc)[0])

    answer = client.post(reverse("results:pledge_sign", args=[season.pk]), {"signed_on": "10/03/2023"})

    assert answer.url == reverse("results:pledges", args=[season.pk])
    assert PledgeSigning.objects.get().signed_on == date(2023, 3, 10)


def test_a_stranger_finds_no_pledge(client, season, pledge):
    client.force_login(world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="xa").user)

    assert client.get(pledge.get_absolute_url()).status_code == 404
    assert client.get(reverse("results:pledges", args=[season.pk])).status_code == 404
