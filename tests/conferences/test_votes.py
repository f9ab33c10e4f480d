"""The year-end conference votes: nominations endorsed or dropped, next year's lead elected."""

from datetime import date

import pytest
from django.urls import reverse

from awards import trail
from awards.models import Nomination
from awards.nominating import nominations
from blocs import founding, leadership, phases, seasons
from blocs.models import Season, Term
from conferences.endorsing import elections, endorsement, endorsement_changes
from conferences.models import Election
from core.rules import RuleError
from tests import world
from tests.awards import scene as honours

from . import scene

pytestmark = pytest.mark.django_db
PLACES = Term.Place


@pytest.fixture
def season():
    return scene.season()


@pytest.fixture
def conference(season):
    return scene.opened(season)


def refused(act, *args, **facts):
    with pytest.raises(RuleError) as refusal:
        act(*args, **facts, by=None)
    return str(refusal.value)


def terms(season):
    return [(term.post, term.agency.name) for term in season.terms.all()]


# endorsement


def test_nominations_are_grouped_by_form_in_the_order_of_the_ceremony(season):
    for code, place in (("pm-merit", 2), ("ministry-flag", 3), ("government-flag", 3)):
        honours.nomination(season, place, code=code)
    honours.nomination(season, 2, code="head-merit")  # the bloc's own is decided before

    found = [
        (group.form.code, [endorsement.subject_of(row) for row in group.nominations])
        for group in endorsement.groups(season)
    ]

    assert found == [
        ("government-flag", ["Ban Ba"]),
        ("pm-merit", ["Ban Hai"]),
        ("ministry-flag", ["Ban Ba"]),
    ]
    assert [row.form.code for row in endorsement.waiting(season)] == ["government-flag", "pm-merit"]


def test_votes_above_half_endorse_and_are_kept_with_their_base(season, conference):
    flag = honours.nomination(season, code="government-flag")
    merit = honours.nomination(season, 2, code="pm-merit")

    endorsement.endorse(conference, {flag: 2, merit: None}, 3, by=None)

    assert [(row.state, row.votes, row.votes_base) for row in (scene.now(flag), scene.now(merit))] == [
        ("endorsed", 2, 3),
        ("endorsed", None, None),
    ]


def test_one_vote_too_few_records_none_of_the_list(season, conference):
    flag = honours.nomination(season, code="government-flag")
    merit = honours.nomination(season, 2, code="pm-merit")

    assert refused(endorsement.endorse, conference, {flag: 3, merit: 1}, 3) == (
        "Bằng khen TTCP: Ban Hai: 1/3 phiếu (33,3%), cần trên 50% của 3 đơn vị có mặt: ít nhất 2 phiếu. "
        "Hãy đưa đề nghị này ra khỏi danh sách."
    ).replace("Bằng khen TTCP", merit.form.short_name)
    assert set(Nomination.objects.values_list("state", flat=True)) == {"proposed"}


def test_more_votes_than_units_are_refused(season, conference):
    flag = honours.nomination(season, code="government-flag")

    assert refused(endorsement.endorse, conference, {flag: 4}, 3) == (
        f"{flag}: 4 phiếu nhiều hơn 3 đơn vị có mặt. Hãy kiểm tra số phiếu."
    )


def test_what_was_decided_meanwhile_is_not_decided_again(season, conference):
    flag = honours.nomination(season, code="government-flag")
    nominations.withdraw(flag, reason="Đơn vị rút", by=None)

    assert refused(endorsement.endorse, conference, {scene.now(flag): 3}, 3).startswith(
        "Việc này không làm được ở trạng thái “Đơn vị đã rút”."
    )


def test_a_nomination_is_dropped_with_a_reason(season, conference):
    flag = honours.nomination(season, code="government-flag")

    assert refused(endorsement.drop, conference, flag, reason=" ") == "Hãy ghi lý do rồi gửi lại."
    endorsement.drop(conference, flag, reason="1/3 phiếu", by=None)

    assert (scene.now(flag).state, scene.now(flag).reason) == ("dropped", "1/3 phiếu")
    assert endorsement.waiting(season).count() == 0


def test_the_conference_corrects_votes_and_endorses_for_another_form_with_a_reason(season, conference):
    flag = honours.nomination(season, code="government-flag")
    endorsement.endorse(conference, {flag: 2}, 3, by=None)
    said = {"votes": 3, "base": 3, "reason": "Ghi nhầm."}

    for _ in range(2):  # the second click changes nothing
        endorsement_changes.change(conference, flag, form=flag.form, **said, by=None)
    flag = scene.now(flag)
    assert (flag.state, flag.votes, flag.votes_base) == ("endorsed", 3, 3)
    assert [(step.what, step.reason) for step in trail.of(flag)][2:] == [
        ("Khối sửa số phiếu tại hội nghị", "Trước đó ghi 2/3 phiếu (66,7%). Ghi nhầm.")
    ]

    merit = honours.form("pm-merit")
    moved = endorsement_changes.change(conference, flag, form=merit, **said, by=None)
    assert (moved.form, moved.agency, moved.achievement) == (merit, flag.agency, flag.achievement)
    assert (scene.now(moved).state, scene.now(moved).votes) == ("endorsed", 3)
    assert (scene.now(flag).state, scene.now(flag).reason) == (
        "dropped",
        f"Hội nghị chuyển sang {merit.name}: Ghi nhầm.",
    )


def test_changes_that_do_not_carry_say_no_reason_or_name_a_foreign_form_are_refused(season, conference):
    flag = honours.nomination(season, code="government-flag")
    endorsement.endorse(conference, {flag: 2}, 3, by=None)
    said = {"form": flag.form, "votes": 3, "base": 3, "reason": "Ghi nhầm."}
    own, merit = honours.form("head-merit"), honours.form("pm-merit")

    def refusal(**facts):
        return refused(endorsement_changes.change, conference, flag, **said | facts)

    assert refusal(reason=" ") == refusal(reason=" ", form=merit) == "Hãy ghi lý do rồi gửi lại."
    assert "cần trên 50%" in refusal(votes=1)
    assert refusal(form=own) == f"{own.name} không dành cho Ban Ba trong năm 2023."
    assert (scene.now(flag).votes, Nomination.objects.count()) == (2, 1)
    endorsement.drop(conference, flag, reason="Không đủ", by=None)
    assert refusal() == endorsement_changes.DECIDED


def test_the_page_of_votes_leads_to_the_change(client, season, conference):
    flag = honours.nomination(season, code="government-flag")
    endorsement.endorse(conference, {flag: 2}, 3, by=None)
    client.force_login(scene.user_of(season))
    listed, page = (
        reverse("conferences:endorse", args=[conference.pk]),
        reverse("conferences:endorse_change", args=[conference.pk, flag.pk]),
    )

    assert page in client.get(listed).text
    assert client.get(page).context["form"].initial == {"form": flag.form_id, "votes": 2, "base": 3}
    sent = {"form": flag.form_id, "votes": "3", "base": "3", "reason": "Ghi nhầm."}
    both = client.post(page, sent | {"shown": "on"})
    assert both.context["form"].errors["votes"] == [
        "Ghi số phiếu hoặc đánh dấu biểu quyết, không dùng cả hai."
    ]
    assert client.post(page, sent).url == listed
    assert scene.now(flag).votes == 3


def test_nominations_of_another_year_are_refused(season, conference):
    flag = honours.nomination(season, code="government-flag")
    flag.season_id += 1

    assert refused(endorsement.endorse, conference, {flag: 3}, 3) == (
        "Đề nghị này không thuộc năm thi đua của hội nghị."
    )


def test_votes_are_recorded_only_at_an_open_yearend_conference(season):
    flag = honours.nomination(season, code="government-flag")
    planned = scene.staffed(scene.planned(season))
    thematic = scene.opened(season, "thematic")

    assert refused(endorsement.endorse, planned, {flag: 3}, 3) == (
        "Hội nghị chưa khai mạc. Hãy khai mạc trước rồi ghi tiếp."
    )
    assert refused(endorsement.endorse, thematic, {flag: 3}, 3) == (
        "Đề nghị khen thưởng được thông qua tại hội nghị tổng kết."
    )


# election


def test_the_election_opens_next_year_and_writes_its_lead(season, conference):
    posts = (PLACES.HEAD, PLACES.STANDING_DEPUTY)

    elections.record(conference, places=scene.places(season, *posts, votes=3, base=3), by=None)

    following = Season.objects.get(year=2024)
    assert terms(following) == [("head", "Ban Hai"), ("standing_deputy", "Ban Ba")]
    election = Election.objects.get()
    assert election.year == 2024
    assert [(line.label, line.name, line.result) for line in elections.lines_of(election)] == [
        ("Khối trưởng", "Ban Hai", "3/3 phiếu (100%)"),
        ("Khối phó Thường trực", "Ban Ba", "3/3 phiếu (100%)"),
    ]


def test_rights_rotate_with_the_election(season, conference):
    old, new = scene.user_of(season, 1), scene.user_of(season, 2)

    scene.elected(conference)

    following = Season.objects.get(year=2024)
    assert (leadership.leads(old, season), leadership.leads(new, season)) == (True, False)
    assert (leadership.leads(old, following), leadership.leads(new, following)) == (False, True)


def test_a_next_year_that_is_open_keeps_what_it_has_but_its_lead(season, conference):
    following = seasons.open_season(season.bloc, year=2024, theme="Chủ đề mới", by=None)
    leadership.appoint(following, head=world.members(season.bloc)[0], by=None)
    effect = elections.effect(conference)
    assert (effect.opens, [(term.post, term.name) for term in effect.replaces]) == (
        False,
        [("head", "Ban Một")],
    )

    scene.elected(conference)

    following = Season.objects.get(year=2024)
    assert (following.theme, terms(following)[0]) == ("Chủ đề mới", ("head", "Ban Hai"))


def test_before_the_election_the_effect_says_that_next_year_opens(conference):
    effect = elections.effect(conference)

    assert (effect.year, effect.opens, effect.replaces) == (2024, True, [])


def test_only_members_of_next_year_are_elected(season, conference):
    membership = season.bloc.memberships.get(order=2)
    places = scene.places(season)
    founding.leave(membership, left_on=date(2024, 1, 1), reason="Sáp nhập", by=None)

    assert [agency.name for agency in elections.candidates(season)] == ["Ban Một", "Ban Ba"]
    assert refused(elections.record, conference, places=places) == (
        "Ban Hai không phải thành viên của Khối trong năm 2024."
    )


@pytest.mark.parametrize(
    ("posts", "numbers", "sentence"),
    [
        ((PLACES.DEPUTY,), {}, "Hãy chọn một đơn vị Khối trưởng"),
        ((PLACES.HEAD, PLACES.HEAD), {}, "Hãy chọn một đơn vị Khối trưởng"),
        ((PLACES.HEAD,), {"votes": 4, "base": 3}, "Ban Hai: số phiếu không thể nhiều hơn"),
        ((PLACES.HEAD,), {"votes": 3, "base": None}, "Hãy ghi số đơn vị có mặt"),
    ],
)
def test_places_that_cannot_be_are_refused(season, conference, posts, numbers, sentence):
    places = scene.places(season, *posts, **numbers)

    assert refused(elections.record, conference, places=places).startswith(sentence)
    assert (Election.objects.count(), Season.objects.count()) == (0, 1)


def test_one_agency_holds_one_place(season, conference):
    agency = world.members(season.bloc)[1]
    places = [(PLACES.HEAD, agency, None, None), (PLACES.DEPUTY, agency, None, None)]

    assert refused(elections.record, conference, places=places).startswith(
        "Một đơn vị chỉ giữ một vị trí lãnh đạo Khối trong năm."
    )


def test_an_election_is_recorded_once(season, conference):
    scene.elected(conference)

    assert refused(elections.record, conference, places=scene.places(season)) == (
        "Kết quả bầu đã được ghi; hãy tải lại trang để xem."
    )
    assert Election.objects.count() == 1


def test_an_election_belongs_to_an_open_yearend_conference(season):
    thematic = scene.opened(season, "thematic")
    planned = scene.planned(season)

    assert refused(elections.record, thematic, places=scene.places(season)) == (
        "Lãnh đạo Khối năm sau được bầu tại hội nghị tổng kết."
    )
    assert refused(elections.record, planned, places=scene.places(season)) == (
        "Hội nghị chưa khai mạc. Hãy khai mạc trước rồi ghi tiếp."
    )


def test_a_closed_next_year_gets_no_lead(season, conference):
    following = seasons.open_season(season.bloc, year=2024, by=None)
    while not following.is_closed:
        phases.advance(following, frm=following.phase, by=None)

    assert refused(elections.record, conference, places=scene.places(season)) == (
        "Năm 2024 đã khép lại, không ghi lãnh đạo Khối được nữa."
    )


def test_a_year_that_stepped_back_records_neither_votes_nor_an_election(season, conference):
    flag = honours.nomination(season, code="government-flag")
    phases.step_back(scene.reread(season), reason="Cộng nhầm", by=None)
    sentence = "Hội nghị tổng kết họp ở bước Hội nghị; năm này đang ở bước Thẩm định."

    assert refused(endorsement.endorse, conference, {flag: 3}, 3) == sentence
    assert refused(endorsement.drop, conference, flag, reason="Không đạt") == sentence
    assert refused(elections.record, conference, places=scene.places(season)) == sentence


def test_an_election_in_a_next_year_that_has_signed_its_pledges_changes_its_lead_only(season, conference):
    following = world.planned(world.season(season.bloc, year=2024))
    for phase in ("planning", "pledging"):
        phases.advance(following, frm=phase, by=None)

    scene.elected(conference)

    assert scene.reread(following).phase == "running"
    assert [term.agency.name for term in following.terms.order_by("rank")] == ["Ban Hai", "Ban Ba"]


# whose turn it is


def test_whose_turn_it_is_comes_chosen_in_the_form_of_the_election(client, season, conference):
    client.force_login(scene.user_of(season, scene.HEAD))
    page = client.get(reverse("conferences:elect", args=[conference.pk]))

    assert page.context["form"]["head"].value() == honours.member(season, scene.DEPUTY).pk
    assert page.context["turn"].name == "Ban Hai"


def test_where_a_vote_decides_nobody_comes_chosen(client, season, conference):
    founding.correct(season.bloc, rotation="vote", by=None)
    client.force_login(scene.user_of(season, scene.HEAD))
    page = client.get(reverse("conferences:elect", args=[conference.pk]))

    assert (page.context["form"]["head"].value(), page.context["turn"]) == (None, None)
