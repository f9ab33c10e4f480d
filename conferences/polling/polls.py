"""A ballot of the conference: prepared, opened by one person, closed and counted by another; or void.

Lock order everywhere: year, conference, poll, urn. A ballot takes only the urn's lock, so nobody who votes
waits for anything but another vote.
"""

import hashlib
import json
from dataclasses import asdict

from django.db import transaction
from django.db.models import BooleanField, Case, Value, When

from conferences.casting import channels, hands, rolls, slips, tellers, urns
from conferences.holding import hold, hold_anyhow, other_phase
from conferences.models import Conference, Elector, Poll
from conferences.polling import poll_cleaning, poll_questions
from conferences.reckoning import few, poll_rules, rank_rules, tallies
from core import records
from core.numbers import plain
from core.rules import RuleError
from core.transitions import move

STATES, KINDS = Poll.State, Poll.Kind
PLANNED, OPEN = Conference.State.PLANNED, Conference.State.OPEN
PREPARE = "poll.prepare"
MOVED = "Cuộc bỏ phiếu đang ở trạng thái “{}”. Hãy tải lại trang để xem tình hình mới nhất."
ONE_PERSON = (
    "Người đóng phải khác người mở. Hãy để người thứ hai của đơn vị chủ trì hoặc của đơn vị Khối phó "
    "đăng nhập và đóng bỏ phiếu."
)
VOID_BY_TWO = (
    "Trong hòm đã có phiếu nên người hủy phải khác người mở. Hãy để người thứ hai của đơn vị chủ trì hoặc "
    "của đơn vị Khối phó đăng nhập và hủy cuộc bỏ phiếu."
)


def prepare(conference, *, by, **facts):
    """Draw up a poll and return it; the second click returns the same one.

    `facts` are title, options, kind, most, mode, roll, base, percent, above, seats, blanks and what it is
    about (award, post). Raises RuleError once the conference is closed, or for a list nobody can choose from.
    """
    with transaction.atomic():
        conference = hold(conference, PLANNED, OPEN)
        poll = Poll(conference=conference, **facts)
        poll_questions.refuse_impossible(poll)
        same = records.repeated(poll, by=by, act=PREPARE, beside=("tally",))  # a filter takes None for JSON's
        return same or records.keep(poll, by=by, act=PREPARE)


def change(poll, *, by, **facts):
    """Change a poll that is not open yet. Raises RuleError as `prepare` does."""
    with transaction.atomic():
        poll = _held(poll, STATES.DRAFT)
        for name, value in facts.items():
            setattr(poll, name, value)
        poll_questions.refuse_impossible(poll)
        return records.change(poll, **facts, by=by, act="poll.change")


def discard(poll, *, by):
    """Take away a poll that was never opened; the second click does nothing.

    Raises RuleError for one that was opened meanwhile.
    """
    with transaction.atomic():
        conference = hold(poll.conference, PLANNED, OPEN)
        if conference.polls.filter(pk=poll.pk).exists():
            records.drop(_locked(poll, STATES.DRAFT), by=by, act="poll.discard")


def hindrance(poll):
    """Return why a prepared poll cannot be opened now, in a sentence; empty when it can."""
    if poll.conference.state != OPEN:
        return "Mở bỏ phiếu được khi hội nghị đang họp."
    if sentence := other_phase(poll.conference):
        return sentence
    present = slips.present(poll)
    if not present:
        return "Chưa điểm danh ai có mặt. Hãy điểm danh trước khi mở bỏ phiếu."
    if poll.takes_slips and (printed := slips.valid(poll)) != (due := slips.due(poll)):
        return (
            f"Có {due} phiếu có mặt nhưng {printed} phiếu mã còn hiệu lực. "
            "Hãy in phiếu mã theo số có mặt, hoặc in thêm, hủy bớt từng phiếu."
        )
    return hands.hindrance(poll, present)


def open(poll, *, by):
    """Open the poll: the roll is written, the rules are frozen with their SHA-256, ballots are taken.

    Raises RuleError as `hindrance` says.
    """
    with transaction.atomic():
        poll = _held(poll, STATES.DRAFT)
        if sentence := hindrance(poll):
            raise RuleError(sentence)
        electors = [
            Elector(poll=poll, place=place, on_paper=on_paper, **asdict(seat))
            for place, (seat, on_paper) in enumerate(channels.seats(poll), 1)
        ]
        for elector in electors:
            records.keep(elector, by=by, act="poll.elector")
        if not poll.by_hands:
            urns.make(poll, _keys(poll, electors), by=by)
        return move(poll, "open_poll", by=by, sha256=digest(poll))


def admit_late(poll, *, by):
    """Let those vote who were checked in after the opening; return (number of new, names not on the roll).

    With drawn slips they then need one each (`slips.add`). The roll is frozen: a substitute, somebody added
    after the opening or a name spelt anew is named in the second and may not vote.
    """
    with transaction.atomic():
        poll = _held(poll, STATES.OPEN)
        tellers.refuse_closed_box(poll)
        came = {(s.unit_id, s.name) for s in rolls.of(poll.conference, poll.roll) if s.present}
        electors = {(row.unit_id, row.name): row for row in poll.electors.all()}
        late = [row for key, row in electors.items() if key in came and not row.present]
        for elector in late:
            records.change(elector, present=True, by=by, act="poll.late")
            if poll.takes_accounts and not elector.on_paper:
                urns.admit(poll.pk, key_of(elector))
        return len(late), sorted(name for unit, name in came if (unit, name) not in electors)


def close(poll, *, seen="", by):
    """Close the urn and count it, in one act; return the poll. From here the result is read by all.

    Paper ballots are counted with it. Raises RuleError when whoever opened it wants to close it, too, while
    two tellers do not agree (`tellers.agreed`), and while so few ballots are in that the result would tell
    whose they are (`few.hindrance`; beside paper that is asked when the box is closed); of hands as
    `hands.tally` does, which takes `seen`.
    """
    with transaction.atomic():
        poll = _held(poll, STATES.OPEN)
        if poll.opened_by == by:
            raise RuleError(ONE_PERSON)
        tally = hands.tally(poll, seen=seen, by=by) if poll.by_hands else _tally(poll)
        move(poll, "close_poll", by=by, tally=tally)
        poll_cleaning.after_commit(poll)
        return poll


def void(poll, *, reason, by):
    """Declare an open poll void: what is in its urn is destroyed unread, and it is never counted.

    It is possible in every phase, so that no urn stays open behind a conference. Raises RuleError when
    whoever opened it wants to destroy ballots: that takes a second person, too. What is in a box nobody
    knows, so with paper it always does.
    """
    with transaction.atomic():
        hold_anyhow(poll.conference)
        poll = _locked(poll, STATES.OPEN)
        if poll.by_hands:
            if hands.of(poll) and poll.opened_by == by:
                raise RuleError(hands.VOID_BY_TWO)
        elif (urns.destroy(poll.pk) or poll.takes_paper) and poll.opened_by == by:
            raise RuleError(tellers.VOID_BY_TWO if poll.takes_paper else VOID_BY_TWO)
        move(poll, "void_poll", by=by, reason=reason)
        poll_cleaning.after_commit(poll)
        return poll


def expected(poll):
    """Return how many ballots an open poll waits for: all votes present, whatever became of their slips."""
    _, admitted = urns.turnout(poll.pk)
    return max(admitted, slips.present(poll))


def again(poll, *, by):
    """Draw up the second round of a closed poll, with only the tied or those not elected; return it.

    The second click returns the same one; after one that is void there may be another. Raises RuleError where
    none is needed.
    """
    with transaction.atomic():
        poll = _held(poll, STATES.CLOSED)
        if found := next_round(poll):
            return found
        places, seats = poll_rules.second_round(outcome(poll))
        if not places:
            raise RuleError("Không còn chỗ nào chưa phân định nên không cần bỏ phiếu lần sau.")
        options = [poll.options[place] for place in places]
        same = ("conference", "title", "award", "post", "kind", "mode", "roll", "base", "percent", "above")
        facts = {name: getattr(poll, name) for name in (*same, "blanks")}
        facts |= {"options": options, "seats": seats, "round": poll.round + 1, "parent": poll}
        most = {KINDS.YES_NO: len(options), KINDS.RANK: min(poll.most, len(options))}
        facts["most"] = most.get(poll.kind, min(poll.most, seats))
        later = records.keep(Poll(**facts), by=by, act="poll.again")
        channels.copy(poll, later, by=by)
        return later


def next_round(poll):
    """Return the round that follows a poll; None where there is none, or only void ones."""
    return poll.rounds.exclude(state=STATES.VOID).first()


def outcome(poll):
    """Return the Outcome of a closed poll."""
    if poll.kind == KINDS.RANK:
        return rank_rules.outcome(poll.rules, figures_of(poll), poll.tally["places"])
    return poll_rules.outcome(poll.rules, figures_of(poll), tuple(poll.tally["votes"]))


def figures_of(poll):
    """Return the Figures of a closed poll."""
    told = poll.tally
    known = (told["roll"], told["present"], told["cast"], told["blank"])
    return poll_rules.Figures(*known, told.get("invalid", 0))


def still_open(conference):
    """Return the polls that are open: the conference is not closed over them."""
    return conference.polls.filter(state=STATES.OPEN)


def key_of(elector):
    """Return what stands in the urn for an elector with an account."""
    return str(elector.pk)


def digest(poll):
    """Return the SHA-256 (hex) of all that is frozen: the question, the list, the rules, the roll."""
    names = ("title", "kind", "most", "mode", "roll", "base", "above", "seats", "blanks", "round")
    facts = {name: getattr(poll, name) for name in names}
    facts |= {"conference": poll.conference_id, "percent": plain(poll.percent), "options": poll.labels}
    facts["electors"] = list(poll.electors.values_list("name", flat=True))
    if poll.takes_paper:
        facts["on_paper"] = list(poll.electors.filter(on_paper=True).values_list("name", flat=True))
    return _hash(facts)


def _hash(facts):
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _keys(poll, electors):
    if poll.takes_slips:
        return list(poll.slips.filter(is_void=False).values_list("token_hash", flat=True))
    return [key_of(elector) for elector in electors if elector.present and not elector.on_paper]


def _tally(poll):
    counted = tellers.agreed(poll) if poll.takes_paper else None
    voted, papers = urns.shut(poll.pk)  # from here nobody votes beside
    if not counted and (sentence := few.hindrance(len(papers), expected(poll))):
        raise RuleError(sentence)
    if poll.takes_accounts:
        _tell_who_voted(poll, voted)
    tally = tallies.of(poll.form, papers, counted, blanks=poll.blanks)
    tally |= {"roll": poll.electors.count(), "present": slips.present(poll)}
    return tally | {"papers_sha256": _hash(papers)}


def _tell_who_voted(poll, voted):
    """One UPDATE for all: no row tells when it came to be."""
    among = When(pk__in=[int(key) for key in voted], then=Value(True))
    in_urn = poll.electors.filter(on_paper=False, moved=False)
    in_urn.update(voted=Case(among, default=Value(False), output_field=BooleanField()))


def _held(poll, *states):
    hold(poll.conference, *((OPEN,) if STATES.OPEN in states else (PLANNED, OPEN)))
    return _locked(poll, *states)


def _locked(poll, *states):
    rows = Poll.objects.select_for_update(of=("self",)).select_related("conference__season__bloc")
    found = rows.get(pk=poll.pk)
    if found.state not in states:
        raise RuleError(MOVED.format(found.get_state_display()))
    return found
