"""More time for one member: the sheet stays open to its day, locks by itself, and tells how late it came."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blocs.models import Season
from core import clock
from core.rules import RuleError
from desk import todo
from members.models import Post
from results import appraisal, extensions, locks, overview, scoring
from results.models import Extension, ScoreSheet
from tests import world
from tests.results import scene

pytestmark = pytest.mark.django_db

PLANNED, UNTIL = date(2023, 12, 15), date(2023, 12, 22)  # the day all have, and the further one


@pytest.fixture(autouse=True)
def _december():
    with clock.at(date(2023, 12, 10)):
        yield


@pytest.fixture
def season():
    return scene.scoring_season()


@pytest.fixture
def third(season):
    return world.members(season.bloc)[2]


def grant(season, agency, until=UNTIL, reason="Thay cán bộ"):
    return extensions.grant(season, agency=agency, until=until, reason=reason, by=None)


def concluded(season):
    """The first two have handed in, the third has more time, the appraisal has begun."""
    grant(season, world.members(season.bloc)[2])
    for place in (1, 2):
        scene.submitted(season, place)
    scoring.conclude(season, by=None)
    return Season.objects.get(pk=season.pk)


def test_the_scoring_ends_while_a_member_still_has_time(season):
    assert scoring.lacking(season) == ["Ban Một", "Ban Hai", "Ban Ba"]
    assert concluded(season).phase == "appraisal"


def test_without_more_time_a_missing_member_keeps_the_scoring_open(season):
    for place in (1, 2):
        scene.submitted(season, place)

    with pytest.raises(RuleError) as refusal:
        scoring.conclude(season, by=None)
    assert str(refusal.value) == "Chưa kết thúc được bước Tự chấm. Chưa nộp bảng: Ban Ba."


def test_a_sheet_with_more_time_is_begun_filled_and_handed_in_while_others_are_appraised(season):
    season = concluded(season)
    with clock.at(UNTIL):
        sheet = scene.submitted(season)

    assert (scene.now(sheet).state, scene.now(sheet).days_late) == ("submitted", 0)


def test_a_sheet_locks_by_itself_when_its_day_is_over(season):
    season = concluded(season)
    sheet = scene.sheet_of(season)

    with clock.at(date(2023, 12, 23)), pytest.raises(RuleError) as refusal:
        scene.enter(sheet)
    assert str(refusal.value) == (
        "Hạn nộp đã gia hạn đến 22/12/2023 và đã qua. Hãy đề nghị Khối trưởng gia hạn thêm."
    )


def test_more_time_is_given_again_after_the_day_is_over(season, third):
    season = concluded(season)
    with clock.at(date(2023, 12, 23)):
        grant(season, third, until=date(2023, 12, 24))

        assert scene.enter(scene.sheet_of(season)).self_points == 9.5
    assert Extension.objects.count() == 1


def test_the_others_stay_locked(season):
    concluded(season)

    with pytest.raises(RuleError) as refusal:
        scene.enter(ScoreSheet.objects.order_by("pk").first())
    assert str(refusal.value) == (
        "Bảng đã nộp nên không sửa được. Muốn sửa, hãy rút bảng hoặc đề nghị trả lại."
    )


@pytest.mark.parametrize(
    ("day", "extended", "late"),
    [(15, False, 0), (16, False, 1), (22, True, 0), (25, False, 10)],
)
def test_a_sheet_tells_how_many_days_after_its_day_it_came(season, third, day, extended, late):
    if extended:
        grant(season, third)
    with clock.at(date(2023, 12, day)):
        assert scene.now(scene.submitted(season)).days_late == late


def test_a_returned_sheet_that_comes_again_is_no_later_than_it_was(season):
    season = concluded(season)
    sheet = ScoreSheet.objects.order_by("pk").first()
    appraisal.send_back(sheet, lines=[scene.line(sheet)], reason="Bổ sung", by=None)
    with clock.at(date(2023, 12, 30)):
        scoring.submit(sheet, by=None)

    assert scene.now(sheet).days_late == 0


def test_a_sheet_that_is_taken_back_is_not_late_until_it_comes_again(season):
    with clock.at(date(2023, 12, 17)):
        sheet = scene.submitted(season)
        scoring.withdraw(sheet, by=None)

    assert scene.now(sheet).days_late == 0


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (date(2023, 12, 9), "Ngày 09/12/2023 đã qua. Hãy chọn từ hôm nay trở đi."),
        (PLANNED, "Hạn chung đã là 15/12/2023; hạn mới phải sau ngày đó."),
        (date(2026, 1, 1), "Hãy chọn hạn không quá một năm sau ngày 31/12/2023."),
    ],
)
def test_a_day_that_gives_no_time_is_refused(season, third, until, sentence):
    with pytest.raises(RuleError) as refusal:
        grant(season, third, until=until)
    assert str(refusal.value) == sentence


def test_more_time_needs_a_reason(season, third):
    with pytest.raises(ValidationError):
        grant(season, third, reason=" ")


def test_who_has_handed_in_needs_no_more_time(season, third):
    scene.submitted(season)

    with pytest.raises(RuleError) as refusal:
        grant(season, third)
    assert str(refusal.value) == "Ban Ba đã nộp bảng nên không cần gia hạn."


def test_an_agency_that_is_no_member_gets_no_time(season):
    with pytest.raises(RuleError) as refusal:
        grant(season, world.agency("Cơ quan khác"))
    assert str(refusal.value) == "Cơ quan khác không phải thành viên của Khối trong năm 2023."


def test_more_time_is_given_while_sheets_are_filled_or_appraised_only():
    season = world.pledging()

    with pytest.raises(RuleError) as refusal:
        grant(season, world.members(season.bloc)[2])
    assert str(refusal.value) == (
        "Gia hạn nộp bảng ở bước Tự chấm hoặc Thẩm định; năm này đang ở bước Ký giao ước."
    )


def test_time_that_is_taken_back_is_over_at_once(season):
    season = concluded(season)
    sheet = scene.sheet_of(season)
    extensions.withdraw(Extension.objects.get(), by=None)

    assert locks.is_open(scene.now(sheet)) is False


def test_the_list_says_until_when_a_member_has_time(season):
    rows = {row.name: (row.extended_to, row.todo) for row in overview.of(concluded(season))}

    assert rows["Ban Ba"] == (UNTIL, "Đơn vị nhập và nộp bảng trong thời gian gia hạn")
    assert rows["Ban Một"] == (None, "Khối phó Thường trực thẩm định")


def test_the_desk_tells_the_member_of_its_own_day(season, third):
    clerk = world.person(third, Post.Kind.CLERK, username="can-bo-ba").user
    season = concluded(season)
    (told, *_) = todo.of(clerk, season)

    assert (told.title, told.due_on) == ("Nhập và nộp bảng tự chấm điểm năm 2023", UNTIL)
    with clock.at(date(2023, 12, 23)):
        assert "Nhập và nộp bảng tự chấm điểm năm 2023" not in [row.title for row in todo.of(clerk, season)]


def test_the_head_gives_time_on_a_page_and_a_member_cannot(client, season, third):
    page = reverse("results:extension", args=[season.pk, third.pk])
    client.force_login(world.person(third, Post.Kind.CLERK, username="can-bo-ba").user)
    assert client.get(page).status_code == 403
    client.force_login(world.head_of(season))
    assert client.get(page).status_code == 200

    stranger = world.agency("Cơ quan khác")
    assert client.get(reverse("results:extension", args=[season.pk, stranger.pk])).status_code == 404

    wrong = client.post(page, {"until": "31/02/2023", "reason": "Thay cán bộ"})
    assert wrong.status_code == 422
    answer = client.post(page, {"until": "22/12/2023", "reason": "Thay cán bộ"})
    assert answer.url == reverse("results:sheets", args=[season.pk])
    assert "Gia hạn đến 22/12/2023" in client.get(answer.url).content.decode()

    client.post(reverse("results:extension_withdraw", args=[Extension.objects.get().pk]))
    assert not Extension.objects.exists()
