"""The rules of a poll in sentences, whatever its kind: for its page, its ballot and its papers."""

from conferences.models import Poll
from conferences.polling import polls
from conferences.reckoning import poll_rules, rank_rules

KINDS = Poll.Kind
OPENLY = {
    Poll.Mode.HANDS: "Biểu quyết công khai bằng giơ tay, chỉ ghi số đếm.",
    Poll.Mode.NAMED: "Biểu quyết công khai bằng giơ tay, ghi tên từng phiếu.",
}


def act(poll):
    """What is done in it, in words: ballots are cast, or hands are shown."""
    return "biểu quyết" if poll.by_hands else "bỏ phiếu"


def told(poll):
    """What the ballot asks for, and when it carries, in sentences."""
    count = len(poll.options)
    if poll.kind == KINDS.RANK:
        return f"{rank_rules.asked(count, poll.most)} Không ghi thứ nào là phiếu trắng."
    if poll.by_hands:
        how = "Giơ tay đồng ý hoặc không đồng ý cho từng trường hợp."
    elif poll.kind == KINDS.YES_NO:
        how = "Chọn đồng ý hoặc không đồng ý cho từng trường hợp."
    elif poll.kind == KINDS.ONE:
        how = "Chọn một."
    else:
        how = f"Chọn không quá {poll.most}."
    return f"{how} Đạt khi được {poll_rules.asked(poll.rules)}."


def rules_of(poll):
    """The whole rule in sentences."""
    if poll.kind == KINDS.RANK:
        return rank_rules.words(poll.rules, len(poll.options), poll.most)
    words = poll_rules.words(poll.rules)
    return f"{OPENLY[poll.mode]} {words}" if poll.by_hands else words


def carried_when(poll):
    """What a closed poll needed, with figures, in one sentence."""
    base = polls.outcome(poll).base
    if poll.kind == KINDS.RANK:
        return rank_rules.valid_when(poll.rules, base)
    return f"Đạt khi được {poll_rules.threshold(poll.rules, base)}."
