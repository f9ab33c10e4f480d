"""Two at one design at once, on a real PostgreSQL: nobody overwrites, one version, one draft, one use."""

import pytest
from django.db import DatabaseError, connection, transaction

from awards.designing import drafts, looks, pictures, uses
from awards.models import DesignUse, DesignVersion
from core.rules import RuleError
from tests.behind import behind

from . import drawn, scene
from .test_design_files import picture, upload
from .test_register_races import at_once

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def real_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL (make test does)")


def test_two_who_save_at_once_do_not_overwrite_each_other():
    design = drawn.design(scene.appraised_season())
    draft = drafts.current(design)
    typed = [drawn.typed(draft, unit={"y": y}) for y in (107, 108, 109)]
    told = at_once(*[lambda t=t: drafts.write(design, t, revision=0, by=None) for t in typed])

    assert sorted(type(each).__name__ for each in told) == [
        "DesignVersion",
        "StaleDraftError",
        "StaleDraftError",
    ]
    assert drafts.current(design).revision == 1


def test_a_design_is_published_once_taken_up_once_and_used_once():
    design = drawn.design(scene.appraised_season())
    published = at_once(*[lambda: drafts.publish(design, by=None)] * 3)
    first = drafts.published(design)
    used = at_once(*[lambda: uses.assign(design, form_code="", kind="", by=None)] * 3)
    taken_up = at_once(*[lambda: drafts.draft_from(first, by=None)] * 3)

    assert [each.number for each in published] == [1, 1, 1]
    assert [isinstance(each, RuleError) for each in used] == [False] * 3
    assert sum(isinstance(each, RuleError) for each in taken_up) == 2
    assert list(DesignVersion.objects.values_list("number", "state")) == [(2, "draft"), (1, "published")]
    assert DesignUse.objects.count() == 1


def test_what_is_published_behind_a_picture_is_sealed_with_that_picture():
    design = drawn.design(scene.appraised_season())
    old, new = (pictures.receive(upload(picture(size=size))) for size in ((297, 210), (594, 420)))
    pictures.lay(design, old, role="ground", by=None)

    version = behind(
        lambda: pictures.lay(design, new, role="ground", by=None), lambda: drafts.publish(design, by=None)
    )

    kept = DesignVersion.objects.get(pk=version.pk)
    assert (kept.picture, kept.sha256) == (new, looks.seal_of(kept))
    assert looks.named(kept.key).picture == new.sha256


def test_what_is_published_behind_a_first_picture_is_sealed_with_it():
    design = drawn.design(scene.appraised_season())
    laid = pictures.receive(upload(picture(size=(297, 210))))

    version = behind(
        lambda: pictures.lay(design, laid, role="ground", by=None), lambda: drafts.publish(design, by=None)
    )

    kept = DesignVersion.objects.get(pk=version.pk)
    assert (kept.picture, kept.sha256) == (laid, looks.seal_of(kept))


def test_postgresql_refuses_to_change_what_was_published():
    design = drawn.design(scene.appraised_season())
    version = drafts.publish(design, by=None)
    rows = DesignVersion.objects.filter(pk=version.pk)

    for act in (lambda: rows.update(content={}), rows.delete):
        with pytest.raises(DatabaseError, match="a published version never changes"), transaction.atomic():
            act()
