"""What may be asked in a ballot: which lists, kinds and ways of voting go together."""

from conferences.casting import hands
from conferences.models import Poll
from conferences.reckoning import paper_counts, poll_rules, rank_ballots
from core.rules import RuleError

KINDS = Poll.Kind


def refuse_impossible(poll):
    """Raise RuleError for a list, a kind or a way of voting that do not go together; before it is kept."""
    count = len(poll.options)
    if count < (2 if poll.kind == KINDS.ONE else 1):
        raise RuleError("Danh sách quá ngắn để bỏ phiếu. Hãy ghi thêm vào danh sách.")
    if len({option["label"] for option in poll.options}) < count:
        raise RuleError("Danh sách có hai dòng giống nhau. Hãy ghi rõ để phân biệt, hoặc bỏ bớt một dòng.")
    if poll.most > count or (poll.seats or 0) > count:
        raise RuleError(f"Danh sách có {count} dòng nên không chọn hoặc lấy nhiều hơn {count} được.")
    if poll.takes_paper and poll.kind not in paper_counts.KINDS:
        raise RuleError("Phiếu giấy kiểm được khi chọn hoặc bầu từng trường hợp. Hãy đổi cách bỏ phiếu.")
    if poll.takes_accounts and poll.roll != poll_rules.UNITS:
        raise RuleError(
            "Tài khoản là của đơn vị nên chỉ bỏ được phiếu của đơn vị. "
            "Mỗi đại biểu một phiếu thì chọn phiếu mã rút thăm hoặc phiếu giấy."
        )
    if poll.kind == KINDS.RANK:
        rank_ballots.refuse_impossible(count, poll.most)
    if poll.by_hands:
        hands.refuse_impossible(poll)
