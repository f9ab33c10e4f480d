"""A reply beside the conclusion of the round, a withdrawal beside the reading, on a real PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from core import clock
from core.rules import RuleError
from results import replies, second_reading
from results.models import Reply, Standing

from . import appraised, replied

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def at_once(*acts):
    """Call `acts` at the same moment, each on its own connection; return what they answered or refused."""
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")  # a test that waits for itself fails
            with clock.at(replied.LAST):
                start.wait(timeout=10)
                return act()
        except RuleError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def refused(answers):
    return sum(isinstance(answer, RuleError) for answer in answers)


def test_a_reply_sent_twice_at_once_is_filed_once():
    sheet = appraised.sheet(replied.year())
    wishes = replied.wishes(sheet, I_1="50")

    assert refused(at_once(*[partial(replies.file, sheet, wishes=wishes, by=None)] * 2)) == 1
    assert Reply.objects.count() == 1


def test_a_reply_sent_while_the_round_is_concluded_is_answered_or_refused():
    season = replied.all_appraised(replied.year())
    sheet = appraised.sheet(season)
    wishes = replied.wishes(sheet, I_1="50")

    answers = at_once(partial(replies.file, sheet, wishes=wishes, by=None), partial(replied.conclude, season))

    assert refused(answers) == 1
    assert (Reply.objects.count(), Standing.objects.count()) in {(1, 0), (0, 3)}


def test_a_reply_withdrawn_while_its_reading_begins_is_one_of_both():
    season = replied.year()
    for _ in range(4):
        reply = replied.filed(season)
        answers = at_once(
            partial(replies.withdraw, Reply.objects.get(pk=reply.pk), by=None),
            partial(second_reading.begin, Reply.objects.get(pk=reply.pk), by=None),
        )
        reply.refresh_from_db()
        assert refused(answers) == 1
        assert reply.state in ("withdrawn", "reading")
        if reply.state == "reading":
            break


def test_a_reading_closed_twice_at_once_changes_the_points_once():
    reply = replied.reading(replied.year())
    replied.answer(reply)
    before = appraised.line(reply.sheet).version

    acts = [partial(second_reading.close, Reply.objects.get(pk=reply.pk), by=None) for _ in range(2)]
    assert refused(at_once(*acts)) == 1
    assert appraised.line(reply.sheet).version == before + 1
