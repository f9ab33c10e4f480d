"""The pledge in figures: number, unit, day; titles registered for; confirmed; amended after the signing."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from blocs import phases, seasons, titles
from blocs.models import Criterion, Season
from core import clock
from core.rules import RuleError
from documents import papers
from members.models import Post
from results import amendments, pledges, targets
from results.cells import StaleCell
from results.models import Amendment, Countersignature, Target, TitleRegistration
from tests import world
from tests.documents.reading import pages, word_words
from tests.security.test_hostile_text import HARMFUL

pytestmark = pytest.mark.django_db

SIGNED, LATER = date(2023, 3, 15), date(2023, 7, 14)


@pytest.fixture(autouse=True)
def march():
    with clock.at(SIGNED):
        yield


@pytest.fixture
def season():
    return world.pledging()


@pytest.fixture
def pledge(season):
    return pledges.start(season, agency=world.members(season.bloc)[2], by=None)


@pytest.fixture
def criterion(season):
    return first_of(season)


def first_of(season):
    return Criterion.objects.select_related("group__table").filter(group__table__season=season).first()


def signed(season):
    """All members have signed."""
    for agency in world.members(season.bloc):
        world.pledged(season, agency, text=f"{agency} hứa")
    pledges.conclude(season, signed_on=SIGNED, by=None)
    return Season.objects.get(pk=season.pk)


def refusal_of(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, by=None, **facts)
    return str(refusal.value)


def words_of(paper):
    return " ".join(" ".join(pages(papers.render_bytes(paper, "pdf"))).split())


def at(name, thing, *more):
    return reverse(f"results:{name}", args=[thing.pk, *more])


def account(agency, kind=Post.Kind.LEADER, username="don-vi"):
    return world.person(agency, kind, username=username).user


def test_a_target_says_number_unit_and_day(pledge, criterion):
    version = pledges.set_target(pledge, criterion, text="Đề án", version=0, by=None)
    for cell, text in (("number", "4,5"), ("unit", "đề án"), ("due_on", "30/6/2023")):
        version = pledges.set_detail(pledge, criterion, cell=cell, text=text, version=version, by=None)

    target = Target.objects.get()
    assert (target.number, target.unit, target.due_on) == (Decimal("4.50"), "đề án", date(2023, 6, 30))
    assert str(target) == "Đề án (4,5 đề án, hạn 30/06/2023)"
    assert targets.told(pledge.season_id, pledge.agency_id) == (
        {criterion.pk: str(target)},
        {criterion.pk: target.number},
    )
    assert (version, target.version) == (4, 4)


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        ("number", "-1", "Nhập số lượng từ 0 trở lên, không quá 13 chữ số."),
        ("number", "99999999999999", "Nhập số lượng từ 0 trở lên, không quá 13 chữ số."),
        ("number", "nhiều", None),
        ("unit", "x" * 31, "Đơn vị tính dài quá 30 ký tự. Hãy viết ngắn lại."),
        ("due_on", "31/12/2022", "Nhập hạn từ 01/01/2023 đến 31/12/2024."),
        ("due_on", "31/02/2023", None),
        ("version", "9", "Ô này không nhập trực tiếp được."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(pledge, criterion, cell, text, said):
    version = pledges.set_target(pledge, criterion, text="Đề án", version=0, by=None)

    refusal = refusal_of(pledges.set_detail, pledge, criterion, cell=cell, text=text, version=version)
    assert said is None or refusal == said
    assert Target.objects.get().version == 1


def test_a_unit_without_a_number_and_a_detail_without_words_are_refused(pledge, criterion):
    assert refusal_of(pledges.set_detail, pledge, criterion, cell="number", text="4", version=0) == (
        "Hãy ghi nội dung chỉ tiêu trước, rồi ghi số lượng, đơn vị tính và hạn."
    )
    version = pledges.set_target(pledge, criterion, text="Đề án", version=0, by=None)
    with pytest.raises(ValidationError) as refusal:
        pledges.set_detail(pledge, criterion, cell="unit", text="đề án", version=version, by=None)
    assert refusal.value.messages == ["Ghi số lượng trước khi ghi đơn vị tính."]


def test_who_was_slower_is_asked_which_detail_counts(pledge, criterion):
    version = pledges.set_target(pledge, criterion, text="Đề án", version=0, by=None)
    pledges.set_detail(pledge, criterion, cell="number", text="4", version=version, by=None)

    with pytest.raises(StaleCell) as stale:
        pledges.set_detail(pledge, criterion, cell="number", text="5", version=version, by=None)
    assert (stale.value.value, stale.value.version) == ("4", 2)


def test_the_cells_answer_and_without_script_all_are_saved(client, season, pledge, criterion):
    client.force_login(account(pledge.agency))
    client.post(at("target_set", pledge, criterion.pk), {"value": "Đề án", "version": "0"})
    url = at("target_detail", pledge, criterion.pk, "number")
    assert client.post(url, {"value": "4", "version": "1"}).json() == {"version": 2}
    assert client.post(url, {"value": "5", "version": "1"}).status_code == 409
    assert client.post(url, {"value": "x", "version": "2"}).status_code == 422
    assert client.get(pledge.get_absolute_url()).status_code == 200

    key = criterion.pk
    whole = {f"v{row.pk}": "0" for row in Criterion.objects.filter(group__table__season=season)}
    typed = {str(key): "Đề án mới", f"v{key}": "2", f"number-{key}": "6", f"due_on-{key}": "1/7/2023"}
    client.post(at("targets_save", pledge), whole | typed)
    assert str(Target.objects.get()) == "Đề án mới (6, hạn 01/07/2023)"
    client.post(at("targets_save", pledge), whole | typed | {str(key): "", f"v{key}": "5"})
    assert not Target.objects.exists()


def test_titles_are_offered_until_the_signing_and_go_on_into_the_next_year(season, pledge):
    flag = titles.offer(season, name="Cờ thi đua của Chính phủ", given_to="collective", by=None)
    person = titles.offer(season, name="Chiến sĩ thi đua", given_to="person", by=None)
    pledges.register_titles(pledge, quantities={flag.pk: 1, person.pk: None}, by=None)
    pledges.register_titles(pledge, quantities={flag.pk: None, person.pk: 3}, by=None)
    assert [str(row) for row in pledge.titles.all()] == ["Chiến sĩ thi đua: 3"]

    assert refusal_of(titles.withdraw, person) == (
        "Đã có đơn vị đăng ký “Chiến sĩ thi đua” nên không bỏ được. Đơn vị đó phải bỏ đăng ký trước."
    )
    titles.withdraw(flag, by=None)
    season = signed(season)
    assert refusal_of(titles.offer, season, name="Muộn", given_to="person") == (
        "Danh hiệu cho đăng ký chỉ sửa được tới khi ký giao ước; năm này đang ở bước Thực hiện."
    )
    said = words_of(season.pledge_signing.paper)
    assert "1 Chiến sĩ thi đua 3" in said

    for frm in ("running", "midyear", "scoring"):
        phases.advance(season, frm=frm, by=None)
    later = seasons.open_season(season.bloc, year=2024, by=None)
    assert [row.name for row in later.titles.all()] == ["Chiến sĩ thi đua"]


def test_titles_of_another_year_and_late_registrations_are_refused(season, pledge):
    foreign = world.season(world.bloc(name="Khối khác", names=("A", "B")), led=False)
    other = titles.offer(foreign, name="Cờ", given_to="collective", by=None)
    assert refusal_of(pledges.register_titles, pledge, quantities={other.pk: 1}) == (
        "Danh hiệu này không có trong danh sách của năm. Hãy tải lại trang."
    )
    own = titles.offer(season, name="Cờ", given_to="collective", by=None)
    world.pledged(season, pledge.agency)
    assert refusal_of(pledges.register_titles, pledge, quantities={own.pk: 1}) == (
        "Chỉ tiêu đã gửi. Muốn sửa, hãy lấy lại bản đã gửi trước."
    )


def test_a_title_is_offered_and_registered_on_the_pages(client, season, pledge):
    client.force_login(world.head_of(season))
    offered = {"name": "Cờ thi đua của Chính phủ", "given_to": "collective"}
    client.post(reverse("blocs:title_new", args=[season.pk]), offered)
    again = client.post(reverse("blocs:title_new", args=[season.pk]), offered).context["form"]
    assert again.errors == {"__all__": ["Năm này đã có danh hiệu, hình thức đó."]}
    title = season.titles.get()

    client.force_login(account(pledge.agency))
    assert client.post(reverse("blocs:title_withdraw", args=[title.pk])).status_code == 403
    form = client.post(at("titles_register", pledge), {str(title.pk): "0"}).context["form"]
    assert form.errors == {str(title.pk): ["Nhập từ 1 đến 9.999."]}
    assert client.post(at("titles_register", pledge), {str(title.pk): "2"}).url == pledge.get_absolute_url()
    assert TitleRegistration.objects.get().quantity == 2
    assert "Cờ thi đua của Chính phủ" in client.get(pledge.get_absolute_url()).text
    assert client.get(reverse("blocs:titles", args=[season.pk])).status_code == 200


def test_the_managing_body_confirms_the_signed_pledge_once(season):
    facts = {"signer": "Phan Văn Hùng, Phó Trưởng Ban"}
    assert refusal_of(pledges.countersign, season, signed_on=SIGNED, **facts) == (
        "Giao ước chưa ký nên chưa xác nhận được."
    )
    season = signed(season)
    assert refusal_of(pledges.countersign, season, signed_on=date(2023, 3, 14), **facts) == (
        "Giao ước ký ngày 15/03/2023; ngày xác nhận không trước ngày đó."
    )
    assert refusal_of(pledges.countersign, season, signed_on=LATER, **facts) == (
        "Ngày 14/07/2023 chưa tới. Ghi xác nhận khi đã ký."
    )
    pledges.countersign(season, signed_on=SIGNED, **facts, by=None)
    assert refusal_of(pledges.countersign, season, signed_on=SIGNED, **facts) == (
        "Giao ước này đã được xác nhận. Hãy tải lại trang."
    )
    assert "Cơ quan quản lý Khối thử".upper() in words_of(season.pledge_signing.paper).upper()


def test_only_its_officer_confirms_on_the_page(client, season):
    season = signed(season)
    client.force_login(world.head_of(season))
    assert client.post(at("pledge_countersign", season)).status_code == 403

    client.force_login(world.officer(season.bloc.managing_body))
    typed = {"signed_on": "15/03/2023", "signer": "<b>Phan Văn Hùng</b>"}
    assert client.post(at("pledge_countersign", season), typed).url == at("pledges", season)
    assert list(client.post(at("pledge_countersign", season), typed).context["form"].errors) == ["__all__"]
    page = client.get(at("pledges", season)).text
    assert "Đã xác nhận 15/03/2023" in page
    assert "&lt;b&gt;Phan" in page
    assert Countersignature.objects.count() == 1


def test_an_amendment_keeps_both_versions_and_its_paper(season, criterion):
    season = signed(season)
    pledge = season.pledges.get(agency=world.members(season.bloc)[2])
    with clock.at(LATER):
        new = {"text": "5 đề án", "number": Decimal(5), "unit": "đề án", "due_on": date(2023, 11, 30)}
        row = amendments.amend(pledge, criterion, reason="Giao thêm nhiệm vụ", **new, by=None)
        added = amendments.amend(pledge, second_of(season), reason="Mới", text="Đúng hạn", by=None)

    assert (row.old, row.new) == ("Ban Ba hứa", "5 đề án (5 đề án, hạn 30/11/2023)")
    assert (added.old, added.new) == ("", "Đúng hạn")
    assert str(Target.objects.get(pledge=pledge, criterion=criterion)) == row.new
    said = words_of(row.paper)
    for words in ("Ban Ba hứa", "5 đề án (5 đề án, hạn 30/11/2023)", "Lý do điều chỉnh: Giao thêm nhiệm vụ"):
        assert words in said
    assert "BAN BA" in said
    assert "Ban Ba hứa" in words_of(season.pledge_signing.paper)


def second_of(season):
    rows = Criterion.objects.select_related("group__table").filter(group__table__season=season)
    return rows.exclude(pk=first_of(season).pk).first()


def test_amendments_lie_between_the_signing_and_the_scoring(season, criterion):
    pledge = pledges.start(season, agency=world.members(season.bloc)[2], by=None)
    facts = {"reason": "Vì thế", "text": "Mới"}
    assert refusal_of(amendments.amend, pledge, criterion, **facts) == (
        "Giao ước chưa ký. Trước khi ký, đơn vị lấy lại bản đã gửi để sửa chỉ tiêu."
    )
    season = signed(season)
    assert refusal_of(amendments.amend, pledge, criterion, reason="Vì thế", text="Ban Ba hứa") == (
        "Chỉ tiêu mới giống chỉ tiêu hiện có nên không có gì để điều chỉnh."
    )
    foreign = world.season(world.bloc(name="Khối khác", names=("A", "B")), led=False)
    world.fill(foreign.criteria)
    assert refusal_of(amendments.amend, pledge, first_of(foreign), **facts) == (
        "Tiêu chí này không thuộc bảng tiêu chí của năm."
    )
    for frm in ("running", "midyear"):
        phases.advance(season, frm=frm, by=None)
    assert refusal_of(amendments.amend, pledge, criterion, **facts) == (
        "Chỉ tiêu chỉ điều chỉnh được sau khi ký và trước bước Tự chấm; năm này đang ở bước Tự chấm."
    )
    assert not Amendment.objects.exists()


def test_an_amendment_without_a_reason_changes_nothing(season, criterion):
    season = signed(season)
    pledge = season.pledges.get(agency=world.members(season.bloc)[2])

    with pytest.raises(ValidationError):
        amendments.amend(pledge, criterion, reason="", text="Mới", by=None)
    assert str(Target.objects.get(pledge=pledge)) == "Ban Ba hứa"
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(pledge=pledge).update(number=-1)


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_harmful_text_is_shown_and_printed_as_typed(client, season, criterion, text):
    season = signed(season)
    pledge = season.pledges.get(agency=world.members(season.bloc)[2])
    client.force_login(account(pledge.agency))
    typed = {"text": text, "unit": text[:30], "number": "1", "reason": text}

    assert client.post(at("target_amend", pledge, criterion.pk), typed).url == pledge.get_absolute_url()
    row = Amendment.objects.get()
    assert "alert(1)</script>" not in client.get(pledge.get_absolute_url()).text
    assert papers.render_bytes(row.paper, "pdf")[:5] == b"%PDF-"
    assert " ".join(text.split()) in " ".join(word_words(papers.render_bytes(row.paper, "docx")))
    exported = client.get(at("pledges", season), {"format": "xlsx"})
    cells = [row[4] for row in load_workbook(io.BytesIO(exported.content)).active.iter_rows(values_only=True)]
    assert text in cells


def test_who_may_amend_and_read(client, season, criterion):
    season = signed(season)
    one, _, three = world.members(season.bloc)
    pledge = season.pledges.get(agency=three)
    row = amendments.amend(pledge, criterion, reason="Vì thế", text="Mới", by=None)
    url = at("target_amend", pledge, criterion.pk)

    client.force_login(account(three, Post.Kind.CLERK, "can-bo"))
    assert client.post(url).status_code == 403  # the leader answers for it
    client.force_login(account(one, Post.Kind.LEADER, "lanh-dao-khoi"))
    assert client.post(at("amendment_paper_request", row, "pdf")).status_code == 302
    client.force_login(account(three))
    assert client.get(url).status_code == 200
    again = client.post(url, {"text": "Mới", "reason": "Vì thế"}).context["form"]
    assert list(again.errors) == ["__all__"]
    assert client.get(at("target_amend", pledge, 999999)).status_code == 404

    client.force_login(account(world.agency("Ngoài"), Post.Kind.LEADER, "la"))
    assert client.get(url).status_code == 404
    assert client.post(at("amendment_paper_request", row, "pdf")).status_code == 404
