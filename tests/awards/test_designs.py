"""Designs of an agency: drafts, what was published for good, where they are used, given up."""

import unicodedata

import pytest
from django.db import DatabaseError, transaction

from awards.certifying import certificates
from awards.designing import contents, drafts, looks, placements, uses
from awards.models import DesignUse, DesignVersion
from awards.printing import batches
from core.models import Entry
from core.rules import RuleError
from documents import faces, sheets
from tests.documents import reading, sheet_reading

from . import drawn, printed

pytestmark = pytest.mark.django_db


def changed(design, **boxes):
    """The draft with these boxes changed."""
    draft = drafts.current(design)
    return drafts.write(design, drawn.typed(draft, **boxes), revision=draft.revision, by=None)


# --- What will not do ---------------------------------------------------------------------------------


def test_a_design_that_cannot_be_printed_is_not_published(design):
    changed(design, recipient={"width": 20}, title={"text": "BẰNG KHEN ☃"})
    with pytest.raises(RuleError) as refused:
        drafts.publish(design, by=None)

    assert str(refused.value) == (
        "Mẫu chưa dùng được. "
        "Phông chữ Playfair Display không in được ký tự “☃” (U+2603) trong phần chữ “Bằng khen”. "
        "Hãy thay hoặc bỏ ký tự này rồi làm lại. "
        "Phần họ tên người nhận (“Trần Thị Minh Nguyệt”) quá dài, cỡ chữ nhỏ nhất 14 vẫn không vừa chỗ "
        "(tên người không được xuống dòng). Hãy viết gọn lại rồi làm lại."
    )
    assert drafts.published(design) is None


@pytest.mark.parametrize("source", ["merit-person", "commendation-person", "commendation-collective"])
def test_a_built_in_design_begins_without_remarks(season, source):
    assert placements.remarks(drafts.current(drawn.design(season, source=source))) == []


def test_a_design_for_persons_is_warned_of_by_the_longest_name_of_one(design):
    [remark] = placements.remarks(changed(design, recipient={"width": 90}))
    assert remark["sentence"].startswith(
        "Thử với chữ dài nhất: Phần họ tên người nhận (“Công Tằng Tôn Nữ Nguyễn Phúc Khánh Huyền”) quá dài"
    )


def test_a_published_version_refuses_change_in_the_database(design):
    version = drafts.publish(design, by=None)
    rows = DesignVersion.objects.filter(pk=version.pk)

    for act in (lambda: rows.update(revision=9), lambda: rows.update(content={}), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert looks.named(version.key).name == version.key


def test_a_version_whose_content_is_not_what_was_published_is_not_printed(design):
    version = drafts.publish(design, by=None)
    wrong = DesignVersion(
        **{
            name: getattr(version, name)
            for name in ("state", "picture", "picture_role", "revision", "saved_at", "published_at", "sha256")
        }
    )
    wrong.design, wrong.number, wrong.content = design, 2, version.content | {"code": None}
    wrong.save()

    with pytest.raises(RuleError, match="không còn khớp với mã băm lúc cho dùng"):
        looks.named(wrong.key)


def test_a_face_that_is_lost_is_a_refusal_of_no_box(design, monkeypatch):
    monkeypatch.setitem(faces.CUTS, ("Great Vibes", 400, False), "gone.ttf")

    [remark] = placements.remarks(drafts.current(design))
    assert (remark["box"], remark["kind"]) == ("", "refuse")
    assert remark["sentence"].startswith("Máy chủ chưa có phông chữ để in văn bản (thiếu tệp gone.ttf).")
    with pytest.raises(RuleError, match=r"^Mẫu chưa dùng được\. Máy chủ chưa có phông chữ"):
        drafts.publish(design, by=None)


@pytest.mark.parametrize("key", ["merit-horse", "v1-0123456789abcdef", "v0-0123456789abcdef"])
def test_what_never_existed_is_no_design(key):
    with pytest.raises(KeyError):
        looks.named(key)


def test_a_design_without_a_published_version_is_used_nowhere(design):
    with pytest.raises(RuleError) as refused:
        uses.assign(design, form_code="", kind="", by=None)

    assert str(refused.value) == uses.NOT_PUBLISHED


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "Nguyễn 😀 An",
            "Phông chữ Great Vibes không in được ký tự “😀” (U+1F600) trong phần họ tên người nhận. "
            "Hãy thay hoặc bỏ ký tự này rồi làm lại.",
        ),
        (
            "Nguyễn \u200fAn",
            "Phông chữ Great Vibes không in được ký tự (U+200F) trong phần họ tên người nhận. "
            "Hãy thay hoặc bỏ ký tự này rồi làm lại.",
        ),
        (
            "Nguyễn " * 17 + "A",
            "Phần họ tên người nhận (“Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Ngu…”) "
            "quá dài, cỡ chữ nhỏ nhất 14 vẫn không vừa chỗ (tên người không được xuống dòng). "
            "Hãy viết gọn lại rồi làm lại.",
        ),
    ],
    ids=["emoji", "right to left", "120 characters"],
)
def test_a_name_that_cannot_be_printed_is_refused_with_the_box(design, name, sentence):
    look = looks.named(drafts.publish(design, by=None).key)
    (remark,) = sheets.check(look, sheets.Row(recipient=name))

    assert (remark.kind, remark.field, remark.sentence) == ("refuse", "recipient", sentence)


def test_what_is_typed_apart_is_kept_composed(design):
    apart = unicodedata.normalize("NFD", "Chúc mừng “Người tốt”")
    version = changed(design, award={"text": f"{apart}\u200f"})
    box = next(box for box in version.content["boxes"] if box["name"] == "award")

    assert box["text"] == "Chúc mừng “Người tốt”"


def test_a_design_given_up_while_its_batch_runs_is_printed_to_the_end(season, design):
    drafts.publish(design, by=None)
    uses.assign(design, form_code="", kind="", by=None)
    batch = batches.start(printed.decision(season=season), mode="full", by=None)
    drafts.retire(design, by=None)

    assert printed.draw(batch.job) == ["done", "done"]


# --- The heading -----------------------------------------------------------------------------------------


def headed(version):
    """The words that stand on every sheet of a version, from the top."""
    return sheet_reading.texts(sheets.ground(looks.of_version(version)))


def test_the_heading_is_a_text_of_the_design_that_an_office_of_the_party_replaces(design):
    assert headed(drafts.current(design))[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    typed = drawn.typed(drafts.current(design), motto={"text": "ĐẢNG CỘNG SẢN VIỆT NAM", "ruled": 0.9})
    typed["boxes"] = [box for box in typed["boxes"] if box["name"] != "submotto"]
    version = drafts.write(design, typed, revision=0, by=None)

    assert headed(version) == ["ĐẢNG CỘNG SẢN VIỆT NAM", "TẶNG", "BẰNG KHEN"]
    assert drafts.publish(design, by=None).number == 1


def test_a_design_may_begin_with_the_heading_of_the_party(season):
    begun = drawn.design(season, name="Tiêu đề Đảng", source="party-merit-collective")

    assert headed(drafts.current(begun)) == ["ĐẢNG CỘNG SẢN VIỆT NAM", "TẶNG", "BẰNG KHEN"]
    assert placements.remarks(drafts.current(begun)) == []


# --- Versions -----------------------------------------------------------------------------------------


def test_a_design_is_published_and_taken_up_again(design):
    first = drafts.publish(design, by=None)
    second = drafts.draft_from(first, by=None)
    changed(design, unit={"y": 108})

    assert [(version.number, version.state) for version in design.versions.all()] == [
        (2, "draft"),
        (1, "published"),
    ]
    assert second.content == first.content
    assert looks.named(first.key).boxes[3].y == 106
    with pytest.raises(RuleError, match="Mẫu đang có một bản nháp"):
        drafts.draft_from(first, by=None)


def test_the_next_draft_counts_on_so_that_an_old_tab_cannot_save_into_it(design):
    changed(design, unit={"y": 108})
    seen = drafts.current(design)
    drafts.draft_from(drafts.publish(design, by=None), by=None)

    assert drafts.current(design).revision == seen.revision + 1
    with pytest.raises(drafts.StaleDraftError):
        drafts.write(design, drawn.typed(seen, unit={"y": 120}), revision=seen.revision, by=None)


def test_saving_is_told_in_the_history_without_its_content(design):
    changed(design, unit={"y": 108})
    entry = Entry.objects.filter(act="design.save").get()

    assert entry.after["revision"] == 1
    assert "content" not in entry.after


# --- Where a design is used ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, "merit-person"),
        ({("", ""): "d"}, "d"),
        ({("", ""): "d", ("", "person"): "c"}, "c"),
        ({("", ""): "d", ("", "person"): "c", ("head-merit", ""): "b"}, "b"),
        ({("", ""): "d", ("head-merit", ""): "b", ("head-merit", "person"): "a"}, "a"),
        ({("head-merit", "collective"): "a", ("other", ""): "b", ("", "collective"): "c"}, "merit-person"),
    ],
)
def test_the_nearest_use_says_which_design_is_printed(chosen, found):
    assert uses.key_for(chosen, "head-merit", "person") == found


def test_what_is_issued_is_printed_in_the_design_of_its_agency(season, design):
    version = drafts.publish(
        changed(design, unit={"text": "Nơi công tác\n{unit}", "height": 14}).design, by=None
    )
    uses.assign(design, form_code="head-merit", kind="person", by=None)
    decision = printed.decision(season=season)
    person = next(row for row in printed.certificates(decision) if row.line.kind == "person")
    collective = next(row for row in printed.certificates(decision) if row.line.kind == "collective")

    assert (person.design, collective.design) == (version.key, "merit-collective")
    batch = batches.start(decision, mode="full", by=None)
    assert printed.draw(batch.job) == ["done"] * 3
    pages = reading.pages(printed.content(batch))
    assert "Nơi công tác" in pages[1]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[1]


def test_with_the_code_at_the_right_certificates_without_one_are_issued(season, design, settings):
    draft = drafts.current(design)
    typed = drawn.typed(draft, code=draft.content["code"] | {"x": 250, "y": 20})
    drafts.write(design, typed, revision=draft.revision, by=None)
    version = drafts.publish(design, by=None)
    uses.assign(design, form_code="", kind="", by=None)
    settings.PUBLIC_URL = ""
    found = printed.certificates(printed.decision(season=season))

    assert {(each.design, each.facts["qr"]) for each in found} == {(version.key, "")}


def test_what_was_printed_is_printed_the_same_way_again(season, design):
    drafts.publish(design, by=None)
    uses.assign(design, form_code="", kind="", by=None)
    decision = printed.decision(season=season)
    first = batches.start(decision, mode="overlay", by=None)
    printed.draw(first.job)

    drafts.draft_from(drafts.published(design), by=None)
    changed(design, unit={"y": 108})
    drafts.publish(design, by=None)
    drafts.retire(design, by=None)
    looks._published.cache_clear()
    again = batches.start(decision, mode="overlay", by=None)
    printed.draw(again.job)

    assert printed.content(again) == printed.content(first)
    assert DesignUse.objects.count() == 0


def test_a_corrected_certificate_takes_the_design_of_today(season, design):
    decision = printed.decision(season=season)
    drafts.publish(design, by=None)
    uses.assign(design, form_code="", kind="", by=None)
    old = printed.certificates(decision)[0]
    new = certificates.replace(old, corrections={"unit": "Vụ Khác"}, reason="Sai đơn vị", by=None)

    assert old.design == "merit-collective"
    assert looks.is_built_in(new.design) is False


# --- Contents -----------------------------------------------------------------------------------------


def test_one_of_ours_says_the_same_as_an_own_design():
    for design in looks.designs.every():
        content = contents.read(contents.of_built_in(design), contents.cuts_of(contents.of_built_in(design)))
        own = contents.design_of(content, name=design.name, title=design.title, day=design.valid_from)

        assert {box.name for box in own.words} == {box.name for box in design.words}
        assert [box.text for box in sorted(own.boxes, key=lambda box: box.name)] == [
            box.text for box in sorted(design.boxes, key=lambda box: box.name)
        ]
