"""The benchmark of a long report in a small size: it runs, and both references say what the report says."""

import re

import pypdfium2
import pytest

from bench import _office, _report, report
from documents.models import Rendition
from documents.papers import render_bytes
from tests.documents import reading

SMALL = {"persons": 2, "sentences": 1}
OURS = r"report: ratio=[0-9.]+ aim=1.5 same_style=[0-9.]+ pages=\d+ seconds=[0-9.]+ reference=[0-9.]+ .*\n"


@pytest.fixture(scope="module")
def small():
    return _report.frozen(**SMALL)


def test_a_report_is_measured_against_the_defaults_and_the_office(capsys, monkeypatch):
    monkeypatch.setattr(_office, "found", lambda: "soffice")
    monkeypatch.setattr(
        _office, "cpu", lambda office, folder, source: {"whole": 3, "start": 1}[source.stem]
    )  # starting an office takes seconds

    report.run(rounds=1, **SMALL)

    word = r"report-word: ratio=[0-9.]+ aim=1 seconds=[0-9.]+ reference=2.00 .*\n"
    assert re.fullmatch(OURS + word, capsys.readouterr().out)


def test_without_an_office_only_the_defaults_are_measured(capsys, monkeypatch):
    monkeypatch.setattr(_office, "found", lambda: None)

    report.run(rounds=1, **SMALL)

    told = "report-word: không đo, vì máy chưa có LibreOffice Writer \\(soffice\\).\n"
    assert re.fullmatch(OURS + told, capsys.readouterr().out)


def test_the_references_say_what_our_paper_says(small):
    ours = " ".join(reading.pages(report.ours(small))).split()
    word = reading.word_words(render_bytes(small, Rendition.Format.WORD))

    assert " ".join(reading.pages(report.by_defaults(report.html(small), small.layout))).split() == ours
    assert {"sở,", "Nghiệp", "24/24", "31.500.000"} <= {*word} & {*ours}


def test_the_report_has_some_forty_pages():
    assert 38 <= len(pypdfium2.PdfDocument(report.ours(_report.frozen()))) <= 44
