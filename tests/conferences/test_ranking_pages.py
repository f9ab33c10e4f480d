"""The ranking and the board as pages: who sees them, what they hold, what they ask of the database."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from awards.nominating import nominations
from members.models import Post
from tests import world
from tests.results import appraised
from tests.results.appraised import DEPUTY, HEAD, MEMBER

from . import ranked, reported

pytestmark = pytest.mark.django_db

PAGES = ["conferences:ranking", "conferences:board"]


@pytest.fixture
def season():
    return reported.concluded()


def get(client, season, user, page="conferences:ranking", **query):
    client.force_login(user)
    return client.get(reverse(page, args=[season.pk]), query)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("place", "status"), [(HEAD, 200), (DEPUTY, 200), (MEMBER, 403)])
def test_before_the_conclusion_only_who_follows_the_appraisal_sees_it(client, page, place, status):
    season = appraised.year()

    assert get(client, season, appraised.user_of(season, place), page).status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_after_the_conclusion_every_member_sees_it_and_no_stranger(client, season, page):
    stranger = world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="nguoi-la").user

    assert get(client, season, appraised.user_of(season, MEMBER), page).status_code == 200
    assert get(client, season, stranger, page).status_code == 404


def test_a_member_sees_no_nomination_of_others_until_it_is_endorsed(client, season):
    row = ranked.propose(season)
    member = appraised.user_of(season, MEMBER)

    assert "kt-chip--honour" not in get(client, season, member).text
    assert "kt-chip--honour" in get(client, season, world.head_of(season)).text
    nominations.endorse(row, votes=None, votes_base=None, by=None)
    assert "kt-chip--honour" in get(client, season, member).text


def test_an_honour_is_a_link_only_for_who_may_open_its_nomination(client, season):
    row = ranked.propose(season)
    nominations.endorse(row, votes=None, votes_base=None, by=None)
    link = f'href="{row.get_absolute_url()}"'

    assert link in get(client, season, world.head_of(season)).text
    for user in (
        appraised.user_of(season, MEMBER),
        world.person(row.agency, Post.Kind.CERTIFICATE_OFFICER, username="in-bang").user,
    ):
        seen = get(client, season, user).text
        assert (link in seen, "kt-chip--honour" in seen) == (False, True)


def test_the_head_puts_an_agency_forward_from_its_line(client, season):
    ranked.limit(season, ranked.FLAG, 1)
    form, agency = ranked.form(season, ranked.FLAG), world.members(season.bloc)[0]
    link = f"{reverse('awards:nomination_new', args=[season.pk])}?agency={agency.pk}&form={form.pk}"

    page = get(client, season, world.head_of(season)).text
    assert f'href="{link.replace("&", "&amp;")}"' in page

    chosen = client.get(link).context["form"]
    assert (chosen.agency, chosen["form"].value(), chosen["subject"].value()) == (
        agency,
        str(form.pk),
        "agency",
    )


def test_nobody_else_is_offered_that(client, season):
    ranked.limit(season, ranked.FLAG, 1)

    for place in (DEPUTY, MEMBER):
        assert "kt-suggest" not in get(client, season, appraised.user_of(season, place)).text


@pytest.mark.parametrize("page", PAGES)
def test_the_board_and_the_page_tell_a_crossed_quota(client, page):
    season = reported.concluded(lowered=("50", "49", "49"))
    ranked.limit(season, ranked.FLAG, 2)

    answer = get(client, season, appraised.user_of(season, MEMBER), page)

    assert "Thứ 2 có 2 đơn vị, hạn mức Cờ thi đua của Chính phủ còn 1." in answer.text


def test_a_member_without_penalty_shows_a_plain_nought(client, season):
    text = get(client, season, world.head_of(season)).text

    assert text.count('<td class="num d-none d-md-table-cell">0</td>') == 3


def test_the_workbook_holds_the_places_and_the_honours(client, season):
    ranked.propose(season)

    answer = get(client, season, world.head_of(season), format="xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))

    assert rows[1] == (1, "Ban Một", 50, 30, 0, 0, 80, "Cờ thi đua của Chính phủ")
    assert rows[3] == (3, "Ban Ba", 48, 30, 0, 0, 78, None)


def test_htmx_gets_the_board_alone(client, season):
    client.force_login(world.head_of(season))
    url = reverse("conferences:board", args=[season.pk])

    whole, part = client.get(url), client.get(url, headers={"HX-Request": "true"})

    assert "<html" in whole.text
    assert part.text.lstrip().startswith("<header>")
    assert "Đã chốt điểm" in part.text


def queries(client, season, page):
    url = reverse(page, args=[season.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("page", "most"), [("conferences:ranking", 20), ("conferences:board", 15)])
def test_one_honour_and_quota_ask_as_much_as_three(client, season, page, most):
    client.force_login(world.head_of(season))
    ranked.limit(season, ranked.FLAG, 1)
    ranked.propose(season)
    one = queries(client, season, page)
    for place, code in ((2, ranked.MERIT), (3, "ministry-flag")):
        ranked.limit(season, code, 1)
        ranked.propose(season, place, code)

    assert queries(client, season, page) == one
    assert one <= most


@pytest.mark.hostile
@pytest.mark.parametrize("page", PAGES)
def test_hostile_names_stay_text(client, page):
    hostile = "<script>alert(1)</script>"
    season = reported.concluded((hostile, "Ban Hai"))

    text = get(client, season, world.head_of(season), page).text

    assert hostile not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
