"""Django's own form fields under our settings: what they may be trusted with, and what not."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone, translation

FIELDS = {
    "date": forms.DateField(),
    "model date": models.DateField().formfield(),
    "moment": forms.DateTimeField(),
    "points": forms.DecimalField(decimal_places=2),
    "points in our notation": forms.DecimalField(localize=True),
    "count": forms.IntegerField(),
}

REFUSED = [
    ("date", "31/02/2026"),
    ("date", "03/25/2026"),
    ("date", "Mar 5 2026"),
    ("date", "5 March 2026"),
    ("date", "05/03/26"),
    ("model date", "03/25/2026"),
    ("moment", "03/25/2026 09:30"),
    ("points", "9,5"),
    ("points", "1.000"),
    ("points", "1.000,5"),
    ("count", "30.360.000"),
]

READ = [
    ("date", "05/03/2026", date(2026, 3, 5)),  # Django's Vietnamese formats: 3 May
    ("date", "03/05/2026", date(2026, 5, 3)),
    ("date", "2026-03-05", date(2026, 3, 5)),
    ("model date", "05/03/2026", date(2026, 3, 5)),
    ("moment", "05/03/2026 09:30", datetime(2026, 3, 5, 9, 30)),
    ("points", "9.5", Decimal("9.5")),
    ("points in our notation", "9,5", Decimal("9.5")),
    ("count", "1.000", 1),  # why our forms use core.inputs.IntegerField
]


@pytest.fixture(params=["vi", None], ids=["in Vietnamese", "without a language"])
def language(request):
    """None is what a management command runs under that says no_translations."""
    with translation.override(request.param):
        yield


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(("field", "typed", "value"), READ[:5])
def test_a_date_is_read_day_first(field, typed, value):
    read = FIELDS[field].clean(typed)
    assert (timezone.make_naive(read) if isinstance(read, datetime) else read) == value


@pytest.mark.parametrize(("field", "typed", "value"), READ[5:])
def test_a_number_is_read_in_one_of_two_notations_only(field, typed, value):
    assert FIELDS[field].clean(typed) == value


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(("field", "typed"), REFUSED)
def test_what_is_written_another_way_is_refused(field, typed):
    with pytest.raises(ValidationError):
        FIELDS[field].clean(typed)


def test_a_date_is_shown_day_first():
    assert formats.date_format(date(2026, 3, 5)) == "05/03/2026"
    assert formats.localize(date(2026, 3, 5)) == "05/03/2026"
    assert formats.localize(datetime(2026, 3, 5, 9, 30)) == "09:30, 05/03/2026"
    assert formats.localize(Decimal("9.5")) == "9,5"
