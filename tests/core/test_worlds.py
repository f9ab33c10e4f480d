"""What the tests stand on: worlds that are copied instead of built (tests/kept.py)."""

import pytest
from django.db import connection

from blocs.models import Bloc, Season
from core.models import Entry
from tests import kept, migrated, shelf, world

pytestmark = pytest.mark.django_db

NAMES = ("Sở Sao", "Sở Chép", "Sở Lặp")
calls = []


@kept.once
def told(season):
    """One more step on a year, counted when it is really made."""
    calls.append(season.pk)
    return world.planned(season)


@pytest.mark.parametrize("time", [1, 2, 3])
def test_a_step_is_made_once_and_copied_with_all_it_changed(time):
    season = told(world.season(world.bloc(NAMES, name="Khối sao")))

    assert len(calls) == 1
    days = season.deadlines.order_by("ends_on")
    assert [row.phase for row in days] == ["planning", "pledging", "scoring", "conference"]
    assert Season.objects.get().bloc == Bloc.objects.get()
    assert Entry.objects.filter(act="season.open").count() == 1


def test_after_anything_else_was_written_it_is_made_again():
    season = world.season(world.bloc(NAMES, name="Khối sao"))
    Season.objects.update(theme="Chủ đề khác")
    before = len(calls)

    told(season)

    assert len(calls) == before + 1
    assert Season.objects.get().theme == "Chủ đề khác"


def test_a_row_the_caller_holds_tells_what_stands_after_the_copy():
    season = world.season(world.bloc(NAMES, name="Khối sao"))
    table = season.criteria
    world.fill(table)

    assert table.groups.count() == 4


def test_what_is_built_on_a_copy_gets_numbers_of_its_own():
    bloc = world.bloc(NAMES, name="Khối sao")
    another = world.agency("Sở Bốn")

    assert another.pk not in [member.pk for member in world.members(bloc)]


def test_what_another_process_built_is_taken_with_its_numbers(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "_folder", [tmp_path])
    monkeypatch.setattr(kept, "_worlds", {})
    season = told(world.season(world.bloc(("Sở Kệ", "Sở Tủ", "Sở Hòm"), name="Khối kệ")))
    built, rows = len(calls), sorted(season.deadlines.values_list("pk", flat=True))

    _as_another_process(monkeypatch)
    season = told(world.season(world.bloc(("Sở Kệ", "Sở Tủ", "Sở Hòm"), name="Khối kệ")))

    assert len(calls) == built
    assert sorted(season.deadlines.values_list("pk", flat=True)) == rows
    assert world.agency("Sở Bốn").pk > max(member.agency_id for member in season.members)


def _as_another_process(monkeypatch):
    """With an empty database, counters that begin anew and nothing built yet."""
    monkeypatch.setattr(kept, "_worlds", {})
    kept.forget()
    migrated.empty()
    migrated.put_back()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence('members_agency', 'id')")
            cursor.execute(f"ALTER SEQUENCE {cursor.fetchone()[0]} RESTART")
        else:
            cursor.execute("DELETE FROM sqlite_sequence")
