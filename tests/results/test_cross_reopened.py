"""A closed round of cross-scoring opened again: what falls, what stays, who may mark anew."""

from decimal import Decimal

import pytest
from django.urls import reverse

from core.models import Entry
from core.rules import RuleError
from members.models import Post
from results import (
    appraisal,
    cross_closing,
    cross_reopening,
    cross_rounds,
    cross_scoring,
    cross_told,
    line_trail,
    scoring,
)
from results.models import CrossRound
from tests import kept, world
from tests.results import appraised, crossed

pytestmark = pytest.mark.django_db

ASKED = [(3, 2), (4, 2), (4, 3)]  # neither scorers that have read all, nor those of the head's own sheet
WHY = "Ban Bốn ghi nhầm dòng"


@kept.once
def closed():
    """A closed round; I.1 of the third member got 49, that of the first 48."""
    season = crossed.year()
    crossed.closed(season, s1t3="48", s4t3="50", s2t1="48", s3t1="48")
    return season


@pytest.fixture
def season():
    return closed()


def reopened(season, **facts):
    return cross_reopening.reopen(season, **{"due_on": crossed.due(), "reason": WHY, "by": None} | facts)


def judged(season, place=3):
    line = appraised.line(appraised.sheet(season, place))
    return line.appraised_points, line.agreed_points, line.crossed


def test_the_means_fall_and_the_same_marks_give_them_again(season):
    sheet = appraised.sheet(season, 3)
    appraised.agree(sheet, text="50", reason="Đã bổ sung")
    found = reopened(season)

    assert (found.state, found.opened_because, found.closed_at) == ("open", WHY, None)
    assert judged(season) == (None, None, False)
    assert cross_told.of(sheet) == {}
    entry = Entry.objects.about(appraised.line(sheet)).filter(act="line.uncross").get()
    assert (entry.before["agreed_points"], entry.before["crossed"], entry.reason) == ("50.00", True, WHY)
    assert line_trail.of([appraised.line(sheet)])[entry.subject_id][-1].what == "Mở lại chấm chéo"
    with pytest.raises(RuleError, match="được chấm chéo trước"):
        appraised.judge(sheet)

    assert cross_closing.close(season, by=None) == 4
    assert judged(season) == (Decimal(49), None, True)


def test_only_who_is_asked_marks_anew_and_nobody_that_has_read_all(season):
    reopened(season)
    states = {}
    for place, scored in ((1, 3), (2, 1), (4, 3)):
        given = crossed.assignment(season, place, scored)
        with pytest.raises(RuleError) as refusal:
            cross_scoring.take_back(given, by=None)
        states[place] = str(refusal.value)
    assert states[1] == states[2]
    assert states[1].startswith("Chấm chéo đã khép một lần, đơn vị đứng đầu và các đơn vị phó đã xem")
    assert states[4] == cross_scoring.ASK
    with pytest.raises(RuleError, match="đã xem được mọi điểm chấm"):
        cross_reopening.ask_again(crossed.assignment(season, 2, 1), reason=WHY, by=None)
    with pytest.raises(RuleError, match="Hãy ghi lý do"):
        cross_reopening.ask_again(given, reason=" ", by=None)

    cross_reopening.ask_again(given, reason=WHY, by=None)
    with pytest.raises(RuleError, match="Chưa chấm xong: Ban Bốn"):
        cross_closing.close(season, by=None)
    crossed.mark(
        given, text="40", version=given.marks.get(line=appraised.line(appraised.sheet(season))).version
    )
    cross_scoring.hand_in(given, by=None)
    cross_closing.close(season, by=None)
    assert judged(season) == (Decimal(44), None, True)


def test_a_line_changed_since_is_marked_anew(season):
    sheet = appraised.sheet(season, 3)
    appraisal.send_back(sheet, lines=[appraised.line(sheet)], reason="Thiếu", by=None)
    scoring.submit(sheet, by=None)
    reopened(season)

    head, other = (crossed.assignment(season, place, 3) for place in (1, 4))
    assert (head.state, other.state) == ("left_out", "draft")
    assert other.marks.get(line=appraised.line(sheet)).points is None
    assert other.marks.exclude(points=None).count() == 3
    with pytest.raises(RuleError, match=r"Chưa chấm: I\.1"):
        cross_scoring.hand_in(other, by=None)


def test_what_keeps_the_round_closed(season):
    refused = {}
    sheet = appraised.sheet(season, 3)
    appraisal.finish(sheet, by=None)
    for name, facts in (("settled", {}), ("day", {"due_on": world.LONG_AGO})):
        with pytest.raises(RuleError) as refusal:
            reopened(season, **facts)
        refused[name] = str(refusal.value)
    appraisal.reopen(sheet, reason="Chấm chéo mở lại", by=None)
    with pytest.raises(RuleError, match="Hãy ghi lý do"):
        reopened(season, reason=" ")
    with pytest.raises(RuleError, match="tự rút điểm để sửa được cho đến khi khép"):
        CrossRound.objects.update(state="open", closed_at=None)
        cross_reopening.ask_again(crossed.assignment(season, 4, 3), reason=WHY, by=None)
    with pytest.raises(RuleError, match="chưa khép nên không cần mở lại"):
        reopened(season)

    assert refused["settled"] == (
        "Chưa mở lại chấm chéo được: đã chốt thẩm định bảng của Ban Ba. "
        "Hãy mở lại thẩm định các bảng đó trước, rồi mở lại chấm chéo."
    )
    assert refused["day"].endswith("đã qua. Hãy chọn từ hôm nay trở đi.")


def test_after_the_standing_the_round_stays_closed(season):
    for place in (2, 3, 4):
        appraised.finished(season, place)
    appraisal.conclude(season, by=None)

    with pytest.raises(RuleError, match="mở lại ở bước Thẩm định; năm này đang ở bước"):
        reopened(season)


def test_the_head_s_own_sheet_opens_with_the_round_but_not_what_a_deputy_settled(season):
    own = appraised.sheet(season, 1)
    assert own.state == "appraised"
    reopened(season)
    own.refresh_from_db()
    assert (own.state, judged(season, 1)) == ("submitted", (None, None, False))

    cross_closing.close(season, by=None)
    appraisal.reopen(own, reason="Xem lại", by=None)
    appraised.agree(own, text="47", reason="Đã xác minh")
    appraisal.finish(own, by=None)
    with pytest.raises(RuleError, match="đã chốt thẩm định bảng của Ban Một"):
        reopened(season)


def test_an_agency_that_read_nothing_is_added_or_resumed(season):
    members = world.members(season.bloc)
    reopened(season)

    with pytest.raises(RuleError, match="đã xem được mọi điểm chấm"):
        cross_rounds.assign(season, scorer=members[1].pk, scored=members[2].pk, by=None)
    made = cross_rounds.assign(season, scorer=members[3].pk, scored=members[0].pk, by=None)
    assert made.state == "draft"


def test_the_pages_open_it_again_and_ask_one_scorer(client, season):
    client.force_login(appraised.user_of(season, 1))
    url = reverse("results:cross", args=[season.pk])
    again = reverse("results:cross_reopen", args=[season.pk])
    assert f'href="{again}"' in client.get(url).content.decode()
    body = {"due_on": crossed.due().strftime("%d/%m/%Y"), "reason": WHY}
    assert client.post(again, body | {"reason": ""}).status_code == 422
    assert client.post(again, body).url == url

    page = client.get(url).content.decode()
    assert f"Lý do mở lại: {WHY}" in page
    rows = season.cross_round.assignments.order_by("pk")
    offered = [row for row in rows if f"/cross/{row.pk}/ask-again/" in page]
    members = world.members(season.bloc)
    assert [(members.index(row.scorer) + 1, members.index(row.scored) + 1) for row in offered] == ASKED
    given = crossed.assignment(season, 4, 3)
    assert client.post(reverse("results:cross_ask_again", args=[given.pk]), {"reason": WHY}).url == url
    client.force_login(appraised.user_of(season, 4, Post.Kind.LEADER))
    assert "Rút điểm chấm để sửa" not in client.get(given.get_absolute_url()).content.decode()
    given.refresh_from_db()
    assert given.state == "draft"
    client.force_login(appraised.user_of(season, 3))
    assert client.get(again).status_code == 403
