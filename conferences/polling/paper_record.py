"""What the record of a count and the minutes say of paper ballots: handed out, returned, valid; who counted.

Of a mixed poll only how many ballots came by each way is told, never what one of the two ways says.
"""

from django.utils import timezone

from conferences.casting import ballot_prints, channels, teller_agreements, tellers
from conferences.models import Poll
from conferences.polling import polls
from conferences.reckoning import few, poll_rules, tallies
from core import dates, times
from documents.blocks import Paragraph, Signer
from members import acting


def in_words(poll):
    """Return how many ballots of a closed poll were counted, are not valid, are blank, in words."""
    tally = poll.tally
    paper, blank = tally.get("paper"), f"{tally['blank']} phiếu trắng"
    if paper is None:
        return f"{tally['cast']} phiếu trong hòm, {blank}"
    told = (
        f"{tally['cast']} phiếu trong hòm, phát ra {paper['issued']} và thu về {paper['returned']} phiếu giấy"
    )
    if poll.blanks:
        return f"{told}, {tally['invalid']} phiếu không hợp lệ, {blank}"
    return f"{told}, {tally['invalid'] + tally['blank']} phiếu không hợp lệ (trong đó {blank})"


def figures(poll):
    """Return [(what, how many)] of a closed poll with paper, between who was present and the base."""
    told, known = poll.tally, polls.figures_of(poll)
    paper, valid = told["paper"], poll_rules.valid_of(poll.rules, known)
    among = "hợp lệ" if poll.blanks else "không hợp lệ"
    electronic = [("Số phiếu điện tử trong hòm", tallies.electronic(told))] if poll.is_mixed else []
    total = [("Tổng số phiếu trong hòm", told["cast"])] if poll.is_mixed else []
    return [
        *electronic,
        ("Số phiếu giấy phát ra", paper["issued"]),
        ("Số phiếu giấy thu về", paper["returned"]),
        ("Số phiếu giấy không thu về", paper["not_returned"]),
        *total,
        ("Số phiếu hợp lệ", valid),
        ("Số phiếu không hợp lệ", told["cast"] - valid),
        (f"Số phiếu trắng (tính trong số phiếu {among})", told["blank"]),
    ]


def paragraphs(poll):
    """Yield how paper was printed, the box closed and the count made, each round that differed, who moved."""
    told = tellers.progress(poll)
    if printed := ballot_prints.latest(poll):
        yield Paragraph(f"Số phiếu giấy đã in: {printed.copies}.")
    moment = timezone.localtime(told.box.closed_at)
    yield Paragraph(
        f"Đóng hòm phiếu giấy lúc {times.words(moment.time())}, {dates.words(moment)}, người đóng hòm: "
        f"{acting.name_of(told.box.closed_by)}. Hai người kiểm phiếu ghi số liệu riêng, giống nhau ở "
        f"lần kiểm {told.box.round}."
    )
    for number, names, reasons in tellers.recounts(poll):
        yield Paragraph(_round(number, names, teller_agreements.words(poll, number + 1), reasons))
    if moved := [elector.name for elector in poll.electors.filter(moved=True)]:
        yield Paragraph(f"Đổi sang phiếu giấy trong lúc bỏ phiếu, khi chưa bỏ phiếu: {'; '.join(moved)}.")


def no_recount(poll):
    """Return why the ballots of the urn of a closed poll are not printed, or nothing where they are."""
    if poll.mode == Poll.Mode.PAPER:
        return "Phiếu giấy nằm trong hòm: hãy kiểm tay lại trên chính các phiếu ấy."
    told = poll.tally
    if not poll.takes_paper or not few.of_channels(tallies.electronic(told), told["paper"]["returned"]):
        return ""
    return (
        f"Một bên có dưới {few.FEW} phiếu nên phiếu điện tử không in riêng được: in ra thì lộ phiếu của từng "
        "người. Kết quả chung đã có ở trang của cuộc bỏ phiếu."
    )


def signers(poll, note):
    """Yield the two tellers, each with a line to sign."""
    for row in tellers.progress(poll).rows:
        yield Signer(
            post=f"Người kiểm phiếu thứ {_nth(row.seat)}", name=acting.name_of(row.teller), note=note
        )


def came(elector):
    """Return how a vote on paper is told in the list of who voted; empty for one in the urn."""
    return channels.words(elector) if elector.present and elector.gets_paper else ""


def _round(number, names, how, reasons):
    what = f"hai người ghi khác nhau ở {'; '.join(names)}" if names else "hai người ghi giống nhau, kiểm lại"
    why = f" Lý do: {'; '.join(reason.rstrip('.') for reason in reasons)}." if reasons else ""
    return f"Lần kiểm {number}: {what}.{how}{why}"


def _nth(seat):
    return {1: "nhất", 2: "hai"}[seat]
