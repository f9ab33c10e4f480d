"""The pages around the designs of an agency: list, versions, uses, faces, and how often they ask."""

import io

import pypdf
import pytest
from django.urls import reverse

from awards.designing import drafts, fonts, uses
from awards.models import DesignVersion
from core.models import User
from documents import files, typefaces

from . import drawn

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def text_of(content):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_the_way_of_a_design_through_its_pages(officer, design):
    assert officer.get(url("designs")).context["rows"][0]["last"] is None
    assert officer.get(url("design_versions", design.pk)).status_code == 200
    proof = officer.get(url("design_proof", design.pk), {"sample": "shortest", "mode": "overlay"})
    assert "Lý An" in text_of(proof.content)

    answer = officer.post(url("design_publish", design.pk))
    assert answer.url == url("design_uses", design.pk)
    officer.post(url("design_uses", design.pk), {"form_code": "head-merit", "kind": "person"})
    told = officer.get(url("design_uses", design.pk)).context["told"]
    assert [(row["kind"], row["design"]) for row in told if "Khối trưởng" in row["form"]] == [
        ("Đơn vị thành viên", "Mẫu có sẵn"),
        ("Tập thể", "Mẫu có sẵn"),
        ("Cá nhân", "Phôi 2024"),
    ]

    officer.post(url("design_versions", design.pk), {"v": "1"})
    assert DesignVersion.objects.get(state="draft").number == 2
    officer.post(url("design_use_end", design.uses.get().pk))
    officer.post(url("design_retire", design.pk))
    design.refresh_from_db()
    assert design.retired_at is not None
    assert officer.get(design.get_absolute_url()).status_code == 200


def test_the_list_says_what_nobody_has_read_in_the_source(officer):
    page = officer.get(url("designs")).content.decode()

    assert page.count("Chưa đối chiếu với văn bản gốc: tiêu đề của Đảng.") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_versions_ask_as_often_for_three_as_for_one(
    officer, design, count, django_assert_max_num_queries
):
    by = User.objects.get(pk=officer.session["_auth_user_id"])
    for _ in range(count):
        drafts.draft_from(drafts.publish(design, by=by), by=by)
    with django_assert_max_num_queries(22):
        officer.get(url("design_versions", design.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_the_uses_ask_as_often_for_three_as_for_one(officer, design, count, django_assert_max_num_queries):
    drafts.publish(design, by=None)
    for kind in ("person", "collective", "agency")[:count]:
        uses.assign(design, form_code="", kind=kind, by=None)
    with django_assert_max_num_queries(24):
        officer.get(url("design_uses", design.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_the_faces_ask_as_often_for_three_as_for_one(officer, design, count, django_assert_max_num_queries):
    for number in range(count):
        stored = files.keep(b"\x00\x01\x00\x00%d" % number, content_type=typefaces.KIND)
        face = typefaces.Typeface(stored, f"Hoa {number}", "", 400, False)
        fonts.take_in(design.agency, face, by=None)
    with django_assert_max_num_queries(22):
        officer.get(url("design_fonts"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(officer, season, count, django_assert_max_num_queries):
    for number in range(count):
        drawn.design(season, name=f"Mẫu {number}")
    with django_assert_max_num_queries(26):
        officer.get(url("designs"))
