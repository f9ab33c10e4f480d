"""Many at the same moment, on a real PostgreSQL: no number twice, no gap, whatever is aborted."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from awards.certifying import certificates
from awards.deciding import amendments, decisions
from awards.models import Certificate, Decision, Nomination, PrintBatch, Register, RegisterEntry
from awards.nominating import nominations
from awards.printing import batches
from awards.registering import registers
from core.rules import RuleError
from tests import proofs
from tests.awards import scene
from tests.awards.scene import HEAD

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

THREADS = 25
TIMES = proofs.size(6, 1000)


class AbortedError(Exception):
    """Half of the acts fail after they took their number."""


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
                cursor.execute("SET lock_timeout = '60s'")  # a test that waits for itself fails
            start.wait(timeout=10)
            return act()
        except (RuleError, ValidationError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_entering_with_aborts_leaves_no_gap_and_no_number_twice():
    line = scene.issued_decision(scene.appraised_season()).lines.first()
    first = Register.objects.get().next_number

    def enter(seed):
        chance, kept = random.Random(seed), 0
        for _ in range(TIMES):
            try:
                with transaction.atomic():
                    registers.enter_line(line, by=None)
                    if chance.random() < 0.5:
                        raise AbortedError
                kept += 1
            except AbortedError:
                pass
        return kept

    kept = sum(at_once(*[lambda seed=seed: enter(seed) for seed in range(THREADS)]))

    given = sorted(RegisterEntry.objects.filter(number__gte=first).values_list("number", flat=True))
    assert 0 < kept < THREADS * TIMES
    assert given == list(range(first, first + kept))
    assert Register.objects.get().next_number == first + kept


def test_a_book_that_two_decisions_open_at_once_is_one_book():
    season = scene.appraised_season()
    drafts = []
    for number in ("05", "06", "07"):
        draft = scene.draft(season, number=number)
        decisions.add(draft, [scene.nomination(season), scene.nomination(season)], by=None)
        drafts.append(draft)

    at_once(*[lambda draft=draft: decisions.issue(draft, by=None) for draft in drafts])

    assert sorted(RegisterEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Register.objects.count() == 1
    for draft in drafts:  # each decision's numbers stand together
        own = [entry.number for line in draft.lines.all() for entry in line.entries.all()]
        assert own == [own[0], own[0] + 1]


def test_one_book_is_opened_by_many():
    head = scene.member(scene.appraised_season(), HEAD)

    def open_one():
        return registers.open_register(head, 2030, first_number=31, by=None)

    at_once(*[open_one] * 6)

    assert Register.objects.values_list("year", "first_number", "next_number").get() == (2030, 31, 31)


def test_a_decision_issued_twice_at_once_is_issued_once():
    season = scene.appraised_season()
    draft = scene.draft(season)
    decisions.add(draft, [scene.nomination(season)], by=None)

    answers = at_once(*[lambda: decisions.issue(draft, by=None)] * 4)

    assert sorted(type(answer).__name__ for answer in answers) == ["Decision"] + ["RuleError"] * 3
    assert RegisterEntry.objects.count() == 1


def test_one_number_that_two_people_type_at_once_stands_for_one_decision():
    season = scene.appraised_season()

    answers = at_once(*[lambda: scene.draft(season)] * 3)

    assert [str(answer).split(" trong năm")[0] for answer in answers if isinstance(answer, RuleError)] == [
        "Cơ quan này đã có quyết định mang số 05-QĐ/KTĐ"
    ] * 2
    assert Decision.objects.count() == 1


def test_a_change_that_is_issued_twice_at_once_takes_effect_once():
    earlier = scene.issued_decision(scene.appraised_season())
    draft = scene.amending(earlier)
    first, second = earlier.lines.all()
    amendments.revoke(draft, first, reason="Khai sai", by=None)
    amendments.correct(draft, second, name="Trần Thị Mai Anh", unit=second.unit, reason="Sai tên", by=None)

    answers = at_once(*[lambda: amendments.issue(draft, by=None)] * 3)

    assert sorted(type(answer).__name__ for answer in answers) == ["Decision"] + ["RuleError"] * 2
    assert list(RegisterEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    states = ["revoked", "replaced", "valid"]
    assert list(Certificate.objects.order_by("pk").values_list("state", flat=True)) == states


def test_a_first_number_set_while_a_decision_is_issued_leaves_no_gap():
    season = scene.appraised_season()
    draft, book = scene.draft(season), scene.member(season, HEAD)
    decisions.add(draft, [scene.nomination(season), scene.nomination(season)], by=None)
    registers.open_register(book, 2023, first_number=7, by=None)

    at_once(
        lambda: decisions.issue(draft, by=None),
        lambda: registers.open_register(book, 2023, first_number=31, by=None),
    )

    row, given = Register.objects.get(), sorted(RegisterEntry.objects.values_list("number", flat=True))
    assert given in ([7, 8], [31, 32])
    assert (row.first_number, row.next_number) == (given[0], given[1] + 1)


def test_a_quota_holds_against_all_members_at_once():
    season = scene.appraised_season()
    scene.quota(season, recipient="person", total=2)
    persons = [
        scene.person(season, place, f"Trần Thị {name}") for place in (1, 2, 3) for name in ("An", "Bé")
    ]
    places = {person.agency_id: place for place, person in zip((1, 1, 2, 2, 3, 3), persons, strict=True)}

    at_once(
        *[
            lambda person=person: scene.nomination(season, places[person.agency_id], of=person)
            for person in persons
        ]
    )

    assert Nomination.objects.filter(season=season).live().count() == 2


def test_one_that_is_withdrawn_while_it_is_put_into_a_draft_is_in_one_state():
    season = scene.appraised_season()
    draft, row = scene.draft(season), scene.nomination(season)

    at_once(
        lambda: decisions.add(draft, [row], by=None),
        lambda: nominations.withdraw(row, reason="Thôi", by=None),
    )

    row.refresh_from_db()
    assert (row.state, draft.lines.count()) in {("proposed", 1), ("withdrawn", 0)}


def test_a_certificate_that_is_ended_while_it_is_chosen_is_in_no_batch():
    decision = scene.issued_decision(scene.appraised_season())
    first, second = Certificate.objects.order_by("pk")
    locked, tried = threading.Event(), threading.Event()

    def revoke():
        with transaction.atomic():
            certificates.revoke(first, reason="Khai sai", by=None)
            locked.set()
            tried.wait(timeout=1)  # the batch is started meanwhile, and waits

    def start():
        locked.wait(timeout=10)
        batch = batches.start(decision, mode="full", by=None)
        tried.set()
        return [sheet.certificate for sheet in batch.sheets.all()]

    assert at_once(revoke, start)[1] == [second]


def test_a_certificate_that_is_replaced_while_it_is_chosen_is_printed_in_its_new_words():
    decision = scene.issued_decision(scene.appraised_season())
    first, second = Certificate.objects.order_by("pk")
    locked, tried = threading.Event(), threading.Event()

    def replace():
        with transaction.atomic():
            new = certificates.replace(first, corrections={"unit": "Ban Ba, Hà Nội"}, reason="Thiếu", by=None)
            locked.set()
            tried.wait(timeout=1)
        return new

    def start():
        locked.wait(timeout=10)
        batch = batches.start(decision, mode="full", by=None)
        tried.set()
        return [sheet.certificate for sheet in batch.sheets.all()]

    new, printed = at_once(replace, start)
    assert printed == [new, second]


def test_one_set_that_two_people_print_at_once_is_one_batch():
    decision = scene.issued_decision(scene.appraised_season())

    batches_of_all = at_once(*[lambda: batches.start(decision, mode="full", by=None)] * 3)

    assert len({batch.pk for batch in batches_of_all}) == PrintBatch.objects.count() == 1
