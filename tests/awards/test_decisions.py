"""Own decisions: drafted, and issued in one act or not at all; those of higher authorities recorded."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from awards.cataloguing import bases
from awards.certifying import certificates
from awards.deciding import decisions, numbering, papers, signers
from awards.models import Decision, DecisionLine, Nomination, Register, RegisterEntry
from awards.nominating import nominations
from awards.registering import registers
from blocs import leadership
from blocs.models import Season
from core import clock
from core.models import Entry
from core.rules import RuleError
from documents.models import Document
from members import people
from members.models import Post
from tests import world
from tests.awards import scene
from tests.awards.scene import DEPUTY, HEAD, MEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return scene.appraised_season()


@pytest.fixture
def draft(season):
    return scene.draft(season)


def at(season, phase):
    Season.objects.filter(pk=season.pk).update(phase=phase)
    return Season.objects.get(pk=season.pk)


def refusal(act, *args, **facts):
    with pytest.raises(RuleError) as refused:
        act(*args, **facts)
    return str(refused.value)


# drafting


def test_a_draft_belongs_to_the_agency_of_the_head(season, draft):
    assert draft.issuing_agency == scene.member(season, HEAD)
    assert (draft.number, draft.state, draft.authority) == ("05-QĐ/KTĐ", "draft", "Khối trưởng Khối thử")


@pytest.mark.parametrize(
    ("form", "typed", "kept"),
    [
        ("party", "5", "05-QĐ/KTĐ"),
        ("party", "0005", "05-QĐ/KTĐ"),  # else a second decision 05 of the year would pass
        ("party", " 12 - qđ/ BTCTW ", "12-QĐ/BTCTW"),
        ("party", "12/QĐ-BTCTW", "12-QĐ/BTCTW"),
        ("state", "5", "05/QĐ-KTĐ"),
        ("state", "105/QĐ-KTNN", "105/QĐ-KTNN"),
    ],
)
def test_a_number_is_kept_as_the_form_of_the_season_writes_it(season, form, typed, kept):
    season.form = form

    assert numbering.whole(typed, season) == kept


@pytest.mark.parametrize("typed", ["", "QĐ", "05-BC/KTĐ", "-5", "1234567", "5-QĐ/", "0", "00-QĐ/KTĐ"])
def test_what_is_no_number_is_refused_with_an_example(season, typed):
    assert refusal(numbering.whole, typed, season) == (
        "Ghi số quyết định đủ như 05-QĐ/KTĐ, hoặc chỉ ghi số, ví dụ 5."
    )


def test_a_number_is_taken_once_a_year(season, draft):
    assert refusal(scene.draft, season, number="05") == (
        "Cơ quan này đã có quyết định mang số 05-QĐ/KTĐ trong năm 2023, ký ngày 20/12/2023; mỗi số chỉ dùng "
        "cho một quyết định (theo Hướng dẫn 36-HD/VPTW ngày 03/4/2018, mục II điểm 1.3.1.a). Hãy xem lại số "
        "quyết định."
    )
    assert scene.draft(season, number="05", signed_on=date(2024, 1, 25)).pk


@pytest.mark.parametrize("missing", ["signer_name", "signer_post", "achievement"])
def test_an_own_decision_says_all_that_is_printed(season, missing):
    with pytest.raises(ValidationError) as refused:
        scene.draft(season, **{missing: ""})

    assert refused.value.messages == ["Quyết định này phải ghi người ký, chức vụ, thành tích."]


def test_the_form_of_a_higher_authority_is_not_drafted(season):
    said = refusal(scene.draft, season, form=scene.form("pm-merit"))

    assert said == "Bằng khen của Thủ tướng Chính phủ do cấp trên quyết định."


@pytest.mark.parametrize("phase", ["scoring", "closed"])
def test_nothing_is_drafted_at_another_time(season, phase):
    refusal(scene.draft, at(season, phase))

    assert Decision.objects.count() == 0


def test_a_slip_of_the_year_opens_no_book(season, draft):
    with clock.at(date(2024, 1, 25)):
        said = refusal(scene.draft, season, number="6", signed_on=date(2042, 1, 25))
        assert said == "Ngày ký 25/01/2042 không hợp lý: nhập ngày từ năm 2023 đến năm 2025."
        refusal(scene.draft, season, number="6", signed_on=date(2022, 12, 31))
        refusal(decisions.revise, draft, number="5", signed_on=date(2032, 1, 25), by=None)

    assert Decision.objects.get().signed_on == scene.SIGNED


def test_a_draft_is_revised_as_a_whole(draft):
    facts = {"signed_on": date(2024, 1, 25), "place": "Hà Nội", "achievement": "Thành tích"}

    decisions.revise(draft, number="6", signer_name="Lê An", signer_post="Khối trưởng", **facts, by=None)

    draft.refresh_from_db()
    assert (draft.number, draft.signer_name, draft.signed_on) == ("06-QĐ/KTĐ", "Lê An", date(2024, 1, 25))


def test_the_next_signer_is_the_last_one_else_the_leader_of_today(season):
    head = scene.member(season, HEAD)
    assert signers.suggest(season, head.pk) == {
        "signer_name": "",
        "signer_post": "Khối trưởng",
        "place": "Hà Nội",
    }
    world.person(head, Post.Kind.LEADER, given="An")
    assert signers.suggest(season, head.pk)["signer_name"] == "Nguyễn Thu An"
    scene.draft(season, signer_post="Giám đốc")
    assert signers.suggest(season, head.pk)["signer_name"] == "Vũ Trọng Lâm"
    assert signers.suggest(season, head.pk)["signer_post"] == "Giám đốc"


# lines


def test_lines_stand_in_the_order_of_the_ceremony(season, draft):
    persons = [
        scene.person(season, MEMBER, "Trần Văn Bình"),
        scene.person(season, MEMBER, "Lê Thị An"),
        scene.person(season, HEAD, "Vũ Văn Út"),
    ]
    rows = [scene.nomination(season, place, of=of) for place, of in zip((3, 3, 1), persons, strict=True)]
    rows += [scene.nomination(season, place, of=scene.collective(season, place)) for place in (3, 1)]
    decisions.add(draft, rows, by=None)

    decisions.issue(draft, by=None)

    assert [(line.position, line.name, line.unit) for line in draft.lines.all()] == [
        (1, "Vụ Tổng hợp", "Ban Một"),
        (2, "Vụ Tổng hợp", "Ban Ba"),
        (3, "Vũ Văn Út", "Phó Vụ trưởng, Ban Một"),
        (4, "Lê Thị An", "Phó Vụ trưởng, Ban Ba"),
        (5, "Trần Văn Bình", "Phó Vụ trưởng, Ban Ba"),
    ]


def test_lines_freeze_the_names_of_the_day_they_are_issued(season, draft):
    person = scene.person(season)
    decisions.add(draft, [scene.nomination(season, of=person)], by=None)
    facts = {"honorific": "ms", "title": "", "family_name": "Trần", "given_name": "Mai"}
    people.correct(person, middle_name="Thúy", position="Vụ trưởng", **facts, by=None)
    decisions.issue(draft, by=None)
    people.correct(person, middle_name="Thị", position="Phó Vụ trưởng", **facts, by=None)

    line = draft.lines.get()
    assert (line.prefix, line.name, line.unit) == ("Bà", "Trần Thúy Mai", "Vụ trưởng, Ban Ba")


def test_one_nomination_stands_in_one_decision(season, draft):
    row = scene.nomination(season)
    decisions.add(draft, [row], by=None)
    other = scene.draft(season, number="06")

    said = refusal(decisions.add, other, [row], by=None)

    assert said == f"“{row}” đã nằm trong một quyết định. Hãy tải lại trang."
    assert DecisionLine.objects.count() == 1


def test_a_nomination_of_another_form_or_state_is_not_added(season, draft):
    other = scene.nomination(season, code="pm-merit")
    gone = scene.nomination(season)
    nominations.withdraw(gone, reason="Thôi", by=None)

    assert refusal(decisions.add, draft, [other], by=None) == (
        f"“{other}” không thuộc năm và hình thức của quyết định này."
    )
    assert refusal(decisions.add, draft, [gone], by=None) == (
        f"“{gone}” không còn chờ quyết định. Hãy tải lại trang."
    )


def test_what_is_taken_out_waits_again(season, draft):
    row = scene.nomination(season)
    [line] = decisions.add(draft, [row], by=None)
    assert decisions.candidates(draft) == []

    decisions.remove(line, by=None)

    assert [line.nomination for line in decisions.candidates(draft)] == [row]


def test_a_discarded_draft_frees_its_nominations_and_its_number(season, draft):
    row = scene.nomination(season)
    decisions.add(draft, [row], by=None)

    decisions.discard(draft, by=None)

    again = scene.draft(season)
    assert [line.nomination for line in decisions.candidates(again)] == [row]


# issuing


def test_issuing_grants_enters_and_freezes_the_paper(season, draft):
    rows = [scene.nomination(season), scene.nomination(season, of=scene.person(season))]
    decisions.add(draft, rows, by=None)

    decisions.issue(draft, by=None)

    assert (draft.state, draft.paper.kind) == ("issued", "decision")
    assert {row.state for row in Nomination.objects.all()} == {"granted"}
    assert [str(entry) for entry in RegisterEntry.objects.all()] == ["01/2023", "02/2023"]
    acts = [entry.act for entry in Entry.objects.about(draft)]
    assert acts == ["decision.paper", "certificate.make", "issue", "decision.freeze", "decision.draft"]


def test_an_empty_draft_is_not_issued(draft):
    assert refusal(decisions.issue, draft, by=None) == (
        "Dự thảo chưa có ai. Hãy đưa ít nhất một đề nghị vào quyết định rồi ban hành."
    )


def test_the_draft_of_a_former_head_is_not_issued(season, draft):
    decisions.add(draft, [scene.nomination(season)], by=None)
    leadership.appoint(season, head=scene.member(season, DEPUTY), by=None)

    assert refusal(decisions.issue, draft, by=None) == (
        "Dự thảo này lập cho Ban Một, nay không còn là đơn vị Khối trưởng. Hãy bỏ dự thảo rồi lập lại."
    )
    assert RegisterEntry.objects.count() == 0


def test_the_second_click_issues_nothing_more(season):
    decision = scene.issued_decision(season)

    assert refusal(decisions.issue, decision, by=None) == (
        "Quyết định 05-QĐ/KTĐ đã ban hành nên không sửa được nữa."
    )
    assert RegisterEntry.objects.count() == 2
    assert Document.objects.filter(kind="decision").count() == 1


@pytest.mark.parametrize("act", ["revise", "discard", "add", "remove"])
def test_an_issued_decision_is_not_written_any_more(season, act):
    decision = scene.issued_decision(season)
    calls = {
        "revise": lambda: decisions.revise(decision, number="9", by=None),
        "discard": lambda: decisions.discard(decision, by=None),
        "add": lambda: decisions.add(decision, [scene.nomination(season)], by=None),
        "remove": lambda: decisions.remove(decision.lines.first(), by=None),
    }

    assert refusal(calls[act]) == "Quyết định 05-QĐ/KTĐ đã ban hành nên không sửa được nữa."
    assert decision.lines.count() == 2


class BrokenError(Exception):
    """What the tests let go wrong."""


def breaks(*args, **facts):
    raise BrokenError


def state_of_the_world():
    return (
        list(Decision.objects.values_list("state", "issued_at", "paper")),
        list(DecisionLine.objects.values_list("nomination", "position", "name", "unit")),
        sorted(Nomination.objects.values_list("pk", "state")),
        list(Register.objects.values_list("next_number")),
        RegisterEntry.objects.count(),
        Document.objects.count(),
        Entry.objects.count(),
    )


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (registers, "enter"),
        (certificates, "make"),
        (papers, "issue_decision"),
        (decisions, "_grant"),
    ],
)
def test_whatever_fails_while_issuing_leaves_nothing(season, draft, monkeypatch, module, name):
    decisions.add(draft, [scene.nomination(season), scene.nomination(season)], by=None)
    before = state_of_the_world()
    with monkeypatch.context() as patched:
        patched.setattr(module, name, breaks)
        with pytest.raises(BrokenError):
            decisions.issue(draft, by=None)

    assert state_of_the_world() == before
    decisions.issue(draft, by=None)
    assert [entry.number for entry in RegisterEntry.objects.all()] == [1, 2]


def test_a_day_without_paper_rules_refuses_and_leaves_no_number(season):
    draft = scene.draft(season, backdated="Nhập bù")
    decisions.add(draft, [scene.nomination(season)], by=None)
    Decision.objects.update(signed_on=date(2010, 5, 5))  # no draft says so any more

    assert refusal(decisions.issue, draft, by=None).startswith("Chưa có thể thức văn bản")
    assert (RegisterEntry.objects.count(), Register.objects.count()) == (0, 0)


def test_a_unit_too_long_for_its_line_is_refused_by_name(season, draft):
    person = scene.person(season, position="Phó " * 50)
    agency = scene.member(season)
    agency.names.update(name="Ban " * 50)
    row = scene.nomination(season, of=person)

    with pytest.raises(ValidationError):
        decisions.add(draft, [row], by=None)


# higher authorities


def recorded(season, rows, **facts):
    defaults = {
        "form": scene.form("pm-merit", season),
        "authority": "Thủ tướng Chính phủ",
        "number": "1420/QĐ-TTg",
        "signed_on": date(2024, 5, 20),
    }
    return decisions.record(season, nominations=rows, **defaults | facts, by=None)


def test_a_recorded_decision_grants_but_enters_nothing_of_ours(season):
    season = at(season, "awarding")
    rows = [scene.nomination(season, DEPUTY, code="pm-merit"), scene.nomination(season, code="pm-merit")]
    with clock.at(date(2024, 1, 31)):
        nominations.endorse(rows[0], votes=3, votes_base=3, by=None)

    decision = recorded(season, rows)

    assert (decision.state, decision.is_own, decision.paper) == ("issued", False, None)
    assert [(line.name, line.kind) for line in decision.lines.all()] == [
        ("Ban Hai", "agency"),
        ("Ban Ba", "agency"),
    ]
    assert {row.state for row in Nomination.objects.all()} == {"granted"}
    assert (Register.objects.count(), RegisterEntry.objects.count()) == (0, 0)


def test_a_decision_is_recorded_once(season):
    season = at(season, "awarding")
    recorded(season, [scene.nomination(season, DEPUTY, code="pm-merit")])

    said = refusal(recorded, season, [scene.nomination(season, code="pm-merit")])

    assert said == "Quyết định 1420/QĐ-TTg của Thủ tướng Chính phủ đã được ghi."


def test_recording_is_refused_for_own_forms_nobody_and_the_wrong_time(season):
    own = scene.nomination(season)
    assert refusal(recorded, season, []).startswith("Việc này làm từ bước Hội nghị")
    season = at(season, "awarding")

    assert refusal(recorded, season, [own], form=scene.form("head-merit")) == (
        "Bằng khen của Khối trưởng do Khối trưởng quyết định: hãy lập dự thảo rồi ban hành."
    )
    assert refusal(recorded, season, []) == (
        "Hãy chọn ít nhất một đề nghị được khen thưởng theo quyết định này."
    )
    assert Decision.objects.count() == 0


# the legal bases


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2023, 12, 31), date(2024, 1, 1), date(2026, 11, 20)])
def test_on_any_day_one_law_and_one_decree_are_cited(day):
    assert [text.split()[0] for text in bases.on(day)] == ["Luật", "Nghị"]
