"""The page of a design: read and saved as JSON, placed as it will be printed, box by box as plain forms."""

import json
import re

import pytest
from django.urls import reverse

from awards.designing import contents, drafts
from awards.models import DesignVersion
from documents import faces
from tests.documents.certificates import PERSON

from . import drawn, printed

pytestmark = pytest.mark.django_db


def url(name, design):
    return reverse(f"awards:{name}", args=[design.pk])


def sent(browser, name, design, facts):
    body = facts if isinstance(facts, (str, bytes)) else json.dumps(facts)
    return browser.post(url(name, design), body, content_type="application/json")


def draft_of(design):
    return DesignVersion.objects.select_related("design", "picture").get(design=design, state="draft")


# --- Bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"revision": 1e999}',
        b'{"revision": ' + b"9" * 5000 + b"}",
        b'"boxes"',
    ],
    ids=["nothing", "a list", "half", "no text", "deep", "infinite", "endless", "a word"],
)
def test_what_is_no_design_is_refused_and_the_draft_stands(officer, design, body):
    before = draft_of(design).content
    answer = sent(officer, "design_save", design, body)

    assert answer.status_code in (409, 422)
    assert answer.json()["message"].endswith(".")
    assert draft_of(design).content == before


def test_a_form_in_place_of_json_is_refused(officer, design):
    answer = officer.post(url("design_save", design), {"revision": "0"})

    assert (answer.status_code, answer.json()["errors"]) == (422, {})


@pytest.mark.parametrize(
    ("box", "place", "sentence"),
    [
        ({"x": "30"}, "recipient.x", "Nhập số từ 0 đến 900."),
        ({"x": True}, "recipient.x", "Nhập số từ 0 đến 900."),
        ({"x": float("nan")}, "recipient.x", "Nhập số từ 0 đến 900."),
        ({"x": 10**400}, "recipient.x", "Nhập số từ 0 đến 900."),
        ({"x": 290}, "recipient.x", "Vượt ra ngoài mép phải của tờ giấy rộng 297 mm."),
        ({"y": 209}, "recipient.y", "Vượt ra ngoài mép dưới của tờ giấy cao 210 mm."),
        ({"text": ""}, "recipient.text", "Hãy nhập nội dung của ô."),
        ({"text": "a" * 601}, "recipient.text", "Hãy viết ngắn lại: nhiều nhất 600 ký tự."),
        (
            {"text": "{salary}"},
            "recipient.text",
            "Không có trường dữ liệu “salary”. Hãy chọn trong danh sách trường.",
        ),
        (
            {"text": "{recipient name}"},
            "recipient.text",
            "Dấu ngoặc nhọn chỉ dùng cho trường dữ liệu, ví dụ {recipient}.",
        ),
        ({"colour": "red; }"}, "recipient.colour", "Nhập màu dạng #RRGGBB, ví dụ #9E1B22."),
        (
            {"family": "Arial"},
            "recipient.family",
            "Không có phông chữ này. Hãy chọn phông trong danh sách.",
        ),
        ({"align": "justify"}, "recipient.align", "Hãy chọn trong danh sách."),
        ({"italic": 1}, "recipient.italic", "Hãy chọn có hoặc không."),
        ({"shrink_to": 40}, "recipient.shrink_to", "Cỡ nhỏ khi chữ dài không được lớn hơn cỡ chữ."),
        ({"onclick": "x"}, "recipient", "Không có mục nào mang tên onclick."),
        ({"name": "code"}, "code.name", "Mã này dành cho phần khác của mẫu. Hãy thêm ô mới thay cho ô này."),
    ],
)
def test_a_box_that_cannot_be_drawn_is_told_by_its_field(officer, design, box, place, sentence):
    draft = draft_of(design)
    facts = drawn.typed(draft, recipient=box) | {"revision": draft.revision}
    answer = sent(officer, "design_save", design, facts)

    assert answer.status_code == 422
    assert answer.json()["errors"] == {place: sentence}
    assert draft_of(design).revision == draft.revision


def test_the_sentence_at_the_top_calls_a_box_as_people_do(officer, design):
    draft = draft_of(design)
    facts = drawn.typed(draft, recipient={"x": 290}) | {"revision": draft.revision}

    assert sent(officer, "design_save", design, facts).json()["message"] == (
        "Ô “họ tên người nhận”: Vượt ra ngoài mép phải của tờ giấy rộng 297 mm."
    )


def test_a_face_that_is_lost_is_said_and_the_draft_is_saved(officer, design, monkeypatch):
    monkeypatch.setitem(faces.CUTS, ("Great Vibes", 400, False), "gone.ttf")
    facts = drawn.typed(draft_of(design), unit={"y": 107}) | {"revision": 0}
    answer = sent(officer, "design_save", design, facts)

    assert (answer.status_code, answer.json()["revision"]) == (200, 1)
    assert [(remark["box"], remark["kind"]) for remark in answer.json()["remarks"]] == [("", "refuse")]


def test_what_belongs_to_no_box_is_told_with_the_page_too(officer, design, monkeypatch):
    assert officer.get(url("design_content", design)).json()["remarks"] == []
    monkeypatch.setitem(faces.CUTS, ("Great Vibes", 400, False), "gone.ttf")

    [remark] = officer.get(url("design_content", design)).json()["remarks"]
    assert (remark["box"], remark["kind"]) == ("", "refuse")
    refused = sent(officer, "design_placed", design, {})
    assert (refused.status_code, refused.json()) == (422, {"message": remark["sentence"], "errors": {}})


def test_a_code_too_small_for_its_address_is_told_as_the_code(officer, design):
    draft = draft_of(design)
    facts = drawn.typed(draft, code=draft.content["code"] | {"size": 12}) | {"revision": 0}
    remarks = sent(officer, "design_save", design, facts).json()["remarks"]

    assert [(remark["box"], remark["kind"]) for remark in remarks] == [("code", "refuse")]


def test_a_printed_word_that_is_on_the_stock_takes_nothing_from_the_data(officer, design):
    draft = draft_of(design)
    facts = drawn.typed(draft, recipient={"stock": True}) | {"revision": draft.revision}
    errors = sent(officer, "design_save", design, facts).json()["errors"]

    assert errors == {
        "recipient.text": "Ô đã in sẵn trên phôi thì không lấy chữ từ dữ liệu. "
        "Hãy gõ hẳn chữ có trên phôi, hoặc bỏ dấu “đã in sẵn trên phôi”."
    }


def test_a_stranger_finds_no_design(client, design):
    client.force_login(printed.stranger())

    assert client.get(url("design_content", design)).status_code == 404
    assert sent(client, "design_save", design, {}).status_code == 404


def test_a_draft_is_not_saved_under_another_account_than_that_of_the_page(officer, design):
    facts = drawn.typed(draft_of(design), unit={"y": 107}) | {"revision": 0}
    answer = officer.post(
        url("design_save", design),
        json.dumps(facts),
        content_type="application/json",
        headers={"X-User": "0"},
    )

    assert (answer.status_code, draft_of(design).revision) == (401, 0)


# --- Reading and saving -------------------------------------------------------------------------------


def test_the_page_is_told_everything_it_works_with(officer, design):
    told = officer.get(url("design_content", design)).json()

    assert (told["revision"], told["state"], told["number"]) == (0, "draft", 1)
    assert told["sheet"] == {"width": 297, "height": 210}
    assert told["picture"] is None
    assert told["ground"] == f"{url('design_drawing', design)}?v=1"
    assert [box["name"] for box in told["boxes"]][:5] == ["motto", "submotto", "authority", "award", "title"]
    assert [box["stock"] for box in told["boxes"]][:5] == [True, True, False, True, True]
    assert told["code"] == {"x": 33, "y": 155.5, "size": 22, "min_module": 0.4, "colour": "#2B1A12"}
    assert [face["label"] for face in told["faces"]] == [
        "Tinos",
        "Tinos, nghiêng",
        "Tinos, đậm",
        "Tinos, đậm nghiêng",
        "Playfair Display",
        "Great Vibes",
    ]
    assert told["fields"][0] == {
        "name": "authority",
        "label": "Thẩm quyền tặng",
        "sample": "Khối trưởng Khối Thi đua các cơ quan Đảng Trung ương",
    }
    assert [sample["key"] for sample in told["samples"]] == ["typical", "longest", "person", "shortest"]


def test_the_page_is_told_who_saved_last(officer, design):
    assert officer.get(url("design_content", design)).json()["saved_by"] is None
    sent(officer, "design_save", design, drawn.typed(draft_of(design), unit={"y": 107}) | {"revision": 0})

    assert officer.get(url("design_content", design)).json()["saved_by"] == int(
        officer.session["_auth_user_id"]
    )


def test_no_name_of_an_element_stands_twice_on_the_page(officer, design):
    names = re.findall(r'\sid="([^"]*)"', officer.get(design.get_absolute_url()).content.decode())

    assert sorted(names) == sorted(set(names))


def test_what_was_read_is_saved_as_it_is(officer, design):
    told = officer.get(url("design_content", design)).json()
    answer = sent(officer, "design_save", design, told)

    assert answer.status_code == 200
    assert answer.json()["revision"] == 0
    assert draft_of(design).content["boxes"] == told["boxes"]


def test_a_moved_box_is_the_next_revision(officer, design):
    facts = drawn.typed(draft_of(design), recipient={"x": 31.5, "colour": "#9e1b22"}) | {"revision": 0}
    answer = sent(officer, "design_save", design, facts)
    box = next(box for box in draft_of(design).content["boxes"] if box["name"] == "recipient")

    assert (answer.status_code, answer.json()["revision"]) == (200, 1)
    assert (box["x"], box["colour"]) == (31.5, "#9E1B22")


def test_two_people_do_not_overwrite_each_other(officer, design):
    sent(officer, "design_save", design, drawn.typed(draft_of(design), unit={"y": 107}) | {"revision": 0})
    late = sent(
        officer, "design_save", design, drawn.typed(draft_of(design), unit={"y": 120}) | {"revision": 0}
    )

    assert late.status_code == 409
    assert late.json() == {
        "message": "Người khác vừa lưu bản nháp này. Hãy tải lại trang để lấy bản mới nhất rồi sửa tiếp; "
        "những gì bạn vừa sửa chưa được lưu.",
        "revision": 1,
    }
    assert next(box for box in draft_of(design).content["boxes"] if box["name"] == "unit")["y"] == 107


def test_what_will_not_fit_is_said_at_once(officer, design):
    facts = drawn.typed(draft_of(design), recipient={"width": 20}) | {"revision": 0}
    remarks = sent(officer, "design_save", design, facts).json()["remarks"]

    assert [(remark["box"], remark["kind"]) for remark in remarks][:1] == [("recipient", "refuse")]
    assert remarks[0]["sentence"].startswith("Phần họ tên người nhận (“Trần Thị Minh Nguyệt”) quá dài")


def test_the_page_sets_lines_as_the_printer_will(officer, design):
    draft = draft_of(design)
    asked = drawn.typed(draft) | {"sample": "typical", "mode": "full", "with_code": True}
    texts = {text["name"]: text for text in sent(officer, "design_placed", design, asked).json()["texts"]}

    assert texts["title"]["stock"] is True
    assert texts["recipient"]["lines"] == ["Trần Thị Minh Nguyệt"]
    assert texts["facts"]["lines"] == [
        "Quyết định số 05-QĐ/KTĐ",
        "ngày 25 tháng 01 năm 2024",
        "Vào sổ vàng số: 31/2024",
        "Mã tra cứu: 7F4K-29QX",
    ]
    assert texts["facts"]["x"] == 58.5

    overlay = sent(officer, "design_placed", design, asked | {"mode": "overlay", "with_code": False}).json()
    texts = {text["name"]: text for text in overlay["texts"]}
    assert "title" not in texts
    assert texts["facts"]["x"] == 33
    assert draft_of(design).revision == draft.revision


def test_a_line_without_a_field_is_printed_as_well(officer, design):
    draft = draft_of(design)
    asked = drawn.typed(draft, unit={"text": "Đơn vị:\n{unit}"}) | {"sample": "shortest"}
    texts = {text["name"]: text for text in sent(officer, "design_placed", design, asked).json()["texts"]}

    assert texts["unit"]["lines"] == ["Đơn vị:"]


# --- The plain form -----------------------------------------------------------------------------------


def plain(browser, design, name):
    """What the form of one box would send untouched."""
    form = browser.get(f"{design.get_absolute_url()}?o={name}").context["form"]
    facts = {field.html_name: field.value() for field in form}
    return {key: value for key, value in facts.items() if value not in (None, False)} | {"box": name}


def test_without_javascript_a_box_is_changed_by_figures(officer, design):
    facts = plain(officer, design, "recipient") | {"x": "31,5", "revision": "0"}
    answer = officer.post(url("design_box", design), facts)

    assert answer.url == f"{design.get_absolute_url()}?o=recipient"
    box = next(box for box in draft_of(design).content["boxes"] if box["name"] == "recipient")
    assert box["x"] == 31.5
    assert {**box, "x": 30} == next(
        box for box in contents.of_built_in(PERSON)["boxes"] if box["name"] == "recipient"
    )


def test_the_plain_form_writes_figures_with_a_comma(officer, design):
    shown = plain(officer, design, "recipient")
    box = next(box for box in contents.of_built_in(PERSON)["boxes"] if box["name"] == "recipient")

    assert shown["y"] == str(box["y"]).replace(".", ",")
    assert "," in shown["y"]


def test_a_figure_that_is_none_keeps_what_was_typed(officer, design):
    facts = plain(officer, design, "recipient") | {"x": "abc", "y": "400", "revision": "0"}
    answer = officer.post(url("design_box", design), facts)

    assert answer.status_code == 422
    assert 'value="abc"' in answer.content.decode()
    assert draft_of(design).revision == 0


def test_a_sheet_that_is_too_small_says_which_boxes_stand_outside(officer, design):
    facts = plain(officer, design, "sheet") | {"width": "260", "revision": "0"}
    answer = officer.post(url("design_box", design), facts)

    assert answer.context["form"].non_field_errors() == [
        "Tên người tặng: Vượt ra ngoài mép phải của tờ giấy rộng 260 mm.",
        "Cách xưng hô: Vượt ra ngoài mép phải của tờ giấy rộng 260 mm.",
        "Họ tên người nhận: Vượt ra ngoài mép phải của tờ giấy rộng 260 mm.",
        "Chức vụ, đơn vị: Vượt ra ngoài mép phải của tờ giấy rộng 260 mm.",
        "Nơi và ngày ký: Vượt ra ngoài mép phải của tờ giấy rộng 260 mm.",
        "Chức vụ người ký: Vượt ra ngoài mép phải của tờ giấy rộng 260 mm.",
        "Chức vụ thêm của người ký: Vượt ra ngoài mép phải của tờ giấy rộng 260 mm.",
        "Họ tên người ký: Vượt ra ngoài mép phải của tờ giấy rộng 260 mm.",
    ]


def test_a_box_is_added_and_taken_off(officer, design):
    facts = {"label": "Câu chúc", "text": "Chúc mừng!", "revision": "0"}
    answer = officer.post(url("design_box", design), facts)
    assert answer.url == f"{design.get_absolute_url()}?o=box_1"
    assert draft_of(design).content["boxes"][-1]["text"] == "Chúc mừng!"

    officer.post(url("design_box", design), {"box": "box_1", "remove": "1", "revision": "1"})
    officer.post(url("design_box", design), {"box": "code", "remove": "1", "revision": "2"})
    assert draft_of(design).content["boxes"][-1]["name"] == "signer_name"
    assert draft_of(design).content["code"] is None


# --- New ones -----------------------------------------------------------------------------------------


def test_a_new_design_is_a_copy_on_a_sheet_of_any_size(officer):
    facts = {"name": "Phôi 400", "source": "merit-person", "sheet": "400x300"}
    officer.post(reverse("awards:designs"), facts)
    version = DesignVersion.objects.get()

    assert version.design.name == "Phôi 400"
    assert version.content["sheet"] == {"width": 400, "height": 300, "ground": "merit-person"}
    first = version.content["boxes"][0]
    assert (first["x"], first["width"], first["size"]) == (53.9, 292.3, 18.2)


def test_two_designs_of_a_name_are_refused(officer, design):
    facts = {"name": design.name, "source": f"own-{design.pk}", "sheet": "same"}
    answer = officer.post(reverse("awards:designs"), facts)

    assert answer.context["form"].non_field_errors() == ["Cơ quan đã có mẫu mang tên này. Hãy đặt tên khác."]
    assert drafts.current(design).number == 1
