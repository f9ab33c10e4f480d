"""Agencies keep their identity while names come and go on dates."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core import clock
from core.models import Entry
from core.rules import RuleError
from core.text import title_key
from members import agencies, successions
from members.models import Agency
from tests import world

pytestmark = pytest.mark.django_db
MERGED = {"name": "Ban Tuyên giáo và Dân vận Trung ương", "short_name": "Ban TGDV", "code": "BTGDVTW"}


def test_an_agency_has_the_name_of_the_day_asked_for():
    agency = world.agency("Ban Tuyên giáo Trung ương")
    successions.rename(agency, **MERGED, happens_on=date(2025, 2, 3), decision="158-QĐ/TW", by=None)

    assert Agency.objects.named(date(2025, 2, 2)).get().name == "Ban Tuyên giáo Trung ương"
    assert Agency.objects.named(date(2025, 2, 3)).get().name == "Ban Tuyên giáo và Dân vận Trung ương"


def test_before_its_first_name_an_agency_goes_by_that_one():
    agency = world.agency("Ban Tuyên giáo Trung ương")
    successions.rename(agency, **MERGED, happens_on=date(2025, 2, 3), decision="158-QĐ/TW", by=None)

    with clock.at(date(2014, 12, 31)):
        assert Agency.objects.named().get().name == "Ban Tuyên giáo Trung ương"
        assert str(Agency.objects.get()) == "Ban Tuyên giáo Trung ương"


def test_an_agency_that_begins_next_year_is_entered_and_found(client):
    client.force_login(world.officer())
    facts = {"name": "Ban Mới", "short_name": "Ban Mới", "code": "BM", "kind": "party", "place": "Hà Nội"}

    answer = client.post(reverse("members:agency_new"), {**facts, "valid_from": "01/01/2099"}, follow=True)

    assert answer.status_code == 200
    assert answer.context["agency"].name == "Ban Mới"


def test_a_new_name_cannot_begin_before_the_latest_one():
    agency = world.agency("Ban Tuyên giáo Trung ương")

    with pytest.raises(RuleError) as refusal:
        successions.rename(agency, **MERGED, happens_on=world.LONG_AGO, decision="158-QĐ/TW", by=None)

    assert str(refusal.value) == (
        "Tên mới phải dùng từ sau ngày 01/01/2015, là ngày tên “Ban Tuyên giáo Trung ương” bắt đầu."
    )
    assert agency.names.count() == 1


def test_an_old_name_still_finds_the_agency_without_accents():
    agency = world.agency("Ban Tuyên giáo Trung ương")
    successions.rename(agency, **MERGED, happens_on=date(2025, 2, 3), decision="158-QĐ/TW", by=None)

    assert list(Agency.objects.named().search("tuyen giao trung uong")) == [agency]
    assert list(Agency.objects.named().search("dan van")) == [agency]
    assert list(Agency.objects.named().search("noi chinh")) == []


def test_two_agencies_cannot_take_the_same_name_on_the_same_day():
    world.agency("Báo Nhân Dân", code="BND")

    with pytest.raises(ValidationError) as refusal:
        world.agency("Báo Nhân Dân", code="BND2")

    assert refusal.value.messages == ["Đã có một cơ quan mang tên này từ cùng ngày."]
    assert Agency.objects.count() == 1


def test_a_slip_in_a_name_is_mended_everywhere(client):
    agency = world.agency("Ban Tuyên dáo Trung ương")
    client.force_login(world.officer())
    facts = {"name": "Ban Tuyên giáo Trung ương", "short_name": "Ban TG", "code": "BTGTW"}
    url = reverse("members:agency_name_correct", args=[agency.names.get().pk])

    page = client.post(url, {**facts, "valid_from": "01/02/2014"}, follow=True).context["agency"]

    assert (page.name, page.names.count()) == ("Ban Tuyên giáo Trung ương", 1)
    assert list(Agency.objects.named().search("tuyen giao")) == [agency]
    assert page.sort_key == title_key("Ban Tuyên giáo Trung ương")


def test_a_mended_date_cannot_change_the_order_of_the_names():
    agency = world.agency("Ban Tuyên giáo Trung ương")
    successions.rename(agency, **MERGED, happens_on=date(2025, 2, 3), decision="158-QĐ/TW", by=None)
    first = agency.names.earliest("valid_from")
    facts = {"name": first.name, "short_name": first.short_name, "code": first.code, "by": None}

    for day in (date(2025, 2, 3), date(2026, 1, 1)):
        with pytest.raises((RuleError, ValidationError)):
            agencies.correct_name(first, **facts, valid_from=day)
    agencies.correct_name(first, **facts, valid_from=date(2025, 2, 2))

    assert Agency.objects.named(date(2025, 2, 2)).get().name == "Ban Tuyên giáo Trung ương"


def test_a_correction_is_entered_with_what_it_changed():
    agency = world.agency()
    agencies.correct(agency, kind="party", place="Thành phố Huế", superior="", by=None)

    entry = Entry.objects.about(agency).first()

    assert (entry.act, entry.before, entry.after) == (
        "agency.correct",
        {"place": "Hà Nội"},
        {"place": "Thành phố Huế"},
    )
