"""Nominations: put forward by a member, withdrawn or dropped, endorsed by the bloc, refused above."""

from django.db import transaction

from awards import rounds
from awards.cataloguing import catalogue
from awards.limiting import quotas
from awards.models import DecisionLine, Nomination
from awards.nominating import conditions, twice
from awards.qualifying import eligibility
from blocs import seasons
from core import clock, records
from core.rules import RuleError
from core.text import clean_block, clean_line
from core.transitions import move
from members import joined, lifetimes

VOTED = "Số phiếu đồng ý không thể nhiều hơn tổng số phiếu; ghi cả hai số, hoặc bỏ trống cả hai."
NOT_ENDORSED = "Đề nghị này không còn ở bước Khối đã thông qua. Hãy tải lại trang để xem tình hình mới nhất."


def propose(
    season,
    *,
    form,
    agency,
    ground,
    achievement,
    achieved_from,
    achieved_to,
    collective=None,
    person=None,
    over_quota="",
    by,
):
    """Put forward `agency` itself, one of its collectives or one of its persons for `form`; return the row.

    `over_quota` is the head's reason to let it pass above the quota; it is kept only where it was needed.
    Raises RuleError for a wrong phase, a stranger, a form of another time or for others, a subject that is
    put forward for that form already, a full quota; ValidationError when the dates run backwards.
    """
    row = Nomination(
        season=season,
        form=form,
        agency=agency,
        collective=collective,
        person=person,
        ground=ground,
        achievement=achievement,
        achieved_from=achieved_from,
        achieved_to=achieved_to,
        proposed_at=clock.now(),
        proposed_by=by,
    )
    with transaction.atomic():
        rounds.hold(season, rounds.PROPOSING)
        _refuse_stranger(row)
        _refuse_form(row)
        twice.refuse(row)
        row.over_quota = _permission(row, clean_line(over_quota))
        return records.keep(row, by=by, act="propose")


def withdraw(nomination, *, reason, by):
    """The member takes its nomination back, with a reason, while nobody has endorsed it."""
    return _end(nomination, "withdraw", reason, by)


def drop(nomination, *, reason, by):
    """The head leaves a nomination out of the list, with a reason."""
    return _end(nomination, "drop", reason, by)


def propose_again(nomination, *, by):
    """Put forward anew what was withdrawn or dropped. Raises RuleError as `propose` does."""
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.PROPOSING)
        row = Nomination.objects.select_related("season", "form", "agency").get(pk=nomination.pk)
        _refuse_stranger(row)
        catalogue.refuse_absent(row.form, row.season)
        twice.refuse(row)
        if row.state in (Nomination.State.WITHDRAWN, Nomination.State.DROPPED):
            _permission(row, row.over_quota)
        return move(nomination, "propose_again", by=by, check_note="")


def endorse(nomination, *, votes, votes_base, by):
    """The bloc's conference supports it, by `votes` of `votes_base`; both are None by acclamation.

    Raises RuleError, naming the article, when a binding rule of eligibility is missed.
    """
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.RECORDING)
        if refusal := eligibility.refusal_to_endorse(nomination):
            raise RuleError(refusal)
        if (votes is None) != (votes_base is None) or (votes or 0) > (votes_base or 0):
            raise RuleError(VOTED)
        return move(nomination, "endorse", by=by, votes=votes, votes_base=votes_base)


def correct_votes(nomination, *, votes, votes_base, reason, by):
    """Write the votes of an endorsed nomination anew, with a reason; return it as it stands then.

    The same votes again change nothing. Raises RuleError once it is with higher authorities or decided.
    """
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.RECORDING)
        row = Nomination.objects.select_for_update(of=("self",)).select_related("form").get(pk=nomination.pk)
        if row.state != Nomination.State.ENDORSED:
            raise RuleError(NOT_ENDORSED)
        if not reason.strip():
            raise RuleError("Hãy ghi lý do rồi gửi lại.")
        if (votes is None) != (votes_base is None) or (votes or 0) > (votes_base or 0):
            raise RuleError(VOTED)
        facts = {"votes": votes, "votes_base": votes_base}
        return records.change(row, **facts, by=by, act="endorse.correct", reason=clean_block(reason))


def refuse(nomination, *, reason, by):
    """Record that the competent authority does not grant it, with its reason."""
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.RECORDING)
        refuse_in_draft(nomination)
        return move(nomination, "refuse", by=by, reason=clean_block(reason))


def refuse_in_draft(nomination):
    """Raise RuleError while a nomination stands in the draft of a decision, naming it."""
    line = DecisionLine.objects.filter(nomination=nomination, decision__state="draft").first()
    if line:
        raise RuleError(
            f"Đề nghị này đang nằm trong dự thảo quyết định {line.decision.number}. "
            "Hãy bỏ khỏi dự thảo trước."
        )


def warnings(nomination):
    """Return, in words, what speaks against an open nomination; it forbids nothing."""
    found = conditions.of(nomination.season, [nomination])
    return [remark.text for remark in found.get(nomination.pk, [])]


def _end(nomination, step, reason, by):
    with transaction.atomic():
        rounds.hold(nomination.season, rounds.PROPOSING)
        refuse_in_draft(nomination)
        return move(nomination, step, by=by, reason=clean_block(reason))


def _refuse_stranger(row):
    if row.person is not None:
        joined.hold(row.person)
    if row.agency_id not in {member.agency_id for member in seasons.members_of(row.season)}:
        raise RuleError(
            f"{row.agency} không phải thành viên của {row.season.bloc.word} trong {row.season.named}."
        )
    for subject in (row.collective, row.person):
        if subject is not None and subject.agency_id not in lifetimes.taken_over_by(row.agency):
            raise RuleError(f"{subject} không thuộc {row.agency}. Hãy chọn lại tập thể, cá nhân.")


def _refuse_form(row):
    catalogue.refuse_absent(row.form, row.season)
    catalogue.refuse_recipient(row.form, row.recipient, allowed=row.form.recipients)


def _permission(row, over_quota):
    """The reason to pass above the quota, where one is needed; refused when it is needed and lacks."""
    excess = quotas.excess(row.season, row.form, row.recipient, row.agency)
    if excess and not over_quota:
        raise RuleError(
            f"{excess} Hãy rút bớt một đề nghị khác, hoặc nhờ đơn vị {row.season.bloc.head_label} ghi "
            "đề nghị này kèm lý do vượt hạn mức."
        )
    return over_quota if excess else ""
