"""Two records are joined while somebody writes to one of them: nothing is left with the record that went."""

import threading

import pytest
from django.db import connection, transaction

from awards.models import Hold, Nomination, PastAward
from awards.nominating import nominations
from awards.past import imports
from awards.qualifying import holds
from core.rules import RuleError
from members import joining
from members.models import Person
from tests import proofs, world
from tests.awards import past_rows, scene
from tests.awards.scene import DEPUTY, MEMBER
from tests.awards.test_register_races import at_once

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

TIMES = proofs.size(3, 300)
WAIT = 0.5  # seconds the second act is given to come to the lock
WHY = "Cùng số hiệu cán bộ"


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


@pytest.fixture
def pair():
    """A year; the same woman as two members have her."""
    season = scene.appraised_season()
    return season, scene.person(season, MEMBER), scene.person(season, DEPUTY)


def one_after_another(first, second):
    """Call `second` while the transaction of `first` still holds what it took; return both answers."""
    begun = threading.Event()

    def leading():
        with transaction.atomic():
            answer = first()
            begun.set()
            threading.Event().wait(WAIT)
        return answer

    def following():
        begun.wait(timeout=10)
        return second()

    return at_once(leading, following)


def join(kept, gone):
    return lambda: joining.join(kept, gone, reason=WHY, by=None)


def propose(season, place, person, code="head-merit"):
    return lambda: scene.nomination(season, place, code=code, of=person)


def of(person):
    return Nomination.objects.filter(person=person).live().count()


def test_who_is_joined_away_meanwhile_is_not_put_forward(pair):
    season, kept, gone = pair

    moved, refused = one_after_another(join(kept, gone), propose(season, DEPUTY, gone))

    assert moved == []
    assert str(refused) == (
        "Bản ghi Trần Thị Mai vừa gộp vào Trần Thị Mai. Hãy tải lại trang rồi chọn bản ghi ấy."
    )
    assert Nomination.objects.count() == 0


def test_what_is_put_forward_meanwhile_passes_over_with_the_record(pair):
    season, kept, gone = pair

    made, moved = one_after_another(propose(season, DEPUTY, gone), join(kept, gone))

    assert moved == ["1 đề nghị khen thưởng"]
    assert Nomination.objects.get(pk=made.pk).person == kept


def test_a_second_nomination_for_one_form_meanwhile_keeps_the_records_apart(pair):
    season, kept, gone = pair
    scene.nomination(season, MEMBER, of=kept)

    _, refused = one_after_another(propose(season, DEPUTY, gone), join(kept, gone))

    assert isinstance(refused, RuleError)
    assert str(refused).startswith("Cả hai bản ghi đều được đề nghị Bằng khen của Khối trưởng năm 2023")
    assert (of(kept), of(gone)) == (1, 1)


def test_who_comes_back_meanwhile_is_put_forward_once(pair):
    season, kept, gone = pair
    scene.nomination(season, MEMBER, of=kept)
    withdrawn = scene.nomination(season, DEPUTY, of=gone)
    nominations.withdraw(withdrawn, reason="Thôi", by=None)

    _, refused = one_after_another(join(kept, gone), lambda: nominations.propose_again(withdrawn, by=None))

    assert isinstance(refused, RuleError)
    assert (of(kept), of(gone)) == (1, 0)


def test_a_pause_of_the_record_that_goes_passes_over(pair):
    season, kept, gone = pair
    letter = {"kind": "inspection", "reason": "Đang thanh tra", "source": "QĐ 4", "starts_on": scene.SIGNED}

    one_after_another(
        lambda: holds.add(scene.member(season, DEPUTY), **letter, person=gone, by=None), join(kept, gone)
    )

    assert Hold.objects.get().person == kept


def test_a_list_that_is_taken_while_its_person_is_joined_away_is_looked_at_again():
    officer = past_rows.directory()["officer"]
    gone, kept = Person.objects.filter(search_key="nguyen van binh").order_by("pk")
    Person.objects.filter(pk=gone.pk).update(personal_code="")
    row = past_rows.row("Nguyễn Văn Bình", position="Chuyên viên")
    token = past_rows.staged(officer, row).token

    _, refused = one_after_another(
        join(kept, gone),
        lambda: imports.take(token=token, chosen={1: f"person-{gone.pk}"}, by=officer),
    )

    assert isinstance(refused, RuleError)
    assert PastAward.objects.count() == 0


def test_both_at_the_same_moment_leave_nothing_with_the_record_that_went(pair):
    season, kept, gone = pair
    for _ in range(TIMES):
        again = world.person(scene.member(season, DEPUTY))
        at_once(
            join(kept, again), propose(season, DEPUTY, again), propose(season, MEMBER, kept, "ministry-merit")
        )

        assert of(again) in (0, 1)
        assert Nomination.objects.filter(person__joined_into__isnull=False).count() == 0
    assert gone.nominations.count() == 0
