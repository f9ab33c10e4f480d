"""The page of a long book: 100 numbers at a time, searched without accents, and a few questions only."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.awards import many, scene
from tests.awards.pages import url
from tests.results import appraised

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(client):
    """The address of a book of 250 numbers, 1 to 125 collectives; the head's clerk is signed in."""
    season = many.decision(250).season
    client.force_login(appraised.user_of(season, scene.HEAD))
    return url("register", season)


def numbers(answer):
    found = [str(entry) for entry in answer.context["page"]]
    return found[0], found[-1], len(found)


def test_a_long_book_comes_in_pages_of_a_hundred(client, book):
    first, last = client.get(book), client.get(book, {"page": "3", "year": "2023"})

    assert [numbers(page) for page in (first, last)] == [
        ("01/2023", "100/2023", 100),
        ("201/2023", "250/2023", 50),
    ]
    assert '<a class="btn btn-secondary btn-sm" rel="next" href="?page=2">Trang sau</a>' in first.text
    assert 'rel="prev" href="?page=2&amp;year=2023">Trang trước</a>' in last.text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nguyen van an", ("126/2023", "225/2023", 100)),
        ("7", ("07/2023", "07/2023", 1)),
        ("007/2023", ("07/2023", "07/2023", 1)),
        ("vu 12", ("12/2023", "125/2023", 7)),
    ],
)
def test_names_and_numbers_are_found(client, book, words, found):
    assert numbers(client.get(book, {"q": words})) == found


def test_what_is_searched_stays_on_the_next_page_in_the_book_and_in_excel(client, book):
    page = client.get(book, {"q": "an", "year": "2023"})

    assert 'rel="next" href="?q=an&amp;year=2023&amp;page=2"' in page.text
    assert f'<input type="hidden" name="book" value="{page.context["book"].pk}">' in page.text
    sheet = client.get(book, {"q": "vu 12", "format": "xlsx"})
    assert load_workbook(BytesIO(sheet.content)).active.max_row == 1 + 7


@pytest.mark.parametrize("words", ["không có ai", "0", "9" * 30, "7/2022"])
def test_a_search_that_finds_nothing_says_what_else_to_try(client, book, words):
    assert "Không tìm thấy số nào" in client.get(book, {"q": words}).text


def test_the_page_asks_as_much_for_three_numbers_as_for_one(client):
    season = scene.appraised_season()
    client.force_login(appraised.user_of(season, scene.HEAD))
    asked = []
    for number, names in (("5", ["Vụ Một"]), ("6", ["Vụ Hai", "Vụ Ba"])):
        rows = [scene.nomination(season, of=scene.collective(season, name=name)) for name in names]
        scene.issued_decision(season, rows, number=number)
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(url("register", season), {"q": "vu"}).context["page"]) == len(asked) * 2 + 1
        asked.append(len(queries))

    assert asked[0] == asked[1]
