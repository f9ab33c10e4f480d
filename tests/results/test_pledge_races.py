"""The signing of the pledge against a member that takes its targets back, on a real PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from core.rules import RuleError
from results import papers, pledges
from results.models import Pledge, PledgeSigning
from tests import world
from tests.results.at_once import need_postgresql

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    need_postgresql()


def test_no_targets_are_taken_back_while_all_are_signing(monkeypatch):
    season = world.pledging()
    pledge, *_ = [world.pledged(season, agency) for agency in world.members(season.bloc)]
    checked, issue = threading.Event(), papers.issue_pledge

    def issue_slowly(*args, **facts):
        checked.set()  # every member was found handed in; the paper is being made
        threading.Event().wait(0.5)
        return issue(*args, **facts)

    def take_back():
        try:
            assert checked.wait(timeout=10)
            pledges.take_back(Pledge.objects.get(pk=pledge.pk), by=None)
            return "taken back"
        except RuleError as refusal:
            return str(refusal)
        finally:
            connection.close()

    monkeypatch.setattr(papers, "issue_pledge", issue_slowly)
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(take_back)
        pledges.conclude(season, signed_on=date(2023, 3, 10), by=None)

    assert answer.result() == ("Chỉ tiêu giao ước ghi ở bước Ký giao ước; năm này đang ở bước Thực hiện.")
    assert PledgeSigning.objects.count() == 1
    assert set(Pledge.objects.values_list("state", flat=True)) == {"handed_in"}
