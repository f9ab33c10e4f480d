"""What is asked of the database when a row is kept: about the fields that changed, and those beside them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from blocs import criteria
from blocs.models import Criterion
from core import records
from core.models import Entry
from tests import world

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.fixture
def row():
    group = criteria.add_group(world.season().criteria, name="Nhóm", max_points=60, by=None)
    rule = {"kind": "ratio", "unit": "đề án", "ceiling": D(12)}
    facts = {"name": "Đề án", "guidance": "", "max_points": D(10), "evidence_required": False}
    criteria.add_criterion(group, **facts, **rule, by=None)
    return Criterion.objects.get(name="Đề án")


def test_what_did_not_change_is_not_asked_about(row, django_assert_num_queries):
    row.guidance = "Theo báo cáo"

    with django_assert_num_queries(5):  # savepoint, the row under its lock, update, history, release
        records.keep(row, by=None, act="criterion.change")


def test_what_the_database_checks_itself_is_not_asked_before(row, django_assert_num_queries):
    row.max_points = D(9)

    with django_assert_num_queries(5):
        records.keep(row, by=None, act="criterion.change")


def test_a_row_read_under_the_lock_of_all_its_writers_is_not_read_again(row, django_assert_num_queries):
    held = records.values(row)
    row.guidance = "Theo báo cáo"

    with transaction.atomic(), django_assert_num_queries(2):  # update, history
        records.keep(row, held=held, by=None, act="criterion.change")
    entry = Entry.objects.about(row).first()
    assert (entry.before, entry.after) == ({"guidance": ""}, {"guidance": "Theo báo cáo"})


def test_a_constraint_is_checked_whichever_of_its_fields_changed(row):
    row.max_points = D(13)

    with pytest.raises(ValidationError) as refused:
        records.keep(row, by=None, act="criterion.change")
    assert refused.value.messages == ["Điểm cao nhất khi vượt chỉ tiêu không được dưới điểm tối đa."]
