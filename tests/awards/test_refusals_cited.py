"""Whatever is refused because of the law or a letter names it: one row of a table for each such refusal.

The act of a row is refused; `by` is what its sentence says after "theo", word for word.
"""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.cataloguing import catalogue, clauses
from awards.deciding import decisions
from awards.limiting import quotas
from awards.models import EligibilityRule
from awards.qualifying import eligibility_rules
from awards.submitting import completeness, sending
from blocs.models import Season
from core import clock
from core.rules import RuleError
from tests.awards import eligible, scene, sent_up

pytestmark = pytest.mark.django_db

LAW_2003 = "Luật Thi đua, khen thưởng 15/2003/QH11"
UNREAD = "chưa đối chiếu văn bản gốc"
PARTY = "Hướng dẫn 36-HD/VPTW ngày 03/4/2018, mục II điểm 1.3.1.a"
STATE = "Nghị định 30/2020/NĐ-CP, Điều 15 khoản 1"
LAW = "Luật Thi đua, khen thưởng 06/2022/QH15"
DECREE = "Nghị định 152/2025/NĐ-CP"


def refusal(act, *args, **facts):
    with pytest.raises((RuleError, ValidationError)) as refused:
        act(*args, **facts)
    return " ".join(getattr(refused.value, "messages", [str(refused.value)]))


def over_the_quota(season):
    scene.quota(season, total=0)
    return refusal(scene.nomination, season)


def over_the_own_number(season):
    quota = scene.quota(season, per_member=1)
    quotas.set_member(quota, scene.member(season), number=0, source=scene.LETTER, by=None)
    return refusal(scene.nomination, season)


def decided_above_a_reduced_letter(season):
    rows = [scene.nomination(season) for _ in range(2)]
    scene.quota(season, total=1)
    draft = scene.draft(season)
    decisions.add(draft, rows, by=None)
    return refusal(decisions.issue, draft, by=None)


def put_forward_twice(season):
    scene.nomination(season, code="pm-merit")
    return refusal(scene.nomination, season, code="pm-merit")


def put_forward_by_two_agencies(season):
    mai = scene.person(season)
    scene.nomination(season, of=mai)
    mai.agency = scene.member(season, scene.DEPUTY)
    mai.save()
    return refusal(scene.nomination, season, scene.DEPUTY, of=mai)


def one_number_for_two_decisions(season):
    scene.draft(season)
    return refusal(scene.draft, season)


def one_number_on_papers_of_the_state(season):
    scene.draft(season, paper_form="state")
    return refusal(scene.draft, season, paper_form="state")


def revised_to_a_number_that_is_taken(season):
    draft = scene.draft(season, number="06")
    scene.draft(season, number="05")
    return refusal(decisions.revise, draft, number="5", by=None)


def amended_under_a_number_that_is_taken(season):
    decision = scene.issued_decision(season)
    scene.draft(season, number="09", signed_on=date(2024, 1, 20))
    return refusal(scene.amending, decision)


def a_later_number_signed_earlier(season):
    scene.issued_decision(season, number="05")
    facts = {"number": "06", "signed_on": date(2023, 12, 19)}
    return refusal(scene.issued_decision, season, [scene.nomination(season)], **facts)


def an_earlier_number_signed_later(season):
    scene.issued_decision(season, number="07")
    facts = {"number": "06", "signed_on": date(2023, 12, 21)}
    return refusal(scene.issued_decision, season, [scene.nomination(season)], **facts)


def signed_before_it_was_proposed(season):
    return refusal(scene.issued_decision, season, signed_on=date(2023, 11, 1))


def of_a_later_catalogue(season):
    later = scene.form("government-flag", Season(standing_on=date(2025, 1, 1)))
    return refusal(catalogue.refuse_absent, later, season)


def for_no_such_recipient(season):
    return refusal(scene.nomination, season, code="government-flag", of=scene.person(season))


IN_2023 = {
    over_the_quota: scene.LETTER,
    over_the_own_number: scene.LETTER,
    decided_above_a_reduced_letter: scene.LETTER,
    put_forward_twice: f"{LAW_2003}, Điều 6, {UNREAD}",
    put_forward_by_two_agencies: f"{LAW_2003}, Điều 6, {UNREAD}",
    one_number_for_two_decisions: PARTY,
    one_number_on_papers_of_the_state: STATE,
    revised_to_a_number_that_is_taken: PARTY,
    amended_under_a_number_that_is_taken: PARTY,
    a_later_number_signed_earlier: PARTY,
    an_earlier_number_signed_later: PARTY,
    signed_before_it_was_proposed: f"{LAW_2003}, chương IV, {UNREAD}",
    of_a_later_catalogue: f"{LAW}, Điều 25; {DECREE}, Điều 3, 7, 37",
    for_no_such_recipient: f"{LAW_2003}, sửa đổi 2005, 2013, {UNREAD}",
}


@pytest.mark.parametrize("act", IN_2023, ids=lambda act: act.__name__)
def test_a_refusal_of_the_law_or_a_letter_names_it(act):
    said = act(scene.appraised_season())

    assert re.search(r"(?:[(,] ?|: )theo (.*?)(?:\)|\. )", said)[1] == IN_2023[act]


def test_every_rule_that_binds_names_its_article():
    binding = EligibilityRule.objects.filter(binding=True).values_list("source", flat=True)

    assert [source for source in binding if not re.search(r", Điều \d", source)] == []


def test_one_achievement_one_form_is_cited_to_its_letter():
    season = eligible.season()

    assert eligibility_rules.sources(season, "one_form") == [f"{LAW}, Điều 5 khoản 2 điểm c"]


def test_what_a_dossier_lacks_names_where_it_is_asked_for():
    with clock.at(sent_up.DAY):
        season = sent_up.season()
        sent_up.endorsed(season)
        dossier = sent_up.dossier(season)
        said = refusal(sending.send, dossier, letter_number="12-TTr/KTĐ", letter_on=sent_up.DAY, by=None)

        lacking = [item for item in completeness.items(dossier) if item.missing]
    assert [item.label for item in lacking if item.sentence not in said or ", Điều " not in item.source] == []
    assert len(lacking) > 1


@pytest.mark.parametrize(
    ("of", "day", "form", "said"),
    [
        ("number", date(2020, 3, 5), "state", f" (theo {STATE})"),
        ("number", date(2020, 3, 4), "state", f" (theo Nghị định 110/2004/NĐ-CP, {UNREAD})"),
        ("number", date(2026, 5, 26), "party", f" (theo {PARTY})"),
        ("number", date(2026, 5, 27), "party", f" (theo Hướng dẫn 05-HD/VPTW ngày 27/5/2026, {UNREAD})"),
        ("dossier", date(2026, 9, 30), "", f" (theo {LAW}, Điều 84 khoản 1, khoản 2)"),
        ("dossier", date(2000, 1, 1), "", ""),
    ],
)
def test_an_article_is_cited_for_the_days_it_holds(of, day, form, said):
    assert clauses.cited(of, day, form) == said
