"""A year in which nothing was proposed, decided or counted yet: every list and every file still answers."""

import pytest

from awards.registering import statistics
from tests.awards.pages import sheet_of, url

pytestmark = pytest.mark.django_db

PAGES = ["nominations", "nomination_board", "quotas", "decisions", "register", "statistics"]
PAGES += ["certificates", "dossiers", "holds", "workforce"]


def test_nobody_counted_is_no_data_and_no_fault(season):
    found = statistics.of([season])

    assert found.whole.total == 0
    assert (found.whole.women, found.whole.without_post) == ("Không có dữ liệu", "Không có dữ liệu")
    assert (found.forms, found.agencies, statistics.flat([season])) == ([], [], [])


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_year_is_a_page_and_a_workbook(head, season, page):
    answer = head.get(url(page, season))
    assert answer.status_code == 200
    workbook = head.get(url(page, season) + "?format=xlsx")
    if workbook.headers["Content-Type"].startswith("application/"):
        assert len(sheet_of(workbook)) >= 1
