"""The standing as PDF and Word: its table, its seal, and the figures for who may see them."""

from decimal import Decimal

import pytest
from django.urls import reverse

from documents.blocks import Figure, Note, Table
from results import appraisal, seals, standing_paper

from . import appraised
from .appraised import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    made = appraised.year()
    for place, points in ((HEAD, "50"), (DEPUTY, "44"), (MEMBER, "41")):
        appraised.finished(made, place, lowered=points)
    return made


def of_kind(kind, found):
    return [block for block in found if isinstance(block, kind)]


def test_the_table_stands_by_place_and_the_seal_under_it(season):
    appraisal.conclude(season, by=None)

    found = standing_paper.blocks(season, user=appraised.user_of(season, HEAD), follows=False)

    [table] = of_kind(Table, found)
    assert [(row.cells[0], row.cells[-1]) for row in table.rows] == [
        ("1", "80,00"),
        ("2", "74,00"),
        ("3", "71,00"),
    ]
    assert [note.text for note in of_kind(Note, found)] == [seals.words(seals.of(season))]


def test_groups_are_compared_by_the_best_the_middle_and_the_last(season):
    [figure] = of_kind(
        Figure, standing_paper.blocks(season, user=appraised.user_of(season, HEAD), follows=False)
    )

    assert figure.shows.series == ("Cao nhất", "Trung vị", "Thấp nhất")
    assert figure.shows.groups[0].values == (Decimal(50), Decimal(44), Decimal(41))


def test_what_the_appraisal_changed_is_for_who_may_see_all_lines(season):
    figures = of_kind(
        Figure, standing_paper.blocks(season, user=appraised.user_of(season, HEAD), follows=True)
    )

    assert [type(figure.shows).__name__ for figure in figures] == ["Bars", "Heat"]
    marks = [line.marks[0].told for line in figures[1].shows.lines]
    assert marks == ["", "−6,00", "−9,00"]


def test_a_member_gets_it_once_the_appraisal_is_concluded(season, client):
    page = reverse("results:standing_paper", args=[season.pk, "pdf"])
    client.force_login(appraised.user_of(season, MEMBER))
    assert client.get(page).status_code == 404

    appraisal.conclude(season, by=None)

    assert client.get(page).content.startswith(b"%PDF-")
    assert client.get(page.replace("/pdf/", "/exe/")).status_code == 404
