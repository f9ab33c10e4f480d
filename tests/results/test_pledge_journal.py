"""The journal of a pledge: a step per stroke of the pen, taken back till it is handed in; others' cells."""

import io
from datetime import date, time

import openpyxl
import pytest
from django.urls import reverse

from blocs.models import Criterion
from core import clock
from core.rules import RuleError
from members.models import Post
from results import pledge_journal as journal
from results import pledges
from results.models import Pledge
from tests import world

pytestmark = pytest.mark.django_db

DAY = date(2023, 3, 5)


@pytest.fixture
def pledge():
    season = world.pledging()
    return pledges.start(season, agency=world.members(season.bloc)[2], by=None)


@pytest.fixture
def clerk(pledge):
    return world.person(pledge.agency, Post.Kind.CLERK, username="thu").user


def criterion(pledge, code="I.1"):
    rows = Criterion.objects.filter(group__table__season=pledge.season_id).select_related("group__table")
    return next(row for row in rows if row.code == code)


def now(pledge):
    return Pledge.objects.select_related("season__bloc").get(pk=pledge.pk)


def target(pledge, code="I.1"):
    return pledge.targets.filter(criterion=criterion(pledge, code)).first()


def at(pledge, minute, text, code="I.1", *, cell="text", second=0, by=None):
    """Type into one cell, on the version the server holds."""
    row, held = criterion(pledge, code), target(pledge, code)
    facts = {"text": text, "version": held.version if held else 0, "by": by}
    with clock.at(DAY, time(9, minute, second)):
        if cell == "text":
            return pledges.set_target(pledge, row, **facts)
        return pledges.set_detail(pledge, row, cell=cell, **facts)


def shown(pledge):
    """(criterion, what, changes) of each step that is about a target."""
    found = journal.steps_of(now(pledge))
    return [(step.line.criterion.code, step.what, step.changes) for step in found if step.line]


def undo_last(pledge, *, by=None, place=0):
    return journal.undo(pledge, journal.of_pledge(pledge)[place], by=by)


def test_a_step_says_cell_before_and_after_also_of_what_is_gone(pledge):
    at(pledge, 1, "4 đề án")
    at(pledge, 3, "4", cell="number")
    at(pledge, 5, "5 đề án")
    at(pledge, 7, "")

    assert shown(pledge) == [
        ("I.1", "", [("chỉ tiêu", "5 đề án", ""), ("số lượng", "4", "")]),
        ("I.1", "", [("chỉ tiêu", "4 đề án", "5 đề án")]),
        ("I.1", "", [("số lượng", "", "4")]),
        ("I.1", "", [("chỉ tiêu", "", "4 đề án")]),
    ]


def test_what_one_hand_types_without_a_pause_is_one_step(pledge, clerk):
    for second, text in enumerate(("4", "4 đề", "4 đề án")):
        at(pledge, 1, text, second=2 * second, by=clerk)

    assert shown(pledge) == [("I.1", "", [("chỉ tiêu", "", "4 đề án")])]
    assert undo_last(pledge).code == "I.1"
    assert target(pledge) is None


def test_every_step_is_taken_back_to_the_empty_sheet_and_what_is_gone_comes_back(pledge, clerk):
    at(pledge, 1, "4 đề án")
    at(pledge, 3, "4", cell="number")
    at(pledge, 5, "")

    undo_last(pledge, by=clerk)
    assert (target(pledge).text, target(pledge).number) == ("4 đề án", 4)

    undo_last(pledge, place=2)  # the number
    assert target(pledge).number is None
    undo_last(pledge, place=4)  # the words
    assert target(pledge) is None


def test_words_do_not_go_from_under_a_number(pledge):
    at(pledge, 1, "4 đề án")
    at(pledge, 3, "4", cell="number")

    with pytest.raises(RuleError) as refusal:
        undo_last(pledge, place=1)

    assert str(refusal.value) == (
        "Chỉ tiêu I.1 còn số lượng, đơn vị tính hoặc hạn. Hãy hoàn tác các ô đó trước, rồi hoàn tác nội dung."
    )


def test_a_cell_that_was_changed_since_is_not_taken_back(pledge):
    at(pledge, 1, "4 đề án")
    at(pledge, 5, "5 đề án")

    with pytest.raises(RuleError, match=r"Ô I.1 \(chỉ tiêu\) đã được sửa sau bước này"):
        undo_last(pledge, place=1)


def test_nothing_is_taken_back_once_it_is_handed_in(pledge):
    at(pledge, 1, "4 đề án")
    pledges.hand_in(pledge, by=None)

    with pytest.raises(RuleError, match="Chỉ tiêu đã gửi"):
        undo_last(pledge)


def test_what_came_after_a_mark_is_told_also_when_a_target_went_and_came(pledge, clerk):
    at(pledge, 1, "4 đề án")
    known = journal.mark(pledge)
    at(pledge, 2, "", by=clerk)
    at(pledge, 3, "5 đề án", by=clerk)
    row = criterion(pledge)

    changed = journal.since(pledge, known)

    assert (changed.lines, changed.anew, changed.actor) == ({row.pk}, {row.pk}, clerk)
    at(pledge, 4, "6 đề án", by=clerk)
    again = journal.since(pledge, changed.mark, reader=clerk)
    assert (again.lines, again.anew, again.own) == ({row.pk}, frozenset(), True)


# pages


def url(pledge, name="pledge_journal", *more):
    return reverse(f"results:{name}", args=[pledge.pk, *more])


@pytest.fixture
def signed_in(client, clerk):
    client.force_login(clerk)
    return client


def test_an_open_page_is_told_what_others_changed(signed_in, pledge):
    at(pledge, 1, "4 đề án")
    asks = f"{url(pledge, 'pledge_changes')}?since={journal.mark(pledge)}"
    assert signed_in.get(asks).status_code == 204

    at(pledge, 2, "4", cell="number")
    answer = signed_in.get(asks).json()

    values = {"text": "4 đề án", "number": "4", "unit": "", "due_on": ""}
    assert answer["rows"] == {str(criterion(pledge).pk): {"version": 2, "values": values, "anew": False}}
    assert (answer["own"], answer["moved"]) == (False, False)
    pledges.hand_in(pledge, by=None)
    assert signed_in.get(asks).json()["moved"] is True


def test_the_page_of_a_pledge_begins_with_the_mark_of_what_it_shows(signed_in, pledge):
    at(pledge, 1, "4 đề án")

    page = signed_in.get(pledge.get_absolute_url()).text

    assert f'data-mark="{journal.mark(pledge)}"' in page
    assert f'href="{url(pledge)}"' in page


def test_a_step_is_taken_back_from_the_page_without_script(signed_in, pledge):
    at(pledge, 1, "4 đề án")
    assert signed_in.get(url(pledge)).text.count(">Hoàn tác</button>") == 1

    answer = signed_in.post(url(pledge, "target_undo", journal.of_pledge(pledge)[0].pk), follow=True)

    assert "Đã hoàn tác một bước ở chỉ tiêu I.1." in answer.text
    assert target(pledge) is None


def test_a_step_of_another_pledge_is_not_found(signed_in, pledge):
    other = pledges.start(pledge.season, agency=world.members(pledge.season.bloc)[1], by=None)
    at(other, 1, "4 đề án")

    entry = journal.of_pledge(other)[0]
    assert signed_in.post(url(pledge, "target_undo", entry.pk)).status_code == 404


def test_the_journal_is_read_by_the_member_and_who_follows_the_year(client, pledge):
    for place, status in ((0, 200), (1, 200), (2, 200)):
        agency = world.members(pledge.season.bloc)[place]
        client.force_login(world.person(agency, Post.Kind.CLERK, username=f"nguoi-{place}").user)
        assert client.get(url(pledge)).status_code == status
    other = pledges.start(pledge.season, agency=world.members(pledge.season.bloc)[0], by=None)
    assert client.get(url(other)).status_code == 403


def test_the_journal_is_taken_away_as_a_workbook(signed_in, pledge, clerk):
    at(pledge, 1, "4 đề án", by=clerk)

    book = openpyxl.load_workbook(io.BytesIO(signed_in.get(url(pledge) + "?format=xlsx").content))

    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert rows[1] == ["09:01, 05/03/2023", "Nguyễn Thu Hà", "I.1", "chỉ tiêu", "", "4 đề án", "", ""]
