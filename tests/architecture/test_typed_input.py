"""Dates and numbers that people type are read by our own form fields only.

Django's IntegerField reads 1.000 as 1, its DecimalField refuses 9,5, and its sentences do not say what to
type instead.
"""

import ast

import pytest
from django.conf import settings

OURS = {
    "DateField": "inputs.DateField",
    "DecimalField": "inputs.PointsField",
    "FloatField": "inputs.PointsField",
    "IntegerField": "inputs.IntegerField or inputs.MoneyField",
    "TimeField": "inputs.TimeField",
}


def foreign_fields(source):
    """Return the names of Django's form fields that `source` uses though we have our own."""
    tree = ast.parse(source)
    imported = {
        f"{node.module}.{alias.name}": alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    direct = [name.rpartition(".")[2] for name in imported if name.startswith("django.forms")]
    module = imported.get("django.forms")
    through = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == module
    ]
    return sorted(OURS.keys() & {*direct, *through})


def sources():
    files = (path for app in settings.LINE for path in (settings.BASE_DIR / app).rglob("*.py"))
    return [pytest.param(path, id=str(path.relative_to(settings.BASE_DIR))) for path in sorted(files)]


@pytest.mark.parametrize("path", sources())
def test_no_form_reads_dates_or_numbers_with_djangos_fields(path):
    assert {name: OURS[name] for name in foreign_fields(path.read_text())} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from django import forms\nyear = forms.IntegerField()", ["IntegerField"]),
        ("from django import forms as f\nyear = f.FloatField()", ["FloatField"]),
        ("from django.forms import DateField, CharField", ["DateField"]),
        ("from django.forms.fields import DecimalField as Points", ["DecimalField"]),
        ("from django.db import models\nday = models.DateField()", []),
        ("from core import inputs\nday = inputs.DateField()", []),
        ("from django import forms\nname = forms.CharField()", []),
    ],
)
def test_the_search_finds_every_way_to_use_one(source, found):
    assert foreign_fields(source) == found
