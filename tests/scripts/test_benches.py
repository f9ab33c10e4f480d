"""The benchmarks of workbooks run, small, and measure what they say they measure."""

import importlib
import io
import re

import pytest
from openpyxl import load_workbook

from bench import workbook

members = importlib.import_module("bench.import")  # a name that Python keeps for itself

pytestmark = pytest.mark.django_db


def test_the_import_is_measured_over_reading_the_same_rows(capsys):
    members.measure(5, 1)

    assert re.match(r"import: ratio=[0-9.]+ aim=2 rows=5 ", capsys.readouterr().out)


def test_both_readings_find_every_row():
    content = members.workbook(7)

    assert (members.ours(content, 7), members.merely(content)) == (7, 7)


def test_the_summary_workbook_is_measured_over_writing_the_same_cells(capsys):
    workbook.measure(2, 1, 1)

    assert re.match(r"workbook: ratio=[0-9.]+ aim=5 members=2 criteria=5 seconds=", capsys.readouterr().out)


def test_the_reference_writes_the_same_cells(monkeypatch):
    kept = io.BytesIO()
    monkeypatch.setattr(workbook.io, "BytesIO", lambda *_: kept)
    workbook.merely([("Tổng hợp", [(1, "Ban Một", None)]), ("Ban Một", [("=1+1",)])])

    monkeypatch.undo()
    assert load_workbook(io.BytesIO(kept.getvalue())).sheetnames == ["Tổng hợp", "Ban Một"]
