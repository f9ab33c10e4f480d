"""Quotas: set from a letter, counted exactly, told in words."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.limiting import limits, quotas
from awards.models import AwardForm, Quota
from awards.nominating import nominations
from blocs.models import Bloc, Season
from core.models import Entry
from core.rules import RuleError
from members.models import Agency
from tests import proofs
from tests.awards import scene

counts = st.dictionaries(st.integers(1, 20), st.integers(0, 9), max_size=20)
numbers = st.one_of(st.none(), st.integers(0, 9))


@settings(max_examples=proofs.size(100, 10_000))
@given(by_agency=counts, per_member=numbers)
def test_who_is_over_agrees_with_counting_one_by_one(by_agency, per_member):
    nominated = [agency for agency, count in by_agency.items() for _ in range(count)]
    over = set()
    seen = Counter()
    for agency in nominated:  # as a clerk would: strike each one that comes after the limit
        seen[agency] += 1
        if per_member is not None and seen[agency] == per_member + 1:
            over.add(agency)

    found = limits.over(limits.Limits(per_member=per_member), by_agency)

    assert (set(found), len(found)) == (over, len(over))


@settings(max_examples=proofs.size(100, 10_000))
@given(total=numbers, per_member=numbers, order=st.lists(st.integers(1, 3), max_size=12))
def test_what_is_refused_agrees_with_an_oracle(total, per_member, order):
    """Members propose in any order; the oracle looks at the list of who was let in before."""
    form = AwardForm(name="Bằng khen", for_person=True)
    facts = {"total": total, "per_member": per_member, "source": scene.LETTER}
    quota = Quota(season=Season(bloc=Bloc()), form=form, recipient="person", **facts)
    let_in = []
    for key in order:
        full = total is not None and len(let_in) >= total
        own_full = per_member is not None and let_in.count(key) >= per_member
        agency = Agency(pk=key)
        agency.name = f"Ban {key}"

        refused = quotas.sentence(quota, Counter(let_in), agency)

        assert bool(refused) == (full or own_full)
        if not refused:
            let_in.append(key)


@pytest.fixture
def season():
    return scene.appraised_season()


@pytest.mark.django_db
def test_a_meter_shows_what_is_used_and_which_member_is_above(season):
    for _ in range(2):
        scene.nomination(season)
    scene.nomination(season, scene.DEPUTY)
    scene.quota(season, total=4, per_member=1)

    [meter] = quotas.meters(season)

    assert (meter.used, meter.total, meter.left, meter.per_member) == (3, 4, 1, 1)
    assert meter.over == [("Ban Ba", 2, 1)]
    assert meter.is_over
    assert meter.title == "Bằng khen Khối trưởng, tập thể"
    assert meter.source == scene.LETTER


@pytest.mark.django_db
def test_only_live_nominations_are_counted(season):
    scene.quota(season, total=4)
    gone, dropped, _ = [scene.nomination(season) for _ in range(3)]
    nominations.withdraw(gone, reason="Nhầm tập thể", by=None)
    nominations.drop(dropped, reason="Chưa đủ điều kiện", by=None)

    [meter] = quotas.meters(season)

    assert (meter.used, meter.left, meter.is_over) == (1, 3, False)


@pytest.mark.django_db
def test_persons_do_not_use_the_quota_of_collectives(season):
    scene.quota(season, total=1)
    scene.nomination(season, of=scene.person(season))

    assert [meter.used for meter in quotas.meters(season)] == [0]


@pytest.mark.django_db
def test_setting_it_again_changes_the_numbers_of_the_same_row(season):
    first = scene.quota(season, total=4)
    second = scene.quota(season, total=5, per_member=2, source="Công văn số 30")

    assert first.pk == second.pk
    assert Quota.objects.values_list("total", "per_member", "source").get() == (5, 2, "Công văn số 30")
    assert [entry.act for entry in Entry.objects.about(second)] == ["quota.change", "quota.set"]


@pytest.mark.django_db
def test_a_quota_needs_a_number_and_a_source(season):
    with pytest.raises(ValidationError) as refusal:
        scene.quota(season)
    assert refusal.value.messages == ["Hãy nhập hạn mức chung, tỷ lệ hoặc hạn mức của mỗi đơn vị."]
    with pytest.raises(ValidationError):
        scene.quota(season, total=1, source="")
    assert Quota.objects.count() == 0


@pytest.mark.django_db
def test_a_quota_is_set_only_for_whom_the_form_is_meant(season):
    with pytest.raises(RuleError, match=r"^Cờ thi đua của Chính phủ không dành cho cá nhân \(theo Luật "):
        scene.quota(season, "government-flag", "person", total=1)


@pytest.mark.django_db
def test_taking_a_quota_away_leaves_the_nominations(season):
    quota = scene.quota(season, total=1)
    row = scene.nomination(season)

    quotas.remove(quota, by=None)

    row.refresh_from_db()
    assert (row.state, quotas.meters(season)) == ("proposed", [])
    assert quotas.missing(season) == [(scene.form(season=season), "collective")]


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(season, django_assert_num_queries):
    scene.quota(season, total=1)
    with django_assert_num_queries(3):
        quotas.meters(season)
    scene.quota(season, recipient="person", total=1)
    scene.quota(season, "pm-merit", "agency", total=1)
    with django_assert_num_queries(3):
        quotas.meters(season)
