"""The catalogue: dated rows with their source, loaded once however often."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from awards.cataloguing import catalogue
from awards.models import AwardForm
from core.models import Entry

short_names = import_module("awards.migrations.0003_short_names")
pytestmark = pytest.mark.django_db

STATE_LEVEL = ["government-flag", "national-fighter", "labour-order", "pm-merit"]


def test_loading_again_changes_nothing():
    before = list(AwardForm.objects.order_by("pk").values())
    entries = Entry.objects.count()

    catalogue.load(by=None)

    assert list(AwardForm.objects.order_by("pk").values()) == before
    assert Entry.objects.count() == entries


def test_loading_mends_a_row_and_says_so():
    row = AwardForm.objects.on(date(2024, 6, 1)).get(code="pm-merit")
    AwardForm.objects.filter(pk=row.pk).update(name="Bằng khen Thủ tướng")

    catalogue.load(by=None)

    row.refresh_from_db()
    assert row.name == "Bằng khen của Thủ tướng Chính phủ"
    entry = Entry.objects.about(row).first()
    assert (entry.act, entry.before, entry.after) == (
        "award_form.correct",
        {"name": "Bằng khen Thủ tướng"},
        {"name": "Bằng khen của Thủ tướng Chính phủ"},
    )


def test_what_member_agencies_receive_has_a_label_that_fits_beside_a_name():
    labels = {row["short_name"] for row in catalogue.rows() if row["for_agency"]}

    assert {"Cờ thi đua", "Bằng khen TTCP"} < labels
    assert max(map(len, labels)) <= len("Bằng khen TTCP")


def test_an_older_installation_gets_the_labels_of_the_catalogue():
    catalogue_of_now = list(AwardForm.objects.order_by("pk").values_list("short_name", flat=True))
    for code, (entered, _) in short_names.SHORTER.items():
        AwardForm.objects.filter(code=code).update(short_name=entered)

    short_names.shorten(apps, None)

    assert list(AwardForm.objects.order_by("pk").values_list("short_name", flat=True)) == catalogue_of_now


def test_a_label_that_was_changed_by_hand_is_left_alone():
    AwardForm.objects.filter(code="pm-merit").update(short_name="Bằng khen TTg")

    short_names.shorten(apps, None)

    assert set(AwardForm.objects.filter(code="pm-merit").values_list("short_name", flat=True)) == {
        "Bằng khen TTg"
    }


def test_every_row_names_its_source():
    assert [row["code"] for row in catalogue.rows() if not row["source"].strip()] == []


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 1, 1), date(2026, 11, 20)])
def test_on_any_day_each_form_holds_once(day):
    codes = [row.code for row in AwardForm.objects.on(day)]

    assert len(codes) == 14
    assert len(set(codes)) == 14


def test_what_was_never_read_in_its_text_is_marked():
    before = {row.code for row in AwardForm.objects.on(date(2023, 6, 1)) if not row.recalled}
    now = {row.code for row in AwardForm.objects.on(date(2024, 6, 1)) if not row.recalled}

    assert before == set()
    assert now == {"government-flag", "national-fighter", "pm-merit", "advanced-worker", "unit-merit"}


def test_the_order_is_that_of_a_ceremony():
    forms = list(AwardForm.objects.on(date(2024, 6, 1)))

    assert [row.code for row in forms][:4] == STATE_LEVEL
    levels = [row.level for row in forms]
    assert levels == sorted(levels, key=["state", "ministry", "bloc", "unit"].index)


def test_only_the_leads_own_form_is_printed_here():
    assert [row.code for row in AwardForm.objects.on(date(2024, 6, 1)).filter(own=True)] == ["head-merit"]
