"""The counted ballots of a conference, as its minutes tell them: figures and who carried."""

from conferences import poll_results, slips
from conferences.models import Poll
from documents.blocks import Paragraph


def paragraphs(conference):
    """Yield a Paragraph for each ballot that was counted, in the order they were prepared."""
    for poll in conference.polls.filter(state=Poll.State.CLOSED):
        told = poll.tally
        carried = [f"{line.label} ({line.votes} phiếu, {line.share})" for line in _carried(poll)]
        result = f"Được thông qua: {'; '.join(carried)}" if carried else "Không có trường hợp nào đạt"
        yield Paragraph(
            f"{poll}: {told['cast']} phiếu trong hòm, {told['blank']} phiếu trắng; đạt khi được "
            f"{poll_results.threshold_of(poll)}. {result}.{_changed(poll)}"
        )


def _changed(poll):
    changed = slips.changes(poll) if poll.mode == Poll.Mode.SLIP else ()
    return f" Trong lúc bỏ phiếu đã {'; '.join(map(str, changed))}." if changed else ""


def _carried(poll):
    return [line for line in poll_results.lines_of(poll) if line.is_in]
