"""Text made to do harm, typed into every field that reaches a page, Excel or paper, as people type it."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from blocs import publishing
from blocs.models import CriteriaTable
from documents import excel
from documents.papers import render_bytes
from members.models import Agency, Post
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]

HARMFUL = {
    "formula": '=HYPERLINK("http://evil.example";"bấm")',
    "command": "+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd",
    "script": "</script><script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x="',
    "template": "{{ 7|add:7 }}{% csrf_token %}",
    "entity": "&lt;b&gt; &amp; <!--",
    "xml": "]]></w:t><w:instrText>DDEAUTO</w:instrText>",
    "percent": "%s %(name)s {0} ${x}",
    "error value": "#REF!",
}
UNSEEN = {  # each becomes "Ban Một"
    "right to left": "Ban \u202eMột\u202c",
    "zero width": "Ban\u200b \u200eMột\ufeff",
    "decomposed": "Ban Mo\u0323\u0302t",
    "line ends": "Ban\r\nMột\u2028\x0b",
}


@pytest.fixture
def officer(client):
    """A council officer is signed in."""
    client.force_login(world.officer())
    return client


def enter_agency(client, name):
    facts = {
        "short_name": name[:80],
        "code": name[:20],
        "kind": "party",
        "place": name[:80],
        "superior": name,
    }
    return client.post(reverse("members:agency_new"), {"name": name, "valid_from": "01/01/2020", **facts})


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_a_harmful_name_is_shown_as_it_was_typed_and_does_nothing(officer, text):
    enter_agency(officer, text)

    agency = Agency.objects.named().get(names__name=text)
    for url in (agency.get_absolute_url(), reverse("members:agencies")):
        page = officer.get(url).text
        assert "alert(1)</script>" not in page
        assert '" onmouseover="' not in page


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_excel_gets_text_and_never_a_formula(officer, text):
    enter_agency(officer, text)

    answer = officer.get(reverse("members:agencies"), {"format": "xlsx"})

    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert text in {cell.value for cell in cells}


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_not_kept(officer, text):
    enter_agency(officer, text)

    assert Agency.objects.named().get(kind="party").name == "Ban Một"


def test_nul_never_reaches_a_rule(officer):
    assert enter_agency(officer, "Ban\x00Một").status_code == 400
    assert Agency.objects.count() == 1


def test_ten_thousand_letters_are_refused_in_words(officer):
    form = enter_agency(officer, "a" * 10_000).context["form"]

    assert form.errors["name"] == ["Hãy viết ngắn lại: nhiều nhất 200 ký tự, hiện có 10000."]


def test_a_foreign_choice_is_refused_in_words(officer):
    person = world.person(world.agency("Ban Một"))
    facts = {"kind": "emperor", "agency": "99999999999999999999", "starts_on": "01/01/2020"}

    form = officer.post(reverse("members:post_new", args=[person.pk]), facts).context["form"]

    assert sorted(form.errors) == ["agency", "kind"]
    assert not Post.objects.filter(person=person).exists()


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_paper_prints_harmful_criteria_as_text(text):
    table = criteria_that_say(text)

    publishing.publish(table, by=None)

    table.refresh_from_db()
    for format in ("pdf", "docx"):
        assert render_bytes(table.paper, format)


@pytest.mark.parametrize("sign", ["😀", "ﷺ", "漢"])
def test_paper_refuses_a_sign_it_cannot_print_before_anything_is_frozen(client, sign):
    table = criteria_that_say(f"Tiêu chí {sign} lạ")
    client.force_login(world.head_of(table.season))
    url = reverse("blocs:criteria_publish", args=[table.pk])

    answer = client.post(url, headers={"referer": f"http://testserver{url}"}, follow=True)

    (said,) = answer.context["messages"]
    assert str(said).startswith(f"Phông chữ của văn bản không có ký tự “{sign}”")
    assert CriteriaTable.objects.get().is_draft


def criteria_that_say(text):
    table = world.season().criteria
    group = world.criteria.add_group(table, kind="scored", name=text, max_points=10, by=None)
    world.criteria.add_criterion(
        group, name=text, guidance=f"{text}\n{text}", max_points=10, evidence_required=True, by=None
    )
    return table


def test_a_day_in_excel_is_shown_day_first():
    content = excel.workbook("Thành viên", ["Từ ngày"], [(world.LONG_AGO,)])

    cell = load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.is_date, cell.number_format) == (True, "dd/mm/yyyy")


@pytest.mark.parametrize("title", ["'Khối'", "[A]:B*C?D/E\\F", "K" * 60, "", "History"])
def test_a_sheet_has_a_name_that_excel_opens(title):
    name = load_workbook(io.BytesIO(excel.workbook(title, ["Tên"], []))).active.title

    assert 0 < len(name) <= 31
    assert not name.startswith("'")
    assert not name.endswith("'")
    assert name.lower() != "history"
    assert not set(name) & set("[]:*?/\\")
