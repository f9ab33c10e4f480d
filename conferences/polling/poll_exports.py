"""The result of a closed poll as a table for Excel, whatever its kind."""

from conferences.models import Poll
from conferences.polling import hands_told, poll_results, rank_told

HEADS = ["Danh sách bỏ phiếu", "Đồng ý", "Không đồng ý", "Tỷ lệ", "Kết quả"]


def table_of(poll):
    """Return (heads, rows)."""
    if poll.kind == Poll.Kind.RANK:
        return rank_told.heads(poll), rank_told.exported(poll)
    lines = poll_results.lines_of(poll)
    if poll.by_hands:
        return hands_told.HEADS, hands_told.exported(lines)
    return HEADS, [[line.label, line.votes, line.against, line.share, line.words] for line in lines]
