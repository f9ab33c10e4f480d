"""What a bloc calls itself and its posts: its own labels, wherever a page, a paper or a rule says it."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blocs import bloc_forms, founding, leadership, publishing, seasons
from blocs.models import Bloc
from core import clock
from core.rules import RuleError
from desk import menu
from documents import blocks as vocabulary
from documents.blocks import Basis
from tests import world

pytestmark = pytest.mark.django_db

CLUSTER = {
    "kind": "cluster",
    "head_label": "Cụm trưởng",
    "standing_deputy_label": "Cụm phó Thường trực",
    "deputy_label": "Cụm phó",
}
DECISION = {"founded_number": "12-QĐ/BTĐKT", "founded_on": date(2019, 3, 5), "founded_by": "Hội đồng TĐKT"}


@pytest.fixture
def officer(client):
    """A council officer, signed in."""
    user = world.officer()
    client.force_login(user)
    return user


def facts(body, **more):
    """What the form of a bloc is sent."""
    return {
        "name": "Khối Thi đua số 1",
        "short_name": "Khối số 1",
        "symbol": "KTĐ",
        "kind": "bloc",
        "level": "province",
        "managing_body": body.pk,
        "form": "state",
        "rotation": "order",
        "span": "calendar",
        "head_label": "Khối trưởng",
        "standing_deputy_label": "Khối phó Thường trực",
        "deputy_label": "Khối phó",
    } | more


def test_a_cluster_is_called_so_in_every_sentence_and_never_a_bloc():
    bloc = world.bloc(name="Cụm số 1", **CLUSTER)
    season = world.season(bloc, led=False)

    assert (bloc.word, bloc.small_word) == ("Cụm", "cụm")
    assert seasons.lacking(season)[0] == "đơn vị Cụm trưởng"
    with pytest.raises(RuleError) as refusal:
        leadership.appoint(season, head=world.agency("Ban Ngoài"), by=None)
    assert str(refusal.value) == "Ban Ngoài không phải thành viên của Cụm trong năm 2023."


def test_the_pages_of_a_cluster_say_cluster(client):
    season = world.season(world.bloc(name="Cụm số 1", **CLUSTER))
    head = world.head_of(season)
    client.force_login(head)
    pages = [reverse(name, args=[season.pk]) for name in ("blocs:season", "desk:season", "desk:dates")]
    pages += [reverse("members:agency", args=[head.person.agency_id])]

    for url in (*pages, reverse("blocs:bloc", args=[season.bloc_id]), season.criteria.get_absolute_url()):
        main = re.search(r"<main.*</main>", client.get(url).text, re.S)[0]
        assert re.findall(r"Khối[^<]{0,20}", main) == []
    levels = re.findall(r'data-label="Cấp">([^<]*)<', client.get(reverse("awards:catalogue")).text)
    assert ("Cụm" in levels, "Khối" in levels) == (True, False)
    assert [section.heading for section in menu.of(head, season, "/")][1] == "Điều hành Cụm"


def test_one_click_fills_the_three_labels_keeps_what_was_typed_and_founds_nothing(client, officer):
    body = officer.person.posts.get().agency
    answer = client.post(reverse("blocs:bloc_new"), facts(body, name="", labels="1", founded_on="05/03"))
    form = answer.context["form"]

    assert [form[name].value() for name in bloc_forms.POSTS] == [
        "Trưởng khối",
        "Phó Trưởng khối Thường trực",
        "Phó Trưởng khối",
    ]
    assert (form["short_name"].value(), form["founded_on"].value(), dict(form.errors)) == (
        "Khối số 1",
        "05/03",
        {},
    )
    assert Bloc.objects.count() == 0


@pytest.mark.parametrize("asked", ["7", "x", "-1", "9" * 40])
def test_a_set_that_does_not_exist_gives_the_first(client, officer, asked):
    answer = client.post(reverse("blocs:bloc_new"), {"labels": asked})

    assert answer.context["form"]["head_label"].value() == "Khối trưởng"


def test_free_labels_stay_possible(client, officer):
    body = officer.person.posts.get().agency
    client.post(reverse("blocs:bloc_new"), facts(body, head_label="Trưởng nhóm"))

    assert Bloc.objects.get().head_label == "Trưởng nhóm"


def test_the_founding_decision_is_told_with_its_number_day_and_authority():
    bloc = world.bloc(**DECISION)

    assert bloc.founding_decision == "Quyết định số 12-QĐ/BTĐKT ngày 05/03/2019 của Hội đồng TĐKT"
    assert Bloc(name="Khối").founding_decision == ""


@pytest.mark.parametrize("lacking", ["founded_number", "founded_on"])
def test_a_founding_decision_has_number_and_day_or_neither(lacking):
    part = {name: value for name, value in DECISION.items() if name != lacking}

    with pytest.raises(ValidationError) as refusal:
        founding.found(
            name="Khối",
            short_name="Khối",
            level="central",
            form="party",
            managing_body=world.agency("QL"),
            **part,
            by=None,
        )

    assert refusal.value.messages == [
        "Quyết định thành lập cần cả số và ngày. "
        "Hãy điền cả hai, hoặc để trống cả hai cùng cơ quan ra quyết định."
    ]


def test_a_founding_day_to_come_is_kept_and_warned_of(client, officer):
    body = officer.person.posts.get().agency
    typed = facts(body, founded_number="12", founded_on="05/03/2030")
    with clock.at(date(2023, 1, 1)):
        answer = client.post(reverse("blocs:bloc_new"), typed, follow=True)

    assert [str(said) for said in answer.context["messages"]] == [
        "Đã lập Khối Thi đua số 1. Hãy thêm các đơn vị thành viên.",
        "Ngày quyết định thành lập 05/03/2030 ở sau hôm nay. Hãy xem lại nếu nhập nhầm.",
    ]
    assert Bloc.objects.get().founded_on == date(2030, 3, 5)


def test_the_criteria_paper_rests_on_the_founding_decision():
    table = world.fill(world.season(world.bloc(**DECISION)).criteria)
    paper = publishing.publish(table, by=None).paper

    bases = [block for block in vocabulary.thaw(paper.blocks) if isinstance(block, Basis)]
    assert bases == [
        Basis(
            ("Căn cứ Quyết định số 12-QĐ/BTĐKT ngày 05/03/2019 của Hội đồng TĐKT về việc thành lập Khối thử",)
        )
    ]


@pytest.mark.parametrize(("chosen", "layout"), [("", "party"), ("state", "state")])
def test_one_paper_may_be_issued_in_another_form_than_the_years(client, chosen, layout):
    season = world.season()
    world.fill(season.criteria)
    client.force_login(world.head_of(season))
    client.post(reverse("blocs:criteria_publish", args=[season.criteria.pk]), {"form": chosen})

    season.criteria.refresh_from_db()
    assert season.criteria.paper.layout.split("-")[0] == layout
    assert season.form == "party"
