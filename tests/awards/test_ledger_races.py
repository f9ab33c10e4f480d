"""Two at the print ledger at once, on a real PostgreSQL: one of them is told, the book of phôi is right."""

from datetime import date

import pytest
from django.db import connection

from awards.models import BatchOutcome, HandOver, StockEntry
from awards.printing import batches, handing_over, print_outcomes, stock
from core.rules import RuleError
from documents.models import Job
from tests.awards import printed
from tests.awards.test_register_races import at_once

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

DAY = date(2024, 1, 25)


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def test_a_batch_comes_out_once_a_sheet_is_handed_over_once_and_the_stock_follows():
    decision = printed.decision(collectives=2, persons=1)
    batch = printed.made(decision)
    facts = {"name": "Phôi A4", "count": 40, "on": DAY, "note": "Nhận"}
    blanks = stock.open_kind(decision.issuing_agency, **facts, by=None)

    told = at_once(*[lambda: print_outcomes.came_out(batch, stock=blanks, by=None)] * 3)
    first, second, third = batch.sheets.order_by("page")
    at_once(*[lambda s=s: batches.reprint(s, reason="Kẹt giấy", by=None) for s in (first, second, third)])
    facts = {"to": "recipient", "on": DAY, "by": None}
    handed = at_once(*[lambda: handing_over.hand(decision, [first.certificate], **facts)] * 3)
    entry = StockEntry.objects.get(kind="received")
    back = at_once(*[lambda: stock.reverse(entry, reason="Nhầm", by=None)] * 2)

    refused = [sum(isinstance(each, RuleError) for each in said) for said in (told, handed, back)]
    assert refused == [2, 2, 1]
    assert (BatchOutcome.objects.count(), HandOver.objects.count()) == (1, 1)
    (row,) = stock.of(decision.issuing_agency_id)
    assert (row.received, row.used, row.spoilt) == (0, 3, 3)


def test_a_preview_two_ask_for_at_once_is_one_job():
    decision = printed.decision(collectives=0, persons=1)
    certificate = decision.lines.get().certificates.get()

    asked = at_once(*[lambda: batches.preview(certificate, by=None)] * 3)

    assert {each.preview_id for each in asked} == {Job.objects.get(task=batches.PREVIEW).pk}
