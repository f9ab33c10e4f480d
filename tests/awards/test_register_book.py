"""The golden register keeps itself, and is printed as a book with every number, voided ones struck."""

import pytest
from django.db import DatabaseError, transaction

from awards.models import Register, RegisterEntry
from awards.registering import register_book, registers
from documents import layouts
from documents.blocks import Table, thaw
from documents.papers import render_bytes
from tests.awards import scene
from tests.awards.pages import account, url
from tests.awards.test_decisions import refusal
from tests.documents.reading import block_words, pages, pdf_words, word_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.appraised_season()


@pytest.fixture
def book(season):
    scene.issued_decision(season)
    registers.void(RegisterEntry.objects.get(number=1), reason="Ghi sai tên", by=None)
    return Register.objects.get()


def test_the_database_keeps_what_was_entered(book):
    entries, books = RegisterEntry.objects.filter(number=1), Register.objects.filter(pk=book.pk)
    acts = [
        entries.delete,
        lambda: entries.update(number=9),
        lambda: entries.update(void_reason=""),
        lambda: books.update(next_number=2),
        lambda: books.update(first_number=0),
        lambda: books.update(year=2024),
    ]
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            entries._raw_delete(entries.db) if act == entries.delete else act()
    assert [entry.number for entry in RegisterEntry.objects.all()] == [1, 2]


def test_every_number_stands_in_the_book_voided_ones_struck_with_their_reason(book):
    paper = register_book.issue(book, by=None).book

    (table,) = [block for block in thaw(paper.blocks) if isinstance(block, Table)]
    assert [(row.kind, *row.cells[:2], row.cells[-1]) for row in table.rows] == [
        ("void", "01/2023", "Tập thể Vụ 1", "Đã hủy số: Ghi sai tên"),
        ("normal", "02/2023", "Bà Trần Thị Mai", ""),
    ]
    page = " ".join(pages(render_bytes(paper, "pdf"))[0].split())
    assert "Sổ ghi từ số 01/2023 đến số 02/2023, gồm 02 số liên tục, trong đó 01 số đã hủy" in page


@pytest.mark.parametrize("form", ["party", "state"])
def test_pdf_and_word_say_the_same(season, book, form):
    season.__class__.objects.filter(pk=season.pk).update(form=form)
    paper = register_book.issue(book, by=None).book
    blocks, layout = thaw(paper.blocks), layouts.named(paper.layout)

    as_pdf = pdf_words(render_bytes(paper, "pdf"), blocks, layout)

    assert as_pdf == word_words(render_bytes(paper, "docx")) == block_words(blocks, layout)
    assert layout.form == form


def test_a_book_that_has_not_changed_is_the_same_paper(season, book):
    first = register_book.issue(book, by=None).book
    assert register_book.issue(book, by=None).book == first

    scene.issued_decision(season, [scene.nomination(season)], number="06")

    assert register_book.issue(book, by=None).book != first


def test_an_empty_book_is_not_printed(season):
    empty = registers.open_register(scene.member(season, 1), 2023, first_number=1, by=None)

    assert refusal(register_book.issue, empty, by=None).startswith("Sổ chưa có số nào nên chưa có gì để in.")


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_book_is_asked_for_and_watched_by_those_who_read_the_register(client, season, book, format):
    client.force_login(account(season, "head"))
    urls = [url(f"book_{step}", book, format) for step in ("print", "progress", "file")]

    assert f'action="{urls[0]}"' in client.get(url("register", season)).text
    assert client.post(urls[0]).url == urls[1]
    assert client.get(urls[1]).status_code == 200
    assert client.get(urls[2]).url == urls[1]
    client.force_login(account(season, "member"))
    assert client.post(urls[0]).status_code == client.get(urls[1]).status_code == 404
