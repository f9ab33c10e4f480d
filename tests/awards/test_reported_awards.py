"""The awards that two blocs reported, from the conference to the register, the meters right at each step.

The central bloc: 2 flags of the Government and 3 Bằng khen of the Prime Minister for 14 members. A provincial
bloc: places 1, 2, 3 and 3, three forms at two levels. Whatever is refused on the way names the letter or the
article. The years are those of the texts that were read: Decree 152/2025, Law 06/2022.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards.deciding import decisions
from awards.limiting import overrides, quotas
from awards.models import Decision, Nomination
from awards.nominating import nominations
from awards.qualifying import council_votes, eligibility, holds
from awards.registering import registers
from awards.submitting import dossiers, outcomes, sending
from blocs.models import Season
from conferences.endorsing import endorsement
from core import clock
from core.rules import RuleError
from desk import demo
from members import people
from results.models import Standing
from tests import kept, world
from tests.awards import scene
from tests.conferences import scene as hall

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

FLAG, MERIT, OWN = "government-flag", "pm-merit", "head-merit"
PROVINCES_FLAG, PROVINCES_MERIT = "ministry-flag", "ministry-merit"
LETTERS_DAY, PROPOSED, MET = date(2025, 12, 15), date(2026, 1, 15), date(2026, 1, 31)
SENT, HEARD = date(2026, 2, 20), date(2026, 6, 24)
TIME = {"achieved_from": date(2025, 1, 1), "achieved_to": date(2025, 12, 31)}
DECREE = "Nghị định 152/2025/NĐ-CP"
LETTER = {"source": "Công văn", "letter_number": "118/BTĐKT", "letter_on": date(2025, 12, 12)}
CITED = "Công văn số 118/BTĐKT, ngày 12/12/2025"
PRIME_MINISTER = {"authority": "Thủ tướng Chính phủ", "level": "state"}


# the world


@kept.once
def central():
    """The fourteen members as reported, at the conference of their year 2025: the season and its agencies."""
    facts = tomllib.loads(Path(demo.__file__).with_name("central.toml").read_text())
    return year(tuple(row[0] for row in facts["members"]), "Khối Thi đua các cơ quan Đảng Trung ương")


@kept.once
def provincial():
    """Four agencies of a province. Their places are written by hand: judging is the work of other tests."""
    season, members = year(("Ban Một", "Ban Hai", "Ban Ba", "Ban Bốn"), "Khối thi đua số 5")
    for agency, rank in zip(members, (1, 2, 3, 3), strict=True):
        Standing.objects.create(season=season, agency=agency, total=100 - rank, rank=rank)
    return season, members


def year(names, name):
    """The year 2025 of a bloc when its conference may meet."""
    season = world.season(world.bloc(names, name=name), 2025)
    Season.objects.filter(pk=season.pk).update(phase="conference")
    return Season.objects.get(pk=season.pk), world.members(season.bloc)


@kept.once
def limit(season, code, total, recipient="agency", **facts):
    """The number of a form as the letter says it."""
    numbers = {"total": total, "per_member": None}
    return quotas.set_quota(season, scene.form(code, season), recipient, **numbers, **LETTER | facts, by=None)


def put_forward(season, code, agency, **subject):
    """Let a member put forward itself, or whom `subject` says."""
    facts = {"ground": "merit", "achievement": "Hoàn thành xuất sắc nhiệm vụ", **TIME}
    return nominations.propose(
        season, form=scene.form(code, season), agency=agency, **subject, **facts, by=None
    )


def meet(season):
    """The year-end conference is open, chair and secretary are there."""
    conference = hall.planned(season, starts_on=MET)
    hall.person(conference, 1, "Vũ Trọng Lâm", role="chair")
    hall.person(conference, 1, "Lê Quang Vinh", role="secretary")
    return hall.meetings.open(conference, below_reason="Họp trực tuyến", by=None)


def begun(season, code):
    """The dossier of a form with all that waits for it."""
    return dossiers.begin(season, form=scene.form(code, season), addressee="Thủ tướng Chính phủ", by=None)


def send(dossier, number, despite=""):
    """Send a dossier today."""
    return sending.send(dossier, letter_number=number, letter_on=clock.today(), despite=despite, by=None)


def hear(dossier, rows, number, **facts):
    """A level has said something of what was sent; without more, the Prime Minister grants it."""
    said = {"level": "state", "authority": "Thủ tướng Chính phủ", "outcome": "granted"}
    days = {"number": number, "decided_on": clock.today()}
    return outcomes.record(dossier, nominations=rows, **said | days | facts, by=None)


def refusal(act, *args, **facts):
    """What an act is refused with."""
    with pytest.raises((RuleError, ValidationError)) as refused:
        act(*args, **facts)
    return " ".join(getattr(refused.value, "messages", [str(refused.value)]))


def meters(season):
    """What the meters of the year say, by form: "2/2"."""
    return {row.form.code: f"{row.used}/{row.limits.ceiling}" for row in quotas.meters(season)}


def states(*rows):
    """The states of nominations now."""
    return [Nomination.objects.get(pk=row.pk).state for row in rows]


# two flags and three certificates for fourteen members


def test_two_flags_and_three_certificates_for_fourteen_members():
    season, members = central()
    with clock.at(LETTERS_DAY):
        limit(season, FLAG, 2)
        limit(season, MERIT, 3)
    with clock.at(PROPOSED):
        flags, merits = members_propose(season, members)
        assert meters(season) == {FLAG: "2/2", MERIT: "3/3"}
    with clock.at(MET):
        the_conference_endorses(season, flags, merits)
        assert meters(season) == {FLAG: "2/2", MERIT: "3/3"}
    with clock.at(SENT):
        second = the_certificates_are_sent_after_all(season)
        first = the_flags_are_sent(season, flags)
        assert states(*flags, *merits) == ["sent"] * 5
    with clock.at(HEARD):
        hear(first, flags, "548/QĐ-TTg")
        hear(second, merits, "512/QĐ-TTg")
    assert (meters(season), states(*flags, *merits)) == ({FLAG: "2/2", MERIT: "3/3"}, ["granted"] * 5)
    assert refusal(registers.enter, Decision.objects.earliest("pk"), by=None) == (
        "Quyết định của cấp trên không vào sổ vàng của Khối trưởng."
    )


def members_propose(season, members):
    """The publisher and the academy for the flag, three others for the certificate; no more has a place."""
    flags = [put_forward(season, FLAG, members[place]) for place in (13, 8)]
    assert meters(season) == {FLAG: "2/2", MERIT: "0/3"}
    assert refusal(put_forward, season, FLAG, members[6]) == (
        "Cờ thi đua của Chính phủ, đơn vị thành viên: Khối đã đề nghị 2, hạn mức của cả Khối là 2 (theo "
        f"{CITED}). Hãy rút bớt một đề nghị khác, hoặc nhờ đơn vị Khối trưởng ghi đề nghị này kèm lý do "
        "vượt hạn mức."
    )
    merits = [put_forward(season, MERIT, members[place]) for place in (6, 10)]
    assert refusal(put_forward, season, MERIT, members[10]) == (
        "Đơn vị này đã được đề nghị hình thức đó trong năm; một thành tích không khen hai lần (theo Luật Thi "
        "đua, khen thưởng 06/2022/QH15, Điều 5 khoản 2 điểm c). Hãy mở đề nghị đã có."
    )
    return flags, [*merits, put_forward(season, MERIT, members[7])]


def the_conference_endorses(season, flags, merits):
    """The conference votes; while one is paused nothing of it is recorded."""
    conference, votes = meet(season), {flags[0]: 13, flags[1]: 10, **dict.fromkeys(merits, 12)}
    letter = {"reason": "Đang thanh tra", "source": "Quyết định số 4/QĐ-TTr"}
    day = date(2026, 1, 5)
    pause = holds.add(merits[2].agency, kind="inspection", **letter, starts_on=day, by=None)

    assert refusal(endorsement.endorse, conference, votes, 14, by=None) == (
        "Bằng khen TTCP: Ủy ban Kiểm tra Trung ương: Thanh tra, kiểm tra, kiểm toán: Đang thanh tra (Quyết "
        f"định số 4/QĐ-TTr), từ ngày 05/01/2026: theo {DECREE}, Điều 4.4. Hãy bổ sung cho đủ, hoặc đề nghị "
        "người có quyền cho phép kèm lý do tại trang của đề nghị này."
    )
    assert states(*flags, *merits) == ["proposed"] * 5
    holds.lift(pause, last_day=date(2026, 1, 30), source="Kết luận số 2", by=None)
    endorsement.endorse(conference, votes, 14, by=None)
    assert states(*flags, *merits) == ["endorsed"] * 5


def the_certificates_are_sent_after_all(season):
    """A later letter gives less: who came last is kept back, until the first number holds again."""
    dossier, later = begun(season, MERIT), {"letter_number": "20/BTĐKT", "letter_on": date(2026, 2, 10)}
    limit(season, MERIT, 2, **later)

    assert meters(season)[MERIT] == "3/2"
    assert refusal(send, dossier, "13-TTr/KTĐ", despite="Gấp") == (
        "Chưa trình được. Ủy ban Kiểm tra Trung ương: vào sau hạn mức cả Khối (3 đề nghị, được 2, theo Công "
        "văn số 20/BTĐKT, ngày 10/02/2026)."
    )
    limit(season, MERIT, 3)
    return send(dossier, "13-TTr/KTĐ", despite="Bản giấy gửi sau")


def the_flags_are_sent(season, flags):
    """The council's votes count on all its members; what the dossier lacks is told with its articles."""
    dossier, academy = begun(season, FLAG), "Học viện Chính trị quốc gia Hồ Chí Minh"
    vote = {"council": "Hội đồng", "held_on": SENT, "members": 15, "source": "Biên bản số 2"}
    council_votes.record(flags[0], **vote, in_favour=14, by=None)
    waive = "Hãy bổ sung cho đủ, hoặc đề nghị người có quyền cho phép kèm lý do tại trang của đề nghị này."

    assert refusal(send, dossier, "12-TTr/KTĐ") == (
        f"Chưa trình được. Cờ thi đua: {academy}: Chưa ghi kết quả bỏ phiếu của Hội đồng: theo {DECREE}, "
        f"Điều 33.5. {waive}"
    )
    council_votes.record(flags[1], **vote, in_favour=11, by=None)
    assert refusal(send, dossier, "12-TTr/KTĐ") == (
        f"Chưa trình được. Cờ thi đua: {academy}: 11/15 thành viên Hội đồng đồng ý, cần từ 12 phiếu (80 % "
        f"tổng số thành viên): theo {DECREE}, Điều 33.5. {waive}"
    )
    council_votes.record(flags[1], **vote, in_favour=12, by=None)
    lacking = refusal(send, dossier, "12-TTr/KTĐ").split("; ")
    assert lacking[0] == (
        f"Chưa trình được vì: chưa lập tờ trình ({DECREE}, Điều 37 (nội dung: Điều 33 khoản 11))"
    )
    return send(dossier, "12-TTr/KTĐ", despite="Bản giấy gửi sau")


def test_the_heads_own_honours_enter_the_register_one_after_another():
    season, members = central()
    with clock.at(LETTERS_DAY):
        limit(season, OWN, 2, "person")
    with clock.at(PROPOSED):
        first, second = (scene.person(season, 5, name) for name in ("Trần Thị Mai", "Lê Văn An"))
        rows = [put_forward(season, OWN, members[4], person=each) for each in (first, second)]
        people.transfer(first, agency=members[5], position="Vụ trưởng", by=None)
        first.refresh_from_db()
        assert refusal(put_forward, season, OWN, members[5], person=first) == (
            "Trần Thị Mai đã được Ban Nội chính Trung ương đề nghị Bằng khen của Khối trưởng năm 2025, nên "
            "Ban Kinh tế Trung ương không đề nghị lần thứ hai (theo Luật Thi đua, khen thưởng 06/2022/QH15, "
            "Điều 5 khoản 2 điểm c). Hai cơ quan hãy thống nhất; Ban Nội chính Trung ương rút thì Ban Kinh "
            "tế Trung ương mới đề nghị được."
        )
    with clock.at(SENT):
        draft = scene.draft(season, number="05", signed_on=date(2026, 1, 10))
        decisions.add(draft, rows, by=None)
        assert refusal(decisions.issue, draft, by=None) == (
            "Ngày ký 10/01/2026 trước ngày “Bằng khen Khối trưởng: Trần Thị Mai” được đề nghị (15/01/2026); "
            "“Bằng khen Khối trưởng: Lê Văn An” được đề nghị (15/01/2026): theo Luật Thi đua, khen thưởng "
            "06/2022/QH15, Điều 84 khoản 1, khoản 2. Hãy sửa ngày ký; nếu hồ sơ giấy được ghi vào phần mềm "
            "sau, hãy ghi lý do ký trước ngày đề nghị."
        )
        assert refusal(scene.draft, season, number="5", signed_on=SENT) == (
            "Cơ quan này đã có quyết định mang số 05-QĐ/KTĐ trong năm 2026, ký ngày 10/01/2026; mỗi số chỉ "
            "dùng cho một quyết định (theo Hướng dẫn 36-HD/VPTW ngày 03/4/2018, mục II điểm 1.3.1.a). Hãy "
            "xem lại số quyết định."
        )
        decisions.revise(draft, number="05", signed_on=SENT, by=None)
        decisions.issue(draft, by=None)
    assert (meters(season), states(*rows)) == ({OWN: "2/2"}, ["granted"] * 2)
    assert list(registers.numbers_of(draft).values()) == ["01/2026", "02/2026"]


# places 1, 2, 3 and 3; three forms at two levels


def test_places_one_two_three_and_three_get_three_forms_at_two_levels(client):
    season, members = provincial()
    with clock.at(LETTERS_DAY):
        whole = {"base_count": 18, "base_name": "tập thể dẫn đầu cụm, khối"}
        limit(season, FLAG, None, percent=20, rounding="down", **whole)
        limit(season, PROVINCES_FLAG, 1)
        limit(season, PROVINCES_MERIT, 2)
    with clock.at(PROPOSED):
        codes = (FLAG, PROVINCES_FLAG, PROVINCES_MERIT, PROVINCES_MERIT)
        rows = [put_forward(season, code, agency) for code, agency in zip(codes, members, strict=True)]
        found = eligibility.of(season, rows)
        assert [each.sentence for row in rows for each in found[row.pk] if each.rule.kind == "rank"] == [
            "Xếp thứ 1: theo Luật Thi đua, khen thưởng 06/2022/QH15, Điều 25",
            "Xếp thứ 2, cần xếp thứ 1: theo Luật Thi đua, khen thưởng 06/2022/QH15, Điều 26.1",
        ]
        a_page_refuses_a_third_certificate(client, season)
    with clock.at(MET):
        endorsement.endorse(meet(season), dict.fromkeys(rows, 4), 4, by=None)
    assert meters(season) == {FLAG: "1/3", PROVINCES_FLAG: "1/1", PROVINCES_MERIT: "2/2"}
    with clock.at(SENT):
        last_of_two_is_let_pass(season, rows[3])
        sent = levels_are_told(season, rows)
    with clock.at(HEARD):
        hear(sent, rows[:1], "548/QĐ-TTg")
    assert states(*rows) == ["granted", "granted", "granted", "lowered"]
    assert meters(season) == {FLAG: "1/3", PROVINCES_FLAG: "1/1", PROVINCES_MERIT: "1/1"}


def a_page_refuses_a_third_certificate(client, season):
    """The page of the second member says with the letter why it puts nobody forward any more."""
    client.force_login(hall.user_of(season, 2))
    facts = {"form": scene.form(PROVINCES_MERIT, season).pk, "subject": "agency", "ground": "merit"}
    facts |= {"achievement": "Hoàn thành", "achieved_from": "01/01/2025", "achieved_to": "31/12/2025"}
    answer = client.post(reverse("awards:nomination_new", args=[season.pk]), facts)

    assert answer.context["form"].non_field_errors() == [
        "Bằng khen của bộ, ban, ngành, tỉnh, đơn vị thành viên: Khối đã đề nghị 2, hạn mức của cả Khối là 2 "
        f"(theo {CITED}). Hãy rút bớt một đề nghị khác, hoặc nhờ đơn vị Khối trưởng ghi đề nghị này kèm lý "
        "do vượt hạn mức."
    ]


def last_of_two_is_let_pass(season, last):
    """The province's letter is reduced after the conference; the head says why both third places stay."""
    limit(season, PROVINCES_MERIT, 1, letter_number="20/BTĐKT", letter_on=date(2026, 2, 10))
    assert [row.sentence for row in quotas.open_excess(season)] == [
        "Ban Bốn: vào sau hạn mức cả Khối (2 đề nghị, được 1, theo Công văn số 20/BTĐKT, ngày 10/02/2026)."
    ]
    overrides.allow(last, reason="Hai đơn vị cùng xếp thứ 3", by=None)
    assert (quotas.open_excess(season), meters(season)[PROVINCES_MERIT]) == ([], "2/1")


def levels_are_told(season, rows):
    """The province grants its flag and one certificate, gives less for the other, and passes the first on."""
    council_votes.record(
        rows[0], council="Hội đồng", held_on=SENT, members=15, in_favour=15, source="Biên bản 2", by=None
    )
    sent = {
        code: send(begun(season, code), f"{number}-TTr/K5", despite="Bản giấy gửi sau")
        for number, code in enumerate((FLAG, PROVINCES_FLAG, PROVINCES_MERIT), 12)
    }
    said = {"level": "ministry", "authority": "Chủ tịch Ủy ban nhân dân tỉnh"}
    hear(sent[FLAG], rows[:1], "90/TTr-UBND", outcome="passed", **said)
    hear(sent[PROVINCES_FLAG], rows[1:2], "91/QĐ-UBND", **said)
    hear(sent[PROVINCES_MERIT], rows[2:3], "92/QĐ-UBND", **said)
    assert refusal(hear, sent[PROVINCES_MERIT], rows[3:], "93/QĐ-UBND", **said, outcome="lower") == (
        "Khen hình thức thấp hơn thì chọn hình thức đó."
    )
    lower = {"lower_form": scene.form("unit-merit", season), "reason": "Chưa đủ thời gian"}
    hear(sent[PROVINCES_MERIT], rows[3:], "93/QĐ-UBND", **said, **lower, outcome="lower")
    return sent[FLAG]
