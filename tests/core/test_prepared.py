"""Questions that are put into SQL once: they answer as their queryset does, whatever is asked with them."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import DateField, Value
from django.test.utils import CaptureQueriesContext

from core import clock, history
from core.models import Entry
from core.prepared import Given, GivenMany, Prepared
from members.models import Agency, Post
from tests import world

pytestmark = pytest.mark.django_db

NAMES = Prepared(
    lambda: Agency.objects.filter(pk__in=GivenMany("keys")).order_by("sort_key").values_list("pk", "sort_key")
)
POST = Prepared(
    lambda: (
        Post.objects.on(Given("day", DateField()))
        .annotate(seven=Value(7))
        .select_related("person__agency", "person__joined_into")
        .filter(person=Given("person"))
    )
)


@pytest.fixture
def clerk():
    agency = world.members(world.bloc())[0]
    return world.person(agency, Post.Kind.CLERK, username="an")


def asked(question, **given):
    with CaptureQueriesContext(connection) as captured:
        found = question.all(**given)
    return found, len(captured)


def test_a_row_comes_with_what_was_selected_and_annotated(clerk):
    for _ in range(2):
        (post,), queries = asked(POST, day=clock.today(), person=clerk.pk)
        assert (post, post.kind, post.seven, queries) == (Post.objects.get(person=clerk), "clerk", 7, 1)
        with CaptureQueriesContext(connection) as captured:
            assert (post.person, post.person.agency.pk, post.person.joined_into) == (
                clerk,
                clerk.agency_id,
                None,
            )
        assert len(captured) == 0


def test_each_asking_has_its_own_values(clerk):
    other = world.person(clerk.agency, Post.Kind.LEADER, username="binh")

    assert POST.one(day=clock.today(), person=other.pk).person == other
    assert POST.one(day=clock.today(), person=clerk.pk).person == clerk
    assert POST.one(day=date(1990, 1, 1), person=clerk.pk) is None


def test_as_many_values_as_come_and_none_at_all(clerk):
    every = list(Agency.objects.order_by("sort_key").values_list("pk", "sort_key"))

    assert NAMES.all(keys=[pk for pk, _ in every]) == every
    assert NAMES.all(keys=[every[1][0]]) == every[1:2]
    assert NAMES.all(keys=[]) == []


def test_a_row_is_locked_in_a_transaction_only(transactional_db):
    locked = Prepared(lambda: Agency.objects.select_for_update().filter(pk=Given("pk")))

    with transaction.atomic():
        assert locked.one(pk=0) is None
    with pytest.raises(transaction.TransactionManagementError):
        locked.one(pk=0)


def test_what_would_be_prefetched_is_refused():
    with pytest.raises(AssertionError):
        Prepared(lambda: Agency.objects.prefetch_related("people")).all()


def test_an_entry_of_the_history_is_written_as_the_model_has_it(clerk):
    with clock.at(date(2023, 5, 4)):
        at = clock.now()
        history.record(
            clerk, "try", by=clerk.user, before={"day": date(2023, 1, 2)}, after={"who": clerk}, reason="Vì"
        )
    history.record(clerk, "try.again", by=None)

    again, entry = Entry.objects.about(clerk)[:2]
    assert (entry.at, entry.actor, entry.act, entry.reason) == (at, clerk.user, "try", "Vì")
    assert (entry.before, entry.after) == ({"day": "2023-01-02"}, {"who": clerk.pk})
    assert (again.actor, again.before, again.after, again.reason) == (None, {}, {}, "")
