"""The pages of reorganisation: the effect is shown first, then it is confirmed; nonsense is refused."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from members import agencies, provinces, successions
from members.models import Agency, AgencyName, Post, Succession
from tests import world
from tests.members import reorganised
from tests.members.reorganised import DAY, DECISION, merged

pytestmark = pytest.mark.django_db
TYPED = {
    "happens_on": "3/2/2025",
    "decision": "158-QĐ/TW",
    "decided_on": "",
    "authority": "Bộ Chính trị",
    "note": "",
}


@pytest.fixture
def two():
    return reorganised.propaganda_and_mass()


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.at(date(2025, 2, 5)):
        yield


@pytest.fixture
def officer(client):
    user = world.officer()
    client.force_login(user)
    return user


def url(name, row):
    return reverse(f"members:{name}", args=[row.pk])


def test_the_effect_is_shown_before_anything_is_written_and_the_second_step_writes(client, officer, two):
    world.person(two[0], Post.Kind.CLERK)
    facts = {**TYPED, "predecessors": [two[0].pk]}

    shown = client.post(url("agency_merge", two[1]), facts)
    assert shown.context["touched"] == [(two[0], ["1 người đang giữ chức trách"])]
    assert Succession.objects.count() == 0

    again = client.post(url("agency_merge", two[1]), facts | {"again": "1"})
    assert again.context["form"]["decision"].value() == "158-QĐ/TW"
    done = client.post(url("agency_merge", two[1]), facts | {"confirmed": "1"}, follow=True)
    assert done.redirect_chain == [(two[1].get_absolute_url(), 302)]
    assert (Succession.objects.get().happens_on, Succession.objects.get().authority) == (DAY, "Bộ Chính trị")


def test_the_second_click_is_refused_in_words(client, officer, two):
    facts = {**TYPED, "predecessors": [two[0].pk], "confirmed": "1"}
    client.post(url("agency_merge", two[1]), facts)

    second = client.post(url("agency_merge", two[1]), facts)

    assert second.status_code == 200
    assert second.context["form"].is_valid() is False
    assert Succession.objects.count() == 1


@pytest.mark.parametrize("day", ["", "31/02/2025", "hôm nay", "1/1/1900", "1/1/2999", "99999999"])
def test_a_senseless_day_is_refused_at_its_field(client, officer, two, day):
    facts = {**TYPED, "predecessors": [two[0].pk], "happens_on": day, "confirmed": "1"}
    answer = client.post(url("agency_merge", two[1]), facts)

    assert list(answer.context["form"].errors) == ["happens_on"]
    assert Succession.objects.count() == 0


@pytest.mark.parametrize("chosen", [["0"], ["9" * 30], ["x"], []])
def test_an_agency_that_is_not_there_is_refused(client, officer, two, chosen):
    answer = client.post(url("agency_merge", two[1]), {**TYPED, "predecessors": chosen, "confirmed": "1"})

    assert list(answer.context["form"].errors) == ["predecessors"]


@pytest.mark.parametrize("name", ["agency_merge", "agency_split", "agency_dissolve", "agency_rename"])
def test_only_council_officers_reorganise(client, two, name):
    client.force_login(world.person(two[0], Post.Kind.LEADER, username="ha").user)

    assert client.get(url(name, two[0])).status_code == 403
    assert client.post(url(name, two[0]), {**TYPED, "confirmed": "1"}).status_code == 403


def test_split_dissolve_and_rename_have_their_pages(client, officer, two):
    third = world.agency("Ban Ba")
    split = {**TYPED, "into": [two[1].pk], "taker": "", "confirmed": "1"}
    renamed = {"name": "Ban Tuyên vận", "short_name": "BTV", "code": "BTV", **TYPED, "confirmed": "1"}

    client.post(url("agency_split", two[0]), split)
    client.post(url("agency_rename", two[0]), renamed)
    client.post(url("agency_dissolve", third), {**TYPED, "confirmed": "1"})

    kinds = sorted(Succession.objects.values_list("kind", flat=True))
    assert kinds == ["dissolve", "rename", "split"]
    assert two[0].names.latest("valid_from").brought_by.decision == "158-QĐ/TW"
    page = client.get(third.get_absolute_url())
    assert page.context["lineage"].dissolved_by.decision == "158-QĐ/TW"


def test_a_decision_is_corrected_and_a_wrong_act_undone(client, officer, two):
    act = merged(two[0], into=two[1])
    corrected = {"decision": "185-QĐ/TW", "decided_on": "20/1/2025", "authority": "", "note": ""}

    client.post(url("succession_correct", act), corrected)
    assert Succession.objects.get().decision == "185-QĐ/TW"
    assert client.post(url("succession_cancel", act), {"reason": ""}).status_code == 200
    answer = client.post(url("succession_cancel", act), {"reason": "Ghi nhầm"})

    assert answer.url == two[1].get_absolute_url()
    assert Succession.objects.count() == 0
    assert client.get(url("succession_cancel", act)).status_code == 404


def test_the_list_says_until_when_and_costs_the_same(client, officer, two, django_assert_max_num_queries):
    merged(*two)

    rows = client.get(reverse("members:agencies")).context["rows"]
    with django_assert_max_num_queries(10):
        client.get(reverse("members:agencies"))

    ended = {agency.name: end.words for agency, end in rows if end}
    assert set(ended.values()) == {"đến 02/02/2025, nay thuộc Ban Tuyên giáo và Dân vận Trung ương"}
    assert set(ended) == {"Ban Tuyên giáo Trung ương", "Ban Dân vận Trung ương"}


def test_what_papers_show_is_kept_with_the_name(client, officer, two):
    row = two[0].names.get()
    lines = {"party_heading": "ĐẢNG CỘNG SẢN\r\nBAN TUYÊN GIÁO", "party_signer": "Trưởng ban"}

    client.post(url("agency_heading", row), lines | {"state_heading": "", "state_signer": ""})

    now = AgencyName.objects.get(pk=row.pk)
    assert (now.party_heading, now.party_signer) == ("ĐẢNG CỘNG SẢN\nBAN TUYÊN GIÁO", "Trưởng ban")


def test_province_and_contacts_are_kept(client, officer, two):
    facts = {"kind": "party", "place": "Cao Bằng", "superior": "", "province": "04", "address": "Sông Hiến"}
    contact = {"phone": "0206 3852 000", "email": "ban@caobang.gov.vn"}

    wrong = client.post(url("agency_correct", two[0]), facts | contact | {"email": "không"})
    client.post(url("agency_correct", two[0]), facts | contact)

    assert list(wrong.context["form"].errors) == ["email"]
    assert Agency.objects.get(pk=two[0].pk).get_province_display() == "Tỉnh Cao Bằng"


def test_there_are_thirty_four_provinces_six_of_them_cities():
    assert len(provinces.names()) == 34
    assert sum(name.startswith("Thành phố") for name in provinces.names().values()) == 6


def test_a_corrected_first_day_of_a_name_moves_its_act_too(two):
    new = {"name": "Ban Mới", "short_name": "BM", "code": "BM"}
    act = successions.rename(two[0], **new, happens_on=DAY, by=None, **DECISION)

    agencies.correct_name(act.names.get(), **new, valid_from=date(2025, 2, 1), by=None)

    assert Succession.objects.get().happens_on == date(2025, 2, 1)
