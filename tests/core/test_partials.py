"""The shell and the small templates every room uses, with what they take."""

from decimal import Decimal

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test.html import parse_html

from tests.pages import SHELL


class Form(forms.Form):
    name = forms.CharField(label="Tên")
    way = forms.ChoiceField(label="Cách", choices=[("a", "Kín")], widget=forms.RadioSelect)
    mark = forms.CharField(widget=forms.HiddenInput)


def part(name, **values):
    return render_to_string(f"partials/_{name}.html", values)


def elements(html, tag, **wanted):
    """The elements `tag` with these attributes, in order, each as (text, attributes)."""
    found = []

    def walk(element):
        if isinstance(element, str):
            return
        attributes = dict(element.attributes)
        if element.name == tag and wanted.items() <= attributes.items():
            found.append((" ".join(text(element).split()), attributes))
        for child in element.children:
            walk(child)

    walk(parse_html(html))
    return found


def text(element):
    return element if isinstance(element, str) else " ".join(text(child) for child in element.children)


def texts(html, tag, **wanted):
    return [words for words, _ in elements(html, tag, **wanted)]


# --- The shell ------------------------------------------------------------------------------


def test_the_menu_marks_where_we_are_and_counts_what_waits():
    side = part("side", shell=SHELL)

    assert texts(side, "h2") == ["Đơn vị tôi"]
    assert texts(side, "a", title="Bàn làm việc") == ["Bàn làm việc 4 việc"]
    assert texts(side, "a", title="Bảng tiêu chí") == ["Bảng tiêu chí"]
    assert texts(side, "a", **{"aria-current": "page"}) == ["Bàn làm việc 4 việc"]


def test_another_season_is_one_click_away():
    side = part("side", shell=SHELL)

    assert texts(side, "form", action="/2024/") == ["Các cơ quan Đảng Trung ương Năm 2024"]
    assert texts(side, "button", **{"aria-current": "true"}) == ["Các cơ quan Đảng Trung ương Năm 2023"]


def test_with_one_season_there_is_nothing_to_switch():
    side = part("side", shell=SHELL | {"contexts": SHELL["contexts"][:1]})

    assert elements(side, "details", **{"class": "kt-context"}) == []


def test_the_demo_says_so_with_its_day():
    assert texts(part("side", shell=SHELL), "p") == ["Dữ liệu mẫu, 06/12/2023"]
    assert texts(part("side", shell=SHELL | {"demo": None}), "p") == []


def test_signing_out_is_an_act():
    forms = elements(part("side", shell=SHELL), "form", action="/logout/")

    assert [(words, each["method"]) for words, each in forms] == [("Đăng xuất", "post")]


def test_a_page_has_the_shell_only_when_there_is_one():
    assert elements(render_to_string("base.html", {"shell": SHELL}), "aside") != []
    assert elements(render_to_string("base.html", {"shell": None}), "aside") == []


# --- Forms ----------------------------------------------------------------------------------


def test_every_form_begins_with_links_to_what_must_be_mended():
    form = Form({})

    html = as_crispy_form(form)

    assert texts(html, "h2") == ["Chưa lưu được: còn 3 chỗ cần sửa"]
    assert [(words, each["href"]) for words, each in elements(html, "a")] == [
        ("Tên: Trường này là bắt buộc.", "#id_name"),
        ("Cách: Trường này là bắt buộc.", "#div_id_way"),
    ]
    assert [each["id"] for _, each in elements(html, "div") if each.get("id") == "div_id_way"] == [
        "div_id_way"
    ]


def test_a_refusal_alone_is_one_sentence_without_a_heading():
    form = Form({"name": "a", "way": "a", "mark": "a"})
    form.add_error(None, "Năm 2023 đã khép lại.")

    html = part("errors", form=form)

    assert (texts(html, "h2"), texts(html, "p")) == ([], ["Năm 2023 đã khép lại."])


def test_a_field_in_error_names_its_help_and_its_error():
    field = elements(as_crispy_form(Form({})), "input", id="id_name")[0][1]

    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "id_name_error")


# --- Small parts ----------------------------------------------------------------------------


def test_the_steps_tell_what_is_done_and_what_runs():
    steps = [
        {"name": "Ký giao ước", "state": "done", "date": "15/03"},
        {"name": "Sơ kết", "state": "done", "date": "14/07", "within": True},
        {"name": "Tự chấm", "state": "now", "date": "đến 15/12", "value": Decimal("7.5"), "max": 15},
        {"name": "Thẩm định", "state": "", "date": "12/01"},
    ]

    html = part("steps", steps=steps)

    assert texts(html, "li") == [
        "15/03 Đã xong: Ký giao ước",
        "14/07 Đã xong: Sơ kết , nằm trong bước trước",
        "đến 15/12 3 Tự chấm",
        "12/01 4 Thẩm định",
    ]
    assert texts(html, "li", **{"aria-current": "step"}) == ["đến 15/12 3 Tự chấm"]
    assert elements(html, "progress")[0][1]["value"] == "7.5"


def test_the_pager_keeps_what_was_searched_for():
    page = Paginator(range(30), 10).page(2)

    html = part("pager", page=page, query=QueryDict("q=ban&page=2"))

    assert [(words, each["href"]) for words, each in elements(html, "a")] == [
        ("Trang trước", "?q=ban&page=1"),
        ("Trang sau", "?q=ban&page=3"),
    ]


def test_a_short_list_has_no_pager():
    assert part("pager", page=Paginator(range(3), 10).page(1), query=QueryDict()).strip() == ""
