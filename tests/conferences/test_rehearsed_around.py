"""What surrounds a conference is rehearsed, too: who stands in, tellers, hands, the wall, the papers."""

import pytest
from django.db import DatabaseError, transaction

from conferences.attending import invitation_mail, invitations, quorum, substitutions
from conferences.casting import hands
from conferences.closing import closing_papers, follow_ups
from conferences.holding import ONLY_REHEARSED
from conferences.models import Box, InvitationRound, ShowOfHands, Substitution, TellerCount
from conferences.polling import polls
from conferences.rehearsing import rehearsals
from conferences.running import call_papers, conferrals, meetings
from conferences.showing import reveal, screens, standing_board
from conferences.standing import tie_rulings
from core.rules import RuleError
from documents.models import Document, Job

from . import papered, polled, rehearsed, scene, shown

pytestmark = pytest.mark.django_db


def begun(conference):
    """Its rehearsal with everybody there, open."""
    rehearsal = rehearsals.make(rehearsed.now(conference), by=None)
    rehearsals.check_everybody_in(rehearsal, by=None)
    meetings.open(rehearsal, by=None)
    return rehearsed.now(rehearsal)


def test_who_stands_in_the_share_that_must_come_and_the_channels_are_taken_over():
    conference = rehearsed.planned()
    quorum.set_rule(conference, counted="delegates", part=1, whole=2, source="quy chế", by=None)
    absent = conference.delegates.get(full_name="Đại biểu số 2")
    substitutions.name(absent, full_name="Người thay", reason="Đi công tác", by=None)
    papered.chosen(polled.prepared(conference, title="Hai cách", mode="mixed"), 2)

    rehearsal = begun(conference)

    [mandate] = Substitution.objects.of(rehearsal)
    assert (mandate.absent.full_name, mandate.substitute.full_name) == ("Đại biểu số 2", "Người thay")
    assert (rehearsal.quorum.counted, rehearsal.quorum.part, rehearsal.quorum.whole) == ("delegates", 1, 2)
    assert rehearsal.polls.get(title="Hai cách").paper_choices.count() == 2
    assert rehearsal.quorum.present == rehearsal.quorum.total
    assert quorum.rule_of(rehearsed.now(conference)).present is None
    rehearsals.erase(rehearsal, by=None)
    assert Substitution.objects.of(conference).count() == 1


def test_counts_of_tellers_and_hands_go_with_a_rehearsal_and_stay_in_a_real_conference():
    conference = rehearsed.planned()
    real = meetings.open(scene.staffed(scene.planned(conference.season, "thematic")), by=None)
    for held in (begun(conference), real):
        papered.closed(held)
        poll = polled.opened(held, kind="yes_no", mode="hands")
        row = hands.record(poll, counts=[[6, 0, 0]] * 3, by=polled.opener())
        polls.close(poll, seen=hands.fingerprint(row), by=polled.closer())
    kept = (Box, TellerCount, ShowOfHands)
    for rows in (model.objects.filter(poll__conference=real) for model in kept):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete("default")

    rehearsals.erase(conference, by=None)

    assert [model.objects.count() for model in kept] == [1, 2, 1]


def test_what_would_reach_the_year_or_somebody_is_refused():
    rehearsal = begun(rehearsed.planned())
    season = rehearsal.season
    member = season.members[1].agency
    task = follow_ups.add(rehearsal, text="Gửi báo cáo", agency=member, due_on=rehearsal.ends_on, by=None)
    acts = (
        lambda: follow_ups.hand_over(task, by=None),
        lambda: conferrals.hand(rehearsal, lines=[1], by=None),
        lambda: tie_rulings.settle(rehearsal, rank=2, agencies=[1, 2], how="kept", reason="x", by=None),
    )
    for act in acts:
        with pytest.raises(RuleError) as refusal:
            act()
        assert str(refusal.value) == ONLY_REHEARSED
    with pytest.raises(RuleError, match="không gửi thư cho ai"):
        invitation_mail.send(InvitationRound(conference=rehearsal), by=None)


def test_its_wall_its_places_and_its_papers_say_what_they_are(client):
    conference = rehearsed.planned()
    rehearsal = rehearsals.make(conference, by=None)
    every = [row.key for row in invitations.recipients_of(rehearsal)]
    invitations.issue(rehearsal, recipients=every[:1], by=None)
    rehearsals.check_everybody_in(rehearsal, by=None)
    meetings.open(rehearsal, by=None)
    rehearsal = rehearsed.now(rehearsal)
    frozen = reveal.freeze(rehearsal, by=polled.opener())
    reveal.confirm(frozen, sha256=frozen.sha256, by=polled.closer())
    key = screens.renew(rehearsal, by=None)
    assert "DIỄN TẬP" in shown.wall(client, key).text  # before anything is sent
    shown.send(rehearsal, "standing")

    wall = shown.wall(client, key).text
    assert ("DIỄN TẬP" in wall, "Đơn vị 1" in wall) == (True, True)
    assert standing_board.unplaced(frozen.says) == []
    assert call_papers.title(rehearsal).startswith("DIỄN TẬP - Thứ tự trao thưởng")
    meetings.conclude(rehearsal, conclusion="Xong.", by=None)
    meetings.close(rehearsal, by=None)
    closing_papers.request_all(rehearsed.now(rehearsal), by=None, issues=True)

    titles = list(Document.objects.values_list("title", flat=True))
    assert (len(titles), {title.partition(" - ")[0] for title in titles}) == (5, {"DIỄN TẬP"})
    rehearsals.erase(conference, by=None)
    assert (Document.objects.count(), Job.objects.count()) == (0, 0)
