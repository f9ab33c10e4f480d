"""The ballots of a conference, as its minutes tell them: figures, who carried; which are void and why."""

from django.utils import timezone

from conferences import paper_record, poll_results, slips
from conferences.models import Poll
from core import dates, times
from documents.blocks import Paragraph


def paragraphs(conference):
    """Yield a Paragraph for each ballot that was counted or void, in the order they were prepared."""
    for poll in conference.polls.filter(state__in=(Poll.State.CLOSED, Poll.State.VOID)):
        if poll.state == Poll.State.VOID:
            moment = timezone.localtime(poll.voided_at)
            yield Paragraph(
                f"{poll}: hủy lúc {times.words(moment.time())}, {dates.words(moment)}, phiếu trong hòm không "
                f"kiểm. Lý do: {poll.void_reason.rstrip('.')}."
            )
            continue
        told = poll.tally
        carried = [f"{line.label} ({line.votes} phiếu, {line.share})" for line in _carried(poll)]
        result = f"Được thông qua: {'; '.join(carried)}" if carried else "Không có trường hợp nào đạt"
        yield Paragraph(
            f"{poll}: {paper_record.in_words(told)}, {told['blank']} phiếu trắng; đạt khi được "
            f"{poll_results.threshold_of(poll)}. {result}.{_changed(poll)}"
        )


def _changed(poll):
    changed = slips.changes(poll) if poll.takes_slips else ()
    return f" Trong lúc bỏ phiếu đã {'; '.join(map(str, changed))}." if changed else ""


def _carried(poll):
    return [line for line in poll_results.lines_of(poll) if line.is_in]
