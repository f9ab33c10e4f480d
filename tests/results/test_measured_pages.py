"""The pages of a table with groups within groups and kinds: sheet, appraisal, pledge, standing, heat map."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs import seasons
from core import clock
from core.rules import RuleError
from desk import overview
from members.models import Post
from results import amendments, appraisal, pledges, scoring
from results.models import ScoreLine, Target
from tests import world
from tests.results import measured, scene

pytestmark = pytest.mark.django_db

D = Decimal
EXEMPT = ("I.3.2", "II.1")


@pytest.fixture
def season():
    return measured.season(exempt=EXEMPT)


@pytest.fixture
def sheet(season):
    """The sheet of the third member, to whom two criteria do not apply."""
    return scene.sheet_of(season)


@pytest.fixture
def second(season):
    """The sheet of the second member, to whom everything applies."""
    return scene.sheet_of(season, 2)


def sign_in(client, season, place, kind=Post.Kind.CLERK):
    """The client, signed in as staff of the member at this place."""
    agency = world.members(season.bloc)[place - 1]
    client.force_login(world.person(agency, kind, username=f"{kind}-{place}").user)
    return client


def cell(line, name):
    return reverse("results:line_enter", args=[line.pk, name])


def laid_out(answer):
    """What the rows of a grid are, in their order: the code of each head and row, the label of each sum."""
    found = []
    for _, bands in answer.context["groups"]:
        for band in bands:
            item = getattr(band.item, "row", band.item)
            line = getattr(item, "line", None)
            group = getattr(item, "group", item)
            found.append((band.kind, line.criterion.code if line else group.code))
    return found


IN_ORDER = [
    ("row", "I.1"),
    ("row", "I.2"),
    ("head", "I.3"),
    ("row", "I.3.1"),
    ("row", "I.3.2"),
    ("sum", "I.3"),
    ("row", "II.1"),
    ("row", "II.2"),
    ("row", "T.1"),
    ("row", "Tr.1"),
]


# the sheet


def test_the_grid_shows_groups_within_groups_and_what_does_not_apply(client, season, sheet):
    page = sign_in(client, season, 3).get(sheet.get_absolute_url())
    html = page.content.decode()

    assert laid_out(page) == IN_ORDER
    assert html.count("Không có nhiệm vụ này") == 2
    assert "Quy đổi 8 → 20 điểm vì không áp dụng I.3.2" in html
    exempt = [scene.line(sheet, code).pk for code in EXEMPT]
    assert not [key for key in exempt if f'name="actual-{key}"' in html or f'name="note-{key}"' in html]


def test_a_number_answers_with_points_formula_and_totals(client, season, second):
    line = scene.line(second, "I.2")

    answer = sign_in(client, season, 2).post(cell(line, "actual"), {"value": "3", "version": "1"})

    facts = answer.json()
    assert (facts["version"], facts["value"]) == (2, "3")
    assert facts["values"] == {
        "result": "",
        "note": "",
        "target": "4",
        "actual": "3",
        "level": "",
        "self_points": "15,00",
        "override_reason": "",
    }
    assert facts["totals"][f"formula-{line.pk}"] == "Đạt 75 % × 20 = 15"
    assert {key: facts["totals"][key] for key in ("I", "I.3", "total")} == {
        "I": "15,00",
        "I.3": "0,00",
        "total": "15,00",
    }


def test_points_and_their_reason_are_sent_together(client, season, second):
    scene.enter(second, "I.2", "3", cell="actual")
    line = scene.line(second, "I.2")
    sent = {"version": "2", "self_points": "17", "override_reason": ""}
    client = sign_in(client, season, 2)

    refused = client.post(cell(line, "self_points"), sent | {"value": "17", "cell": "self_points"})
    sent["override_reason"] = "Làm thay"
    kept = client.post(cell(line, "self_points"), sent | {"value": "Làm thay", "cell": "override_reason"})

    assert (refused.status_code, kept.status_code) == (422, 200)
    assert (kept.json()["value"], kept.json()["values"]["self_points"]) == ("Làm thay", "17,00")
    assert scene.line(second, "I.2").is_overridden


def test_who_was_slower_sees_every_cell_of_the_row_as_it_stands(client, season, second):
    scene.enter(second, "I.2", "3", cell="actual")
    line = scene.line(second, "I.2")

    answer = sign_in(client, season, 2).post(
        cell(line, "actual"), {"value": "2", "version": "1", "cell": "actual"}
    )

    assert (answer.status_code, answer.json()["value"], answer.json()["version"]) == (409, "3", 2)
    assert answer.json()["values"]["self_points"] == "15,00"


@pytest.mark.parametrize("name", ["sheet", "pk", "computed_points", "criterion"])
def test_a_made_up_name_of_a_cell_shows_nothing_else_of_the_row(client, season, second, name):
    line = scene.line(second, "I.2")

    answer = sign_in(client, season, 2).post(
        cell(line, "actual"), {"value": "2", "version": "1", "cell": name}
    )

    assert answer.json()["value"] == "2"


def test_a_line_that_does_not_apply_answers_with_the_reason(client, season, sheet):
    line = scene.line(sheet, "II.1")

    answer = sign_in(client, season, 3).post(cell(line, "actual"), {"value": "2", "version": "1"})

    assert (answer.status_code, answer.json()["sentence"]) == (
        422,
        "Tiêu chí II.1 không áp dụng với đơn vị: Không có nhiệm vụ này.",
    )


def test_without_script_the_whole_grid_takes_numbers_levels_and_reasons(client, season, second):
    lines = {line.criterion.code: line for line in scene.now(second).lines.all()}
    level = next(row for row in lines["I.3.1"].criterion.levels.all() if row.label == "Khá")
    typed = {f"version-{line.pk}": "1" for line in lines.values()}
    typed |= {f"actual-{lines['II.1'].pk}": "120", f"level-{lines['I.3.1'].pk}": str(level.pk)}
    typed |= {f"self_points-{lines['I.2'].pk}": "17", f"override_reason-{lines['I.2'].pk}": "Làm thay"}

    answer = sign_in(client, season, 2).post(reverse("results:sheet_save", args=[second.pk]), typed)

    assert answer.status_code == 302
    found = {line.criterion.code: line.self_points for line in scene.now(second).lines.all()}
    assert (found["II.1"], found["I.3.1"], found["I.2"]) == (D(12), D("5.5"), D(17))


def test_without_script_a_refused_number_comes_back_under_its_line(client, season, second):
    line = scene.line(second, "I.2")
    typed = {f"version-{line.pk}": "1", f"actual-{line.pk}": "nhiều", f"note-{line.pk}": "ghi"}

    page = sign_in(client, season, 2).post(reverse("results:sheet_save", args=[second.pk]), typed)

    assert page.status_code == 422
    rows = [band.item for _, bands in page.context["groups"] for band in bands if band.kind == "row"]
    row = next(row for row in rows if row.line.pk == line.pk)
    assert (row.measure.actual.text, len(row.refusals), row.note.text) == ("nhiều", 1, "ghi")


def test_the_sheet_asks_the_same_whatever_the_number_of_measured_lines(client, season, second):
    client, counts = sign_in(client, season, 2), []
    for code in ("I.2", "II.1", "T.1"):
        scene.enter(second, code, "3", cell="actual")
        client.get(second.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(second.get_absolute_url())
        counts.append(len(captured))

    assert counts[0] == counts[2]


# the appraisal


@pytest.fixture
def judged(client):
    """The third member's page of the appraisal, as the head's clerk sees it, and its sheet."""
    season = measured.appraising(exempt=EXEMPT)
    sheet = season.sheets.get(agency=world.members(season.bloc)[2])
    sign_in(client, season, 1)
    return client, sheet


def test_the_appraiser_sees_target_number_and_formula(judged):
    client, sheet = judged

    page = client.get(reverse("results:appraise", args=[sheet.pk]))

    assert laid_out(page) == IN_ORDER
    drawn = [band.item for _, bands in page.context["groups"] for band in bands if band.kind == "row"]
    assert {cells.row.code: (cells.formula, cells.source) for cells in drawn if cells.formula} == {
        "I.2": ("Đạt 75 % × 20 = 15", "theo giao ước"),
        "I.3.1": ("Mức Khá: 5,5", ""),
        "I.3.2": ("Mỗi sáng kiến 4 điểm, không quá 12 điểm.", ""),
        "II.1": ("Tỷ lệ đạt chỉ tiêu (100%) nhân 10 điểm, vượt được đến 15 điểm.", "theo bảng tiêu chí"),
        "T.1": ("Mỗi mô hình 1 điểm, không quá 5 điểm.", ""),
    }
    html = page.content.decode()
    assert "Quy đổi 30 → 40 điểm vì không áp dụng II.1" in html
    line = scene.line(sheet, "II.1")
    assert f'name="points-{line.pk}"' not in html


def test_a_judged_line_answers_with_the_subtotals_of_every_level(judged):
    client, sheet = judged
    line = scene.line(sheet, "I.3.1")
    url = reverse("results:line_judge", args=[sheet.pk, line.pk])

    answer = client.post(url, {"points": "8", "reason": "Đã có quyết định", "version": str(line.version)})

    inner = line.criterion.group_id
    totals = answer.json()["totals"]
    assert (totals[f"appraised-{inner}"], totals[f"effect-{inner}"]) == ("20,00", "+6,25")


def test_what_does_not_apply_is_refused_to_the_appraiser(judged):
    client, sheet = judged
    line = scene.line(sheet, "II.1")
    url = reverse("results:line_judge", args=[sheet.pk, line.pk])

    assert client.post(url, {"points": "5", "reason": "x", "version": "1"}).status_code == 422
    ticked = {"back": str(line.pk), "why": "Xem lại"}
    assert client.post(reverse("results:appraisal_return", args=[sheet.pk]), ticked).status_code == 422
    assert not ScoreLine.objects.filter(sheet=sheet, returned=True).exists()


# standing and heat map


def test_the_standing_as_a_workbook_has_every_level(judged):
    client, sheet = judged
    for each in sheet.season.sheets.all():
        appraisal.accept_rest(each, by=None)
        appraisal.finish(each, by=None)

    answer = client.get(reverse("results:standing", args=[sheet.season_id]), {"format": "xlsx"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][2:7] == ("Nhiệm vụ chính trị", "I.3. Đổi mới", "Xây dựng Đảng", "Điểm thưởng", "Điểm trừ")
    assert rows[3][1:8] == ("Ban Ba", 46.75, 13.75, 33.33, 0, 0, 80.08)


def test_the_heat_map_counts_inner_groups_with_the_top_one_and_leaves_out_what_does_not_apply(season, sheet):
    for code, name, text in (("I.1", "self_points", "18"), ("II.2", "self_points", "25")):
        scene.enter(sheet, code, text, cell=name)

    members = seasons.members_of(season)
    heat = overview.heat_of(season, members, follows=True, own=set())

    assert [heading for heading, _ in heat.groups[:2]] == ["Nhóm I", "Nhóm II"]
    assert [cell.percent for cell in heat.rows[2].cells[:2]] == [33, 100]


# the pledge


def test_a_pledge_owes_a_number_where_the_points_follow_from_it():
    season = measured.pledging()
    agency = world.members(season.bloc)[2]
    pledge = pledges.start(season, agency=agency, by=None)
    aim = measured.criterion(season, "I.2")

    assert pledges.missing(pledge) == ["ít nhất một chỉ tiêu", "số lượng I.2 (đề án)"]
    version = pledges.set_target(pledge, aim, text="Hoàn thành", version=0, by=None)
    pledges.set_detail(pledge, aim, cell="number", text="0", version=version, by=None)
    with pytest.raises(RuleError) as refused:
        pledges.hand_in(pledge, by=None)
    assert str(refused.value) == "Chưa gửi được. Còn thiếu: số lượng I.2 (đề án)."
    version = pledges.set_detail(pledge, aim, cell="number", text="4", version=version + 1, by=None)
    assert Target.objects.get().unit == "đề án"
    pledges.set_detail(pledge, aim, cell="unit", text="cuốn sách", version=version, by=None)
    assert pledges.missing(pledge) == ["đơn vị tính “đề án” ở I.2"]


def test_the_page_of_a_pledge_says_which_number_is_needed_and_what_does_not_apply(client):
    season = measured.pledging(exempt=("I.2",))
    third, second = world.members(season.bloc)[2], world.members(season.bloc)[1]

    own = pledges.start(season, agency=third, by=None)
    page = sign_in(client, season, 3).get(own.get_absolute_url()).content.decode()
    assert (page.count("cần ghi số lượng"), page.count("Không có nhiệm vụ này")) == (0, 1)
    assert pledges.missing(own) == ["ít nhất một chỉ tiêu"]
    other = pledges.start(season, agency=second, by=None)
    page = sign_in(client, season, 2).get(other.get_absolute_url()).content.decode()
    assert (page.count("cần ghi số lượng"), page.count("đơn vị tính “đề án”")) == (1, 1)


def test_no_target_is_set_where_the_criterion_does_not_apply():
    season = measured.pledging(exempt=("I.2",))
    own = pledges.start(season, agency=world.members(season.bloc)[2], by=None)

    with pytest.raises(RuleError) as refused:
        pledges.set_target(own, measured.criterion(season, "I.2"), text="x", version=0, by=None)

    assert str(refused.value) == "Tiêu chí I.2 không áp dụng với đơn vị nên không đặt chỉ tiêu."


def test_an_amendment_keeps_the_number_the_points_follow_from():
    season = measured.pledging()
    for agency in world.members(season.bloc):
        pledges.hand_in(measured.pledge(season, agency), by=None)
    pledges.conclude(season, signed_on=clock.today(), by=None)
    pledge, aim = season.pledges.first(), measured.criterion(season, "I.2")

    with pytest.raises(RuleError) as refused:
        amendments.amend(pledge, aim, reason="Khó", text="Hoàn thành đề án", by=None)

    assert str(refused.value) == (
        "Điểm của I.2 tính theo chỉ tiêu: hãy ghi số lượng lớn hơn 0, tính bằng đề án."
    )
    facts = {"text": "Hoàn thành đề án", "number": D(5), "unit": "đề án"}
    amendments.amend(pledge, aim, reason="Khó", **facts, by=None)
    for _ in range(2):
        seasons.go_on(measured.now(season), by=None)
    begun = scoring.start(measured.now(season), agency=pledge.agency, by=None)
    assert scene.line(begun, "I.2").target == 5
