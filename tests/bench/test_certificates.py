"""The benchmarks of certificates in a small size: they run, and say so when a reference is not there."""

import base64
import importlib.util
import re
import shutil
from xml.etree import ElementTree

import pytest

from bench import _certificates, certificates, mailmerge, reportlab
from tests.documents import sheet_reading

PICTURE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}binary-data"
PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"


def test_a_certificate_is_measured_against_a_whole_page(capsys, monkeypatch):
    monkeypatch.setattr(
        certificates, "alone", lambda count: _certificates.part(0, count)
    )  # a whole page takes a second

    certificates.speed(batch=2, one_by_one=1, rounds=1)

    line = r"certificates: ratio=[0-9.]+ aim=120 per_cpu_second=\d+ reference=[0-9.]+ kb_each=[0-9.]+ .*\n"
    assert re.fullmatch(line, capsys.readouterr().out)


def test_the_memory_of_a_batch_is_that_of_a_process_of_its_own(capsys):
    certificates.memory(sizes=(1, 2))

    line = (
        r"certificates-memory: ratio=[0-9.]+ 1=\d+ 2=\d+ MB, aim=200 MB .*\n"
        r"certificates-two-up-memory: 2=\d+ MB, aim=200 MB .*\n"
    )
    assert re.fullmatch(line, capsys.readouterr().out)


def test_a_missing_reference_is_told_and_no_ratio_printed(capsys, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)

    reportlab.run(), mailmerge.run()

    assert capsys.readouterr().out.splitlines() == [
        "reportlab: không đo, vì máy chưa có reportlab (pip install reportlab).",
        "mailmerge: không đo, vì máy chưa có LibreOffice Writer (soffice).",
    ]


def test_a_certificate_is_measured_against_three_kinds_of_merged_letter(capsys, monkeypatch):
    seconds = {"svg": 0.08, "png": 0.1, "opaque": 0.004}  # of a page; starting an office takes seconds
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(
        mailmerge, "merged", lambda office, folder, count, kind="svg": 1 + count * seconds[kind]
    )

    mailmerge.run(rounds=1, batch=2)

    line = (
        r"mailmerge: ratio=[0-9.]+ aim=20 per_cpu_second=\d+ reference=12.5 .*\n"
        r"mailmerge-png: ratio=[0-9.]+ aim=60 opaque=[0-9.]+ per_cpu_second=\d+ reference=10.0 .*\n"
    )
    assert re.fullmatch(line, capsys.readouterr().out)


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("opaque", b"\x89PNG")])
def test_the_letter_of_the_reference_carries_the_frame(kind, begins):
    letter = ElementTree.fromstring(mailmerge.letter(1, kind))
    [frame] = letter.iter(PICTURE)

    assert base64.b64decode(frame.text).startswith(begins)


def test_the_letter_of_the_reference_says_what_the_certificate_says():
    letter = ElementTree.fromstring(mailmerge.letter(1))
    said = [each.text for each in letter.iter(PARAGRAPH) if each.text]

    printed = sheet_reading.texts(_certificates.part(0, 1))

    assert {"Nguyễn Thị Thắm", "Vào sổ vàng số: 1/2024", "Vũ Trọng Lâm"} <= {*said} & {*printed}
