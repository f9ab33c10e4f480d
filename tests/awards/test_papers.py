"""The paper of a decision: three articles and its list, the same words in PDF and Word, in both forms."""

import pytest
from django.urls import reverse

from awards.deciding import decisions
from blocs.models import Season
from documents import layouts
from documents.blocks import Signature, thaw
from documents.papers import render_bytes
from members.models import Post
from tests import world
from tests.awards import scene
from tests.documents.reading import block_words, pages, pdf_words, word_words
from tests.results import appraised

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.appraised_season()


def in_form(season, form):
    Season.objects.filter(pk=season.pk).update(form=form)
    return Season.objects.get(pk=season.pk)


@pytest.mark.parametrize("form", ["party", "state"])
def test_pdf_and_word_say_the_same(season, form):
    paper = scene.issued_decision(in_form(season, form)).paper
    blocks, layout = thaw(paper.blocks), layouts.named(paper.layout)

    as_pdf = pdf_words(render_bytes(paper, "pdf"), blocks, layout)

    assert as_pdf == word_words(render_bytes(paper, "docx")) == block_words(blocks, layout)


@pytest.mark.parametrize(
    ("form", "number", "post"),
    [("party", "Số 05-QĐ/KTĐ", "05-QĐ/KTĐ"), ("state", "Số: 05/QĐ-KTĐ", "05/QĐ-KTĐ")],
)
def test_the_number_stands_as_the_form_of_the_season_writes_it(season, form, number, post):
    decision = scene.issued_decision(in_form(season, form))

    first, *_ = pages(render_bytes(decision.paper, "pdf"))
    assert decision.number == post
    assert number in first
    assert decision.paper.layout == {"party": "party-36-2018", "state": "state-30-2020"}[form]


@pytest.mark.parametrize(
    ("chosen", "number", "layout"),
    [("state", "05/QĐ-KTĐ", "state-30-2020"), ("", "05-QĐ/KTĐ", "party-36-2018")],
)
def test_one_decision_may_be_written_in_another_form_than_the_year(season, chosen, number, layout):
    draft = scene.draft(in_form(season, "party"), paper_form=chosen)
    decisions.add(draft, [scene.nomination(season)], by=None)
    decision = decisions.issue(draft, by=None)

    assert (decision.number, decision.paper.layout) == (number, layout)


def test_a_revised_draft_writes_its_number_anew(season):
    draft = scene.draft(in_form(season, "party"))
    facts = {name: getattr(draft, name) for name in ("signed_on", "signer_name", "signer_post", "place")}
    decisions.revise(draft, number=draft.number, paper_form="state", **facts, by=None)

    assert draft.number == "05/QĐ-KTĐ"


@pytest.mark.parametrize(
    ("post", "signed"),
    [("Giám đốc", ("Khối trưởng", "Giám đốc")), ("Khối trưởng", ("", "Khối trưởng"))],
)
def test_the_head_of_the_bloc_signs_with_the_own_post_under_it(season, post, signed):
    draft = scene.draft(season, signer_post=post)
    decisions.add(draft, [scene.nomination(season)], by=None)

    paper = decisions.issue(draft, by=None).paper

    (signature,) = [block for block in thaw(paper.blocks) if isinstance(block, Signature)]
    assert (signature.signer.body, signature.signer.post) == signed


def test_the_articles_count_who_is_honoured_and_the_list_names_them_with_their_numbers(season):
    rows = [scene.nomination(season, of=scene.person(season)), scene.nomination(season)]
    paper = scene.issued_decision(season, rows).paper

    first, listed = (" ".join(page.split()) for page in pages(render_bytes(paper, "pdf")))

    assert (
        "Điều 1. Tặng Bằng khen của Khối trưởng cho 01 tập thể và 01 cá nhân đã có thành tích xuất sắc "
        "trong phong trào thi đua năm 2023 (danh sách kèm theo)." in first
    )
    assert "Điều 2. Tiền thưởng" in first
    assert "Điều 3. Ban Một, các đơn vị thành viên Khối thử" in first
    assert "- Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003" in first
    assert first.endswith("Vũ Trọng Lâm")
    assert "(Kèm theo Quyết định số 05-QĐ/KTĐ, ngày 20 tháng 12 năm 2023)" in listed
    assert "1 Vụ 2 Ban Ba 3.600.000 01/2023" in listed
    assert "1 Bà Trần Thị Mai Phó Vụ trưởng, Ban Ba 1.800.000 02/2023" in listed


def test_persons_alone_make_one_list(season):
    paper = scene.issued_decision(season, [scene.nomination(season, of=scene.person(season))]).paper

    listed = pages(render_bytes(paper, "pdf"))[1]
    assert "I- CÁ NHÂN" in listed
    assert "TẬP THỂ" not in listed


def test_the_paper_of_a_sample_bloc_says_so_and_later_changes_do_not_reach_it(season):
    type(season.bloc).objects.filter(pk=season.bloc_id).update(sample=True)
    decision = scene.issued_decision(Season.objects.get(pk=season.pk))
    before = render_bytes(decision.paper, "pdf")
    scene.member(season).names.update(name="Tên khác")

    assert decision.paper.sample
    assert render_bytes(decision.paper, "pdf") == before


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_paper_is_asked_for_watched_and_never_handed_to_a_stranger(client, season, format):
    decision = scene.issued_decision(season)
    client.force_login(appraised.user_of(season, scene.MEMBER))
    urls = [
        reverse(f"awards:paper_{step}", args=[decision.pk, format])
        for step in ("request", "progress", "file")
    ]

    assert client.post(urls[0]).url == urls[1]
    assert client.get(urls[1]).status_code == 200
    assert client.get(urls[2]).url == urls[1]
    client.force_login(world.person(world.agency("Bộ Ngoài"), Post.Kind.CLERK, username="la").user)
    assert [client.post(urls[0]).status_code] + [client.get(url).status_code for url in urls[1:]] == [404] * 3


def test_a_draft_has_no_paper_yet(client, season):
    draft = scene.draft(season)
    client.force_login(appraised.user_of(season, scene.HEAD))

    assert client.post(reverse("awards:paper_request", args=[draft.pk, "pdf"])).status_code == 404
