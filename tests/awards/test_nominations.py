"""Nominations: who may be put forward for what, every refusal in words, and what the page remarks."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards import rounds, trail
from awards.deciding import decisions
from awards.models import Nomination
from awards.nominating import conditions, nominations
from blocs.models import Season
from core.models import Entry
from core.rules import RuleError
from tests import world
from tests.awards import scene
from tests.awards.scene import DEPUTY, MEMBER

pytestmark = pytest.mark.django_db

AGAIN = (
    "đã được đề nghị hình thức đó trong năm; một thành tích không khen hai lần (theo Luật Thi đua, khen "
    "thưởng 15/2003/QH11, Điều 6, chưa đối chiếu văn bản gốc). Hãy mở đề nghị đã có."
)


@pytest.fixture
def season():
    return scene.appraised_season()


def at(season, phase):
    """The season in another phase; the way there is the business of other rooms."""
    Season.objects.filter(pk=season.pk).update(phase=phase)
    return Season.objects.get(pk=season.pk)


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


# proposing


def test_a_member_puts_forward_itself_a_collective_and_a_person(season):
    rows = [
        scene.nomination(season, code="government-flag"),
        scene.nomination(season, of=scene.collective(season)),
        scene.nomination(season, of=scene.person(season)),
    ]

    assert [row.recipient for row in rows] == ["agency", "collective", "person"]
    assert [str(row.subject) for row in rows] == ["Ban Ba", "Vụ Tổng hợp", "Trần Thị Mai"]
    assert {row.state for row in rows} == {"proposed"}
    assert [Entry.objects.about(row).get().act for row in rows] == ["propose"] * 3


@pytest.mark.parametrize("phase", ["planning", "pledging", "running", "midyear", "scoring"])
def test_nothing_is_put_forward_before_the_appraisal(season, phase):
    said = refusal(scene.nomination, at(season, phase), code="government-flag")

    label = Season.Phase(phase).label
    assert said == (
        f"Việc này làm từ bước Thẩm định đến bước Trình khen thưởng; năm này đang ở bước {label}."
    )


def test_nothing_is_put_forward_in_a_closed_year(season):
    said = refusal(scene.nomination, at(season, "closed"), code="government-flag")

    assert said == "Năm 2023 đã khép lại; chỉ còn xem được."


@pytest.mark.parametrize("phase", rounds.PROPOSING)
def test_it_is_put_forward_until_the_awarding_ends(season, phase):
    assert scene.nomination(at(season, phase), code="government-flag").pk


def test_a_stranger_to_the_bloc_is_not_put_forward(season):
    stranger = world.agency("Bộ Ngoài")
    facts = {"form": scene.form("pm-merit"), "agency": stranger, "ground": "merit", "achievement": "Việc"}
    days = {"achieved_from": date(2023, 1, 1), "achieved_to": date(2023, 12, 31)}

    said = refusal(nominations.propose, season, **facts, **days, by=None)

    assert said == "Bộ Ngoài không phải thành viên của Khối trong năm 2023."


@pytest.mark.parametrize("make", [scene.collective, scene.person])
def test_a_collective_or_person_of_another_member_is_not_put_forward(season, make):
    of = make(season, DEPUTY)

    assert refusal(scene.nomination, season, MEMBER, of=of) == (
        f"{of} không thuộc Ban Ba. Hãy chọn lại tập thể, cá nhân."
    )


def test_a_form_is_only_for_whom_it_is_meant(season):
    said = refusal(scene.nomination, season, code="government-flag", of=scene.person(season))

    assert said == (
        "Cờ thi đua của Chính phủ không dành cho cá nhân (theo Luật Thi đua, khen thưởng 15/2003/QH11, sửa "
        "đổi 2005, 2013, chưa đối chiếu văn bản gốc)."
    )


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("cluster", "endorsed", "Cụm đã thông qua"),
        ("bloc", "endorsed", "Khối đã thông qua"),
        ("cluster", "granted", "Đã khen thưởng"),
    ],
)
def test_the_state_is_told_in_the_blocs_own_word(season, kind, state, words):
    row = scene.nomination(season)
    row.season.bloc.kind, row.state = kind, state

    assert row.state_words == words


def test_a_form_of_another_time_is_refused(season):
    later = type(scene.form()).objects.on(date(2025, 1, 1)).get(code="government-flag")
    facts = {"agency": scene.member(season), "ground": "merit", "achievement": "Việc"}
    days = {"achieved_from": date(2023, 1, 1), "achieved_to": date(2023, 12, 31)}

    said = refusal(nominations.propose, season, form=later, **facts, **days, by=None)

    assert said == (
        "Cờ thi đua của Chính phủ không có trong danh mục áp dụng cho năm 2023: bản này áp dụng từ "
        "01/01/2024 (theo Luật Thi đua, khen thưởng 06/2022/QH15, Điều 25; Nghị định 152/2025/NĐ-CP, "
        "Điều 3, 7, 37)."
    )


@pytest.mark.parametrize("what", ["agency", "collective", "person"])
def test_the_second_click_is_told_that_it_is_there(season, what):
    of = {"agency": None, "collective": scene.collective(season), "person": scene.person(season)}[what]
    scene.nomination(season, code="pm-merit", of=of)

    who = "Đơn vị này" if what == "agency" else "Đối tượng này"
    assert refusal(scene.nomination, season, code="pm-merit", of=of) == f"{who} {AGAIN}"
    assert Nomination.objects.count() == 1


def test_the_period_runs_forward(season):
    with pytest.raises(ValidationError) as refused:
        scene.nomination(season, achieved_from=date(2023, 6, 1), achieved_to=date(2023, 5, 31))

    assert refused.value.messages == ["Ngày cuối của thời gian lập thành tích phải từ ngày đầu trở đi."]


# quotas


def test_above_the_quota_of_a_member_it_is_refused_with_figures_and_source(season):
    scene.quota(season, total=9, per_member=1)
    scene.nomination(season)

    assert refusal(scene.nomination, season) == (
        "Bằng khen của Khối trưởng, tập thể: Ban Ba đã đề nghị 1, hạn mức của mỗi đơn vị là 1 "
        f"(theo {scene.LETTER}). Hãy rút bớt một đề nghị khác, hoặc nhờ đơn vị Khối trưởng ghi đề nghị này "
        "kèm lý do vượt hạn mức."
    )


def test_above_the_quota_of_the_bloc_it_is_refused(season):
    scene.quota(season, total=1)
    scene.nomination(season, DEPUTY)

    assert refusal(scene.nomination, season).startswith(
        "Bằng khen của Khối trưởng, tập thể: Khối đã đề nghị 1, hạn mức của cả Khối là 1 (theo "
    )


def test_the_head_lets_one_pass_with_a_reason_kept_only_where_it_is_needed(season):
    scene.quota(season, per_member=1)
    within = scene.nomination(season, over_quota="Không cần")
    above = scene.nomination(season, over_quota="  Có giải   quốc gia ")

    assert (within.over_quota, above.over_quota) == ("", "Có giải quốc gia")
    assert nominations.warnings(within) == []
    assert nominations.warnings(above) == [
        "Vượt hạn mức tập thể của đơn vị (2/1). Khối trưởng cho phép: Có giải quốc gia"
    ]


def test_a_quota_lowered_later_is_remarked_on_those_that_came_last(season):
    first, second = scene.nomination(season), scene.nomination(season)
    scene.quota(season, total=1)

    assert nominations.warnings(first) == []
    assert nominations.warnings(second) == ["Vượt hạn mức cả Khối (2/1)"]


# endings


def test_a_withdrawn_one_says_why_and_comes_back(season):
    row = scene.nomination(season)

    nominations.withdraw(row, reason="Nhầm tập thể", by=None)
    assert (row.state, row.reason) == ("withdrawn", "Nhầm tập thể")
    nominations.propose_again(row, by=None)

    assert row.state == "proposed"
    assert [(step.what, step.reason) for step in trail.of(row)] == [
        ("Đề nghị", ""),
        ("Đơn vị rút đề nghị", "Nhầm tập thể"),
        ("Đề nghị lại", ""),
    ]


@pytest.mark.parametrize("act", [nominations.withdraw, nominations.drop])
def test_an_ending_needs_its_reason_and_happens_once(season, act):
    row = scene.nomination(season)

    assert refusal(act, row, reason=" ", by=None) == "Hãy ghi lý do rồi gửi lại."
    act(row, reason="Chưa đủ điều kiện", by=None)
    again = refusal(act, row, reason="Chưa đủ điều kiện", by=None)
    assert again.startswith("Việc này không làm được ở trạng thái “")


def test_an_endorsed_one_is_not_withdrawn_but_may_be_dropped(season):
    row = scene.nomination(at(season, "conference"))
    nominations.endorse(row, votes=2, votes_base=3, by=None)

    assert refusal(nominations.withdraw, row, reason="Thôi", by=None).startswith("Việc này không làm được")
    assert nominations.drop(row, reason="Bị kỷ luật", by=None).state == "dropped"


@pytest.mark.parametrize("act", [nominations.withdraw, nominations.drop, nominations.refuse])
def test_one_that_stands_in_a_draft_is_taken_out_of_it_first(season, act):
    season = at(season, "conference")
    row = scene.nomination(season)
    decisions.add(scene.draft(season), [row], by=None)

    assert refusal(act, row, reason="Thôi", by=None) == (
        "Đề nghị này đang nằm trong dự thảo quyết định 05-QĐ/KTĐ. Hãy bỏ khỏi dự thảo trước."
    )


def test_it_comes_back_only_within_the_quota(season):
    scene.quota(season, per_member=1)
    row = scene.nomination(season)
    nominations.withdraw(row, reason="Thôi", by=None)
    scene.nomination(season)

    assert "hạn mức của mỗi đơn vị là 1" in refusal(nominations.propose_again, row, by=None)


def test_it_comes_back_only_once(season):
    of = scene.collective(season)
    row = scene.nomination(season, of=of)
    nominations.withdraw(row, reason="Thôi", by=None)
    scene.nomination(season, of=of)

    assert refusal(nominations.propose_again, row, by=None) == f"Đối tượng này {AGAIN}"


# the bloc and the authorities


def test_votes_are_copied_and_acclamation_has_none(season):
    season = at(season, "conference")
    voted, acclaimed = scene.nomination(season), scene.nomination(season)

    nominations.endorse(voted, votes=13, votes_base=14, by=None)
    nominations.endorse(acclaimed, votes=None, votes_base=None, by=None)

    assert (voted.state, voted.votes, voted.votes_base) == ("endorsed", 13, 14)
    assert (acclaimed.state, acclaimed.votes, acclaimed.votes_base) == ("endorsed", None, None)
    assert [step.votes for step in trail.of(voted)] == ["", "13/14"]


@pytest.mark.parametrize(("votes", "base"), [(15, 14), (3, None), (None, 14)])
def test_votes_that_cannot_be_are_refused(season, votes, base):
    row = scene.nomination(at(season, "conference"))

    assert refusal(nominations.endorse, row, votes=votes, votes_base=base, by=None) == nominations.VOTED
    row.refresh_from_db()
    assert row.state == "proposed"


def test_the_bloc_endorses_only_from_the_conference_on(season):
    row = scene.nomination(season)

    assert refusal(nominations.endorse, row, votes=None, votes_base=None, by=None) == (
        "Việc này làm từ bước Hội nghị đến bước Trình khen thưởng; năm này đang ở bước Thẩm định."
    )


def test_what_an_authority_refuses_says_why(season):
    row = scene.nomination(at(season, "awarding"), code="pm-merit")

    nominations.refuse(row, reason="Chưa đủ 5 năm", by=None)

    assert (row.state, row.reason) == ("refused", "Chưa đủ 5 năm")


# what the page remarks


def granted_in(season, of, **facts):
    """An issued decision of the year that honours `of`."""
    scene.issued_decision(season, [scene.nomination(season, of=of, **facts)])


@pytest.fixture
def person_granted_in_2022():
    """(the season of 2023, a person who got the form in 2022)."""
    season = scene.appraised_season()
    person = scene.person(season)
    former = world.season(season.bloc, year=2024)  # the year before is built after: its number is set back
    Season.objects.filter(pk=former.pk).update(year=2022, phase="appraisal", standing_on=date(2022, 12, 31))
    former = Season.objects.get(pk=former.pk)
    granted_in(former, person, achievement="Đề án A", achieved_to=date(2022, 12, 31))
    return season, person


def test_the_same_form_of_an_earlier_year_is_remarked(person_granted_in_2022):
    season, person = person_granted_in_2022
    row = scene.nomination(season, of=person, achievement="Đề án B")

    assert nominations.warnings(row) == ["Đã nhận Bằng khen Khối trưởng năm 2022"]


FORMER = "(Quyết định 05-QĐ/KTĐ, ngày 20/12/2023)"


def test_the_same_words_for_another_time_are_to_be_compared_whatever_their_accents(person_granted_in_2022):
    season, person = person_granted_in_2022
    row = scene.nomination(season, of=person, achievement="ĐỀ  ÁN A")

    remarks = conditions.of(season, [row])[row.pk]
    source = "Luật Thi đua, khen thưởng 15/2003/QH11, Điều 6"
    assert [(remark.text, remark.grave) for remark in remarks] == [
        (f"Thành tích ghi giống lần khen năm 2022 {FORMER}: hãy đối chiếu: theo {source}", False),
        ("Đã nhận Bằng khen Khối trưởng năm 2022", False),
    ]


def test_a_time_that_was_honoured_already_is_remarked(person_granted_in_2022):
    season, person = person_granted_in_2022
    row = scene.nomination(season, of=person, achievement="Đề án B", achieved_from=date(2022, 7, 1))

    until = f"đã tính thành tích đến hết ngày 31/12/2022 {FORMER}"
    source = "Luật Thi đua, khen thưởng và các nghị định hướng dẫn"
    assert nominations.warnings(row) == [f"Lần khen năm 2022 {until}: theo {source}"]


def test_what_others_were_granted_is_not_even_read(person_granted_in_2022, monkeypatch):
    season, person = person_granted_in_2022
    row = scene.nomination(season, of=person, achievement="Đề án B")
    stranger = scene.person(season, name="Lê Văn Bình")
    former = Season.objects.get(year=2022)
    Nomination.objects.create(
        **{name: getattr(row, name) for name in ("form", "agency", "achieved_from", "achieved_to")},
        **{"season": former, "person": stranger, "state": "granted", "proposed_at": row.proposed_at},
    )
    read, usual = [], Nomination.from_db.__func__
    monkeypatch.setattr(
        Nomination, "from_db", classmethod(lambda *args: read.append(usual(*args)) or read[-1])
    )

    assert nominations.warnings(row) == ["Đã nhận Bằng khen Khối trưởng năm 2022"]
    assert {found.person_id for found in read} == {person.pk}


def test_several_forms_for_one_subject_are_remarked(season):
    person = scene.person(season)
    own = scene.nomination(season, of=person)
    scene.nomination(season, of=person, code="pm-merit")

    assert nominations.warnings(own) == [
        "Năm nay còn được đề nghị Bằng khen TTCP; một thành tích chỉ khen một hình thức"
    ]


def test_a_time_outside_the_year_is_remarked(season):
    row = scene.nomination(season, achieved_from=date(2021, 1, 1), achieved_to=date(2021, 12, 31))

    assert nominations.warnings(row) == ["Thời gian lập thành tích nằm ngoài năm 2023"]


# the end of the year


def test_the_year_closes_when_nothing_waits(season):
    row = scene.nomination(at(season, "awarding"), code="pm-merit")
    season.refresh_from_db()
    scene.draft(season)

    said = refusal(rounds.conclude, season, by=None)
    assert said == (
        "Chưa khép lại được năm 2023. "
        "Còn 1 đề nghị khen thưởng chưa có kết quả; 1 dự thảo quyết định chưa ban hành."
    )
    nominations.refuse(row, reason="Chưa đủ 5 năm", by=None)
    decisions.discard(season.decisions.get(), by=None)
    assert rounds.conclude(season, by=None).phase == "closed"
    assert refusal(rounds.conclude, season, by=None) == "Năm 2023 đã khép lại; chỉ còn xem được."
