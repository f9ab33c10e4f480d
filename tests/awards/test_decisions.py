"""Own decisions: drafted, and issued in one act or not at all."""

import pytest

from tests.awards import scene

pytestmark = pytest.mark.django_db


def test_an_issued_decision_names_collectives_before_persons_and_enters_them():
    season = scene.appraised_season()
    person = scene.nomination(season, of=scene.person(season))
    collective = scene.nomination(season)

    decision = scene.issued_decision(season, [person, collective])

    rows = [(line.prefix, line.name, line.unit, str(line.entries.get())) for line in decision.lines.all()]
    assert rows == [
        ("Tập thể", "Vụ 2", "Ban Ba", "01/2023"),
        ("Bà", "Trần Thị Mai", "Phó Vụ trưởng, Ban Ba", "02/2023"),
    ]
