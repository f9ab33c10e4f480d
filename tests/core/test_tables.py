"""Rows as lines and back: every kind of field there is, to the last microsecond."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from core import tables
from core.models import Entry
from core.tables import ForeignRowsError

PLAIN = {  # kinds that JSON holds as they are
    "AutoField",
    "BigAutoField",
    "BigIntegerField",
    "BooleanField",
    "CharField",
    "EmailField",
    "FloatField",
    "IntegerField",
    "JSONField",
    "PositiveBigIntegerField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "SlugField",
    "SmallIntegerField",
    "TextField",
}
MOMENT = datetime(2023, 12, 6, 9, 30, 15, 123456, tzinfo=UTC)


def test_every_kind_of_field_is_carried():
    """A new kind needs a line in `tables.READ` or here, and a value below."""
    kinds = {
        getattr(field, "target_field", field).get_internal_type()
        for model in tables.kept(apps)
        for field in model._meta.concrete_fields
    }
    assert sorted(kinds - PLAIN - set(tables.READ)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (models.DateTimeField(), MOMENT),
        (models.DateField(), MOMENT.date()),
        (models.TimeField(), MOMENT.time()),
        (models.DecimalField(max_digits=6, decimal_places=2), Decimal("9.50")),
        (models.UUIDField(), UUID(int=7)),
        (models.BinaryField(), b"\x00\xff"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_what_json_has_no_kind_for_comes_back_as_it_was(field, value):
    assert tables.READ[field.get_internal_type()](tables._plain(value)) == value


@pytest.mark.django_db(transaction=True)
def test_history_goes_out_and_comes_back_to_the_microsecond():
    held = {"điểm": "9.50", "b": [1, None, True], "a": {"z": 1, "y": ""}}
    facts = {"subject_type": "core.user", "subject_id": 1, "before": held, "reason": "Dòng\nhai “ngoặc” 💡"}
    Entry.objects.create(at=MOMENT, act="sheet.submit", **facts)
    written = list(tables.lines(Entry))

    with pytest.raises(ForeignRowsError):
        tables.load(Entry, [b'["id"]\n', b"[1]\n"])
    entry = Entry.objects.get()
    lines = [written[0], written[1].replace(f',{entry.pk},"'.encode(), f',{entry.pk + 1},"'.encode(), 1)]

    assert tables.load(Entry, lines) == 1
    copy = Entry.objects.get(pk=entry.pk + 1)
    assert (copy.at, copy.before, copy.reason) == (entry.at, held, facts["reason"])
    assert copy.at.microsecond == 123456
