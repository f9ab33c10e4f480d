"""Setting up a bloc: the first year with its dates and lead, school years, and what each page leads to."""

from datetime import date

import pytest
from django.urls import reverse

from blocs import founding, lateness, openings, presets, publishing, schedule, seasons, set_up
from blocs.models import Season, Span
from core import clock
from core.rules import RuleError
from members.models import Post
from tests import world

from .member_rows import bloc as empty_bloc
from .member_rows import row, taken

pytestmark = pytest.mark.django_db

FILE = (row(lead="khối trưởng"), row("Báo Nhân Dân", "BND", lead="khối phó"), row("Tạp chí Cộng sản", "TCCS"))


@pytest.fixture
def both():
    return empty_bloc()


@pytest.fixture
def filled(both):
    made, officer = both
    taken(made, officer, *FILE)
    return made, officer


def agencies(of):
    return [each.agency for each in of.memberships.on()]


def dates(season):
    return {row.phase: row.ends_on for row in season.deadlines.all()}


# the first year


def test_the_first_year_opens_with_its_dates_and_its_lead(filled):
    made, officer = filled
    first, second, _ = agencies(made)
    with clock.at(date(2026, 1, 5)):
        facts = {"year": 2026, "theme": "Đoàn kết", "head": first, "deputies": [second]}
        season = openings.open_first(made, **facts, by=officer)

    assert (season.theme, dates(season)) == ("Đoàn kết", schedule.proposed(Span.CALENDAR, 2026))
    assert [(term.post, term.agency) for term in season.terms.all()] == [("head", first), ("deputy", second)]


def test_a_year_opened_late_keeps_of_the_proposed_dates_those_ahead_and_is_late_with_none(filled):
    made, officer = filled
    with clock.at(date(2026, 7, 11)):
        season = openings.open_first(made, year=2026, head=None, by=officer)

        assert list(dates(season)) == ["midyear", "scoring", "appraisal", "conference", "awarding"]
        assert lateness.of(season) == []


def test_the_first_year_may_wait_for_its_dates_and_its_lead(filled):
    made, officer = filled
    season = openings.open_first(made, year=2026, planned=False, head=None, by=officer)

    assert (dates(season), season.terms.count()) == ({}, 0)


def test_a_lead_that_holds_two_places_opens_nothing(filled):
    made, officer = filled
    first = agencies(made)[0]
    with pytest.raises(RuleError):
        openings.open_first(made, year=2026, head=first, deputies=[first], by=officer)

    assert not Season.objects.exists()


def test_the_form_begins_with_the_lead_of_the_file_and_leads_on_to_the_criteria(client, filled):
    made, officer = filled
    client.force_login(officer)
    page = reverse("blocs:season_new", args=[made.pk])
    first, second, _ = agencies(made)

    form = client.get(page).context["form"]
    assert (form["head"].value(), form["deputies"].value()) == (first.pk, [second.pk])
    answer = client.post(
        page, {"year": "2026", "theme": "", "head": first.pk, "deputies": [second.pk], "planned": "on"}
    )
    season = Season.objects.get()
    assert answer.url == reverse("blocs:presets", args=[season.criteria.pk])
    assert season.terms.count() == 2


def test_a_year_without_dates_is_offered_the_proposed_ones(client):
    season = world.season()
    client.force_login(world.head_of(season))
    form = client.get(reverse("blocs:season_plan", args=[season.pk])).context["form"]

    assert form.initial == schedule.proposed(Span.CALENDAR, 2023)


@pytest.mark.parametrize("span", Span)
def test_the_proposed_dates_follow_each_other_and_suffice_for_the_planning(span):
    days = list(schedule.proposed(span, 2026).values())

    assert days == sorted(days)
    assert {"pledging", "scoring", "conference"} <= schedule.proposed(span, 2026).keys()


# school years


def test_a_school_year_is_named_by_both_its_years_and_ends_in_august():
    made = empty_bloc(span="school")[0]
    taken(made, world.officer(made.managing_body, "hai"), *FILE)
    season = seasons.open_season(made, year=2026, by=None)

    assert (str(season), season.label, season.named) == (
        "Năm học 2026–2027",
        "2026–2027",
        "năm học 2026–2027",
    )
    assert (season.first_day, season.half_ends, season.last_day) == (
        date(2026, 9, 1),
        date(2027, 2, 28),
        date(2027, 8, 31),
    )
    assert season.standing_on == date(2027, 8, 31)


def test_a_calendar_year_is_named_as_ever():
    season = world.season()

    assert (str(season), season.named) == ("Năm thi đua 2023", "năm 2023")
    assert (season.first_day, season.half_ends, season.last_day) == (
        date(2023, 1, 1),
        date(2023, 6, 30),
        date(2023, 12, 31),
    )


def test_a_bloc_that_changes_how_it_counts_leaves_its_past_years_alone():
    season = world.season()
    founding.correct(season.bloc, span="school", by=None)

    assert Season.objects.get().label == "2023"


# who sets up


def test_the_managing_body_sets_the_year_up_while_it_is_planned(client, filled):
    made, officer = filled
    first = agencies(made)[0]
    season = openings.open_first(made, year=2026, head=first, by=officer)
    client.force_login(officer)
    views = [reverse(f"blocs:{name}", args=[season.pk]) for name in ("season_plan", "season_describe")]
    views += [reverse(f"blocs:{name}", args=[season.criteria.pk]) for name in ("presets", "criteria_import")]

    assert [client.get(view).status_code for view in views] == [200] * 4
    assert client.post(reverse("blocs:planning_conclude", args=[season.pk])).status_code == 403


def test_once_the_year_runs_only_the_head_directs_it(client):
    season = world.pledging()
    officer = world.officer(season.bloc.managing_body)
    client.force_login(officer)

    for name in ("season_plan", "season_describe"):
        assert client.get(reverse(f"blocs:{name}", args=[season.pk])).status_code == 403
    assert client.get(reverse("blocs:criteria_import", args=[season.criteria.pk])).status_code == 403


# each page leads to the next


def test_the_next_step_is_told_from_the_founding_to_the_published_table(both):
    made, officer = both
    told = [set_up.of(made, officer)]
    taken(made, officer, *FILE)
    told.append(set_up.of(made, officer))
    with clock.at(date(2026, 1, 5)):
        season = openings.open_first(made, year=2026, head=agencies(made)[0], by=officer)
    told.append(set_up.of(made, officer))
    presets.install(season.criteria, "hundred", by=officer)
    told.append(set_up.of(made, officer))
    publishing.publish(season.criteria, by=officer)
    told.append(set_up.of(made, officer))

    assert [each.button for each in told] == [
        "Nhập đơn vị từ Excel",
        "Mở năm thi đua",
        "Chọn bảng mẫu",
        "Xem và công bố",
        "",
    ]
    assert [[step.state for step in each.steps].count("done") for each in told] == [1, 2, 3, 4, 5]
    assert told[-1].text == "Bảng tiêu chí đã công bố. Khối trưởng kết thúc bước Xây dựng kế hoạch."


def test_who_does_not_set_up_is_told_whose_turn_it_is(filled):
    made, _ = filled
    clerk = world.person(agencies(made)[2], Post.Kind.CLERK, username="tv").user

    assert (set_up.of(made, clerk).text[:22], set_up.of(made, clerk).button) == ("3 đơn vị thành viên đã", "")


def test_a_bloc_whose_first_year_runs_is_set_up():
    season = world.pledging()

    assert set_up.of(season.bloc, world.officer(season.bloc.managing_body)) is None


def test_founding_leads_to_the_file_of_members(client):
    officer = world.officer()
    client.force_login(officer)
    facts = {
        "name": "Khối số 1",
        "short_name": "Khối số 1",
        "symbol": "KTĐ",
        "kind": "bloc",
        "level": "province",
        "managing_body": officer.person.agency_id,
        "form": "state",
        "span": "calendar",
        "rotation": "order",
        "head_label": "Trưởng khối",
        "standing_deputy_label": "Phó Trưởng khối Thường trực",
        "deputy_label": "Phó Trưởng khối",
    }
    answer = client.post(reverse("blocs:bloc_new"), facts)

    made = officer.person.agency.managed_blocs.get()
    assert answer.url == reverse("blocs:members_upload", args=[made.pk])
    assert client.get(answer.url).context["set_up"].steps[1].state == "now"
