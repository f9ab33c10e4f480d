"""The ballots of a conference, as its minutes tell them: figures, who carried; which are void and why."""

from django.utils import timezone

from conferences.casting import slips
from conferences.models import Poll
from conferences.polling import paper_record, poll_results, poll_words, rank_told
from core import dates, times
from documents.blocks import Paragraph


def heading(conference):
    """Return what the section of the minutes is called: hands shown to all are no secret ballots."""
    over = conference.polls.filter(state__in=(Poll.State.CLOSED, Poll.State.VOID))
    openly = over.filter(mode__in=(Poll.Mode.HANDS, Poll.Mode.NAMED)).exists()
    return "Kết quả bỏ phiếu, biểu quyết" if openly else "Kết quả bỏ phiếu kín"


def paragraphs(conference):
    """Yield a Paragraph for each ballot that was counted or void, in the order they were prepared."""
    for poll in conference.polls.filter(state__in=(Poll.State.CLOSED, Poll.State.VOID)):
        if poll.state == Poll.State.VOID:
            moment = timezone.localtime(poll.voided_at)
            kept = "" if poll.by_hands else ", phiếu trong hòm không kiểm"
            yield Paragraph(
                f"{poll}: hủy lúc {times.words(moment.time())}, {dates.words(moment)}{kept}. "
                f"Lý do: {poll.void_reason.rstrip('.')}."
            )
            continue
        told = poll.tally
        if poll.kind == Poll.Kind.RANK:
            result = f"{poll_words.carried_when(poll)} {rank_told.conclusion(poll)}"
            yield Paragraph(f"{poll}: {paper_record.in_words(poll)}. {result}{_changed(poll)}")
            continue
        carried = [f"{line.label} ({line.votes} phiếu, {line.share})" for line in _carried(poll)]
        result = f"Được thông qua: {'; '.join(carried)}" if carried else "Không có trường hợp nào đạt"
        in_urn = "" if poll.by_hands else paper_record.in_words(poll)
        counted = f"biểu quyết giơ tay, {told['present']} phiếu có mặt" if poll.by_hands else in_urn
        needed = poll_words.carried_when(poll)
        yield Paragraph(f"{poll}: {counted}; {needed[:1].lower()}{needed[1:]} {result}.{_changed(poll)}")


def _changed(poll):
    changed = slips.changes(poll) if poll.takes_slips else ()
    return f" Trong lúc bỏ phiếu đã {'; '.join(map(str, changed))}." if changed else ""


def _carried(poll):
    return [line for line in poll_results.lines_of(poll) if line.is_in]
