"""The demo: told through the rules up to a day, the same every time, never mixed with real data."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Count, F

from awards.models import (
    Certificate,
    Decision,
    Dossier,
    Nomination,
    PastAward,
    PastImport,
    PrinterProfile,
    RegisterEntry,
)
from awards.printing import measurements, printers
from awards.submitting import completeness
from blocs.models import Activity, Bloc, Photo, Season
from conferences.models import Conference
from core import clock
from core.models import Entry, User
from desk.demo import build, marks, photos
from documents.models import Document
from results import standings
from results.models import CrossAssignment, ScoreLine

pytestmark = pytest.mark.django_db

CENTRAL, INTERNAL = "Các cơ quan Đảng Trung ương", "Nội chính Trung ương"
CLUSTER = "Nam đồng bằng sông Hồng"


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    """The demo, begun once for the tests that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build.Story()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=["scoring", "awarding"])
def told(request, story):
    """The demo up to the day of a phase, then told on up to that of the next; (phase, logins)."""
    story.tell(request.param)
    return request.param, story.logins


def test_every_bloc_stands_where_the_story_of_that_day_left_them(told):
    phase, _ = told
    seasons = Season.objects.filter(year=2023).values_list("bloc__short_name", "phase")

    assert (
        dict(seasons)
        == {
            "scoring": {CENTRAL: "scoring", INTERNAL: "midyear", CLUSTER: "midyear"},
            "awarding": {CENTRAL: "awarding", INTERNAL: "appraisal", CLUSTER: "scoring"},
        }[phase]
    )
    assert [bloc.memberships.count() for bloc in Bloc.objects.order_by("pk")] == [14, 8, 5]


def test_members_have_got_as_far_as_the_story_of_that_day_says(told):
    phase, _ = told
    central, internal = (Season.objects.get(year=2023, bloc__short_name=name) for name in (CENTRAL, INTERNAL))

    assert counted(central.pledges) == {"handed_in": 14}
    assert (counted(central.sheets), counted(internal.sheets)) == {
        "scoring": ({"submitted": 2, "draft": 6}, {}),
        "awarding": ({"appraised": 14}, {"appraised": 2, "submitted": 5, "returned": 1}),
    }[phase]


def test_the_head_of_the_internal_bloc_is_scored_across(told):
    phase, _ = told
    rows = CrossAssignment.objects.order_by("pk").annotate(marked=Count("marks"))
    found = [(row.scorer.names.get().code, row.state, row.marked) for row in rows]

    under_way = [
        ("TANDTC", "handed_in", 8),
        ("BQP", "abstained", 0),
        ("BCA", "draft", 0),
        ("BTP", "draft", 3),
    ]
    assert found == ([] if phase == "scoring" else under_way)


def test_the_cluster_scores_by_formulas_and_shows_what_does_not_apply(told):
    phase, _ = told
    season = Season.objects.get(bloc__short_name=CLUSTER)
    assert season.criteria.total_cap == 103
    if phase == "scoring":
        pytest.skip("chưa tự chấm ở ngày này")

    assert counted(season.sheets) == {"submitted": 2, "draft": 2}
    lines = ScoreLine.objects.filter(sheet__season=season, sheet__agency__names__code="TB")
    assert [(line.criterion.code, str(line.self_points)) for line in lines.order_by("criterion__path")][
        :7
    ] == [
        ("I.1", "21.00"),
        ("I.2", "20.00"),
        ("I.3", "10.00"),
        ("I.4", "10.00"),
        ("II.1", "10.00"),
        ("II.2", "13.50"),
        ("II.3", "12.00"),
    ]
    free = ScoreLine.objects.with_exemptions().filter(
        sheet__season=season, criterion__name="Phát triển kinh tế biển"
    )
    assert {line.exempt for line in free if line.exempt} == {"Tỉnh không có biển"}


def test_no_appraisal_gives_a_reason_for_what_it_left_as_it_was(told):
    same = ScoreLine.objects.filter(appraised_points=F("self_points"))

    assert set(same.values_list("appraisal_reason", flat=True)) <= {""}


def test_activities_of_the_year_that_were_held_show_photos_marked_as_samples(told):
    held = Activity.objects.filter(season__year=2023, state="held", season__bloc__short_name=CENTRAL)
    shown = Photo.objects.filter(activity__in=held)

    assert set(shown.values_list("activity", flat=True)) == set(held.values_list("pk", flat=True))
    assert all(photo.caption.endswith("(ảnh mẫu)") for photo in shown)


@pytest.mark.parametrize("scene", photos.SCENES)
def test_a_drawn_photo_is_the_same_every_time(scene):
    first, second = photos.taken(scene), photos.taken(scene)

    assert first.read() == second.read()


def test_the_years_before_and_after_stand_as_they_were_reported(told):
    phase, _ = told
    seasons = Season.objects.exclude(year=2023).order_by("year").values_list("year", "phase")

    assert list(seasons) == [(2019, "closed")] + ([(2024, "running")] if phase == "awarding" else [])


def test_the_election_gave_2024_its_reported_lead(told):
    phase, _ = told
    if phase == "scoring":
        pytest.skip("chưa bầu ở ngày này")
    terms = Season.objects.get(year=2024).terms.values_list("post", "agency__names__code")

    assert list(terms) == [
        ("head", "BNCTW"),
        ("standing_deputy", "BTCTW"),
        ("deputy", "BTGTW"),
        ("deputy", "BND"),
    ]


def test_honours_come_as_reported_and_each_certificate_has_its_number(told):
    phase, _ = told
    if phase == "scoring":
        pytest.skip("chưa khen thưởng ở ngày này")
    endorsed = Nomination.objects.filter(state="endorsed").order_by("form__ceremony_order", "pk")

    assert list(endorsed.values_list("form__code", "agency__names__code")) == [
        ("government-flag", "NXBST"),
        ("government-flag", "HVCTQG"),
        ("pm-merit", "BĐNTW"),
        ("pm-merit", "ĐUKDN"),
        ("pm-merit", "UBKTTW"),
    ]
    assert Certificate.objects.count() == RegisterEntry.objects.count() == 69
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == list(range(1, 70))
    assert counted(Certificate.objects.order_by()) == {"valid": 67, "replaced": 1, "revoked": 1}


def test_the_printer_of_the_certificates_was_measured_before_they_were_printed(told):
    phase, _ = told
    found = [
        (
            profile.name,
            profile.agency.names.get().code,
            measurements.briefly(printers.current(profile).distortion),
        )
        for profile in PrinterProfile.objects.in_use()
    ]
    measured = [("Canon LBP 8100n", "NXBST", "+1,2 / −0,7 mm")]
    assert found == ([] if phase == "scoring" else measured)
    assert {profile.agency_id for profile in PrinterProfile.objects.all()} <= {
        decision.issuing_agency_id for decision in Decision.objects.exclude(state="draft")
    }


def test_dossiers_stand_at_different_points_of_their_way(told):
    phase, _ = told
    found = {row.form.code: row for row in Dossier.objects.select_related("form", "season__bloc")}
    if phase == "scoring":
        assert found == {}
        return

    assert {code: row.state for code, row in found.items()} == {
        "government-flag": "draft",
        "pm-merit": "draft",
        "ministry-merit": "sent",
    }
    article = "(Luật Thi đua, khen thưởng 06/2022/QH15, Điều 84 khoản 1)"
    with clock.at(build.PHASES[phase]):
        assert completeness.missing(found["pm-merit"]) == []
        assert completeness.missing(found["government-flag"]) == [
            f"chưa lập tờ trình {article}",
            f"chưa có báo cáo thành tích của Học viện Chính trị quốc gia Hồ Chí Minh {article}",
            "báo cáo thành tích của Nhà xuất bản Chính trị quốc gia Sự thật đã viết, chưa lập văn bản "
            f"{article}",
        ]
    lines = Nomination.objects.filter(form__code="ministry-merit").order_by("pk")
    assert [row.state for row in lines] == [
        "granted",
        "sent",
        "lowered",
        "refused",
        "returned",
        "proposed",
    ]


def test_awards_of_earlier_years_are_there_with_one_that_is_nobodys(told):
    phase, _ = told
    if phase == "scoring":
        pytest.skip("chưa nhập ở ngày này")

    assert [row.recipient_text for row in PastAward.objects.unmatched()] == ["Đỗ Văn Thực"]
    assert (PastAward.objects.count(), len(PastImport.objects.get().left_out)) == (10, 1)


def test_conferences_have_left_their_minutes(told):
    phase, _ = told
    held = Conference.objects.order_by("starts_on").values_list("season__year", "kind", "state")

    assert list(held) == [
        (2019, "thematic", "closed"),
        (2019, "yearend", "closed"),
        (2023, "midyear", "closed"),
        *([(2023, "yearend", "closed")] if phase == "awarding" else []),
    ]


def test_everything_is_marked_as_sample(told):
    assert set(Bloc.objects.values_list("sample", flat=True)) == {True}
    assert set(Document.objects.values_list("sample", flat=True)) == {True}


def test_it_happens_on_its_own_days(told):
    phase, _ = told

    assert Entry.objects.last().at.date() == build.BEGAN
    assert max(Entry.objects.values_list("at", flat=True)).date() <= build.PHASES[phase]


def test_every_login_works(told):
    _, logins = told
    for login in logins:
        assert User.objects.get(username=login["username"]).check_password(login["password"]), login


def test_the_standing_has_the_totals_and_the_shared_place_of_the_story(told):
    phase, _ = told
    if phase == "scoring":
        pytest.skip("chưa chấm xong ở ngày này")
    central = Season.objects.get(year=2023, bloc__short_name=CENTRAL)
    first = standings.by_place(standings.of(central))[:5]

    assert [(place.rank, place.code, str(place.totals.total)) for place in first] == [
        (1, "NXBST", "98.75"),
        (2, "HVCTQG", "98.25"),
        (3, "BĐNTW", "97.50"),
        (3, "ĐUKDN", "97.50"),
        (5, "UBKTTW", "97.25"),
    ]


def test_its_days_run_through_all_nine_phases():
    days = list(build.PHASES.values())

    assert list(build.PHASES) == Season.Phase.values
    assert days == sorted(days)
    assert date(2023, 1, 9) < days[0]


@pytest.mark.parametrize(
    ("total", "maxima"), [("58.50", [20, 15, 10, 10, 5]), ("0.50", [3, 2]), ("0", [3, 2])]
)
def test_points_spread_over_criteria_add_up_and_fit(total, maxima):
    points = marks.spread(Decimal(total), [Decimal(most) for most in maxima])

    assert sum(points) == Decimal(total)
    assert [0 <= point <= most for point, most in zip(points, maxima, strict=True)] == [True] * len(maxima)


def counted(rows):
    """How many of `rows` are in each state."""
    return dict(rows.values_list("state").annotate(count=Count("pk")))
