"""Who stands where when ballots put names in order: the lowest sum of places is first. Pure.

Whole numbers throughout. Equal sums share a place (1, 2, 2, 4). The share of the year's rule says here how
many ballots must give an order for it to hold.
"""

from blocs import ballots
from conferences.reckoning import poll_rules, rank_ballots

IN, TIED, BEYOND, BELOW = poll_rules.IN, poll_rules.TIED, poll_rules.BEYOND, poll_rules.BELOW
ORDERED = "ordered"  # where no seats are given: placed, and nothing else
VERDICTS = {
    IN: "được lấy",
    TIED: "bằng nhau ở chỗ cuối, chưa phân định",
    BEYOND: "ngoài số được lấy",
    BELOW: "không đạt",
    ORDERED: "",
}


def outcome(rules, figures, counted):
    """Return the Outcome for a matrix of places (`rank_ballots.matrix`), with the `ranks` of the options.

    Seats are taken from the front by those placed on any ballot at all. Where the last seats fall among
    equals none of these is in: they are tied. Without enough orders nobody is anything, and no rank holds.
    """
    orders = figures.cast - figures.blank
    base = poll_rules.base_of(rules, figures)
    least, seats = poll_rules.needed(rules, base), rules.seats or 0
    if orders < least:
        nobody = (BELOW,) * len(counted)
        return poll_rules.Outcome(base, least, nobody, seats, (None,) * len(counted))
    sums = rank_ballots.sums(counted, orders)
    ranks = tuple(1 + sum(other < mine for other in sums) for mine in sums)
    placed = [any(row) for row in counted]
    if not seats:
        verdicts = tuple(ORDERED if found else BELOW for found in placed)
        return poll_rules.Outcome(base, least, verdicts, 0, ranks)
    verdicts, free = _seated(ranks, placed, seats)
    return poll_rules.Outcome(base, least, verdicts, free, ranks)


def _seated(ranks, placed, seats):
    """Return (verdicts, seats that stay free)."""
    standing = sorted(rank for rank, found in zip(ranks, placed, strict=True) if found)
    if len(standing) <= seats:
        return tuple(IN if found else BELOW for found in placed), seats - len(standing)
    edge = standing[seats - 1]  # the rank that holds the last seat
    split = standing[seats] == edge
    verdicts = tuple(
        _seat(rank, edge, split) if found else BELOW for rank, found in zip(ranks, placed, strict=True)
    )
    return verdicts, seats - (edge - 1) if split else 0


def _seat(rank, edge, split):
    if rank == edge:
        return TIED if split else IN
    return IN if rank < edge else BEYOND


def points(counted):
    """Return what each option got where the first of `most` places counts `most`, the last 1: more is better.

    Equal sums are equal points and a lower sum is more points, so that they can stand where votes do.
    """
    return tuple(sum((len(row) - place) * count for place, count in enumerate(row)) for row in counted)


def in_words(verdict, rank):
    """Return what became of an option: "Thứ 2, được lấy"."""
    said = VERDICTS[verdict]
    if rank is None:
        return f"{said[:1].upper()}{said[1:]}"
    return f"Thứ {rank}, {said}" if said else f"Thứ {rank}"


def asked(options, most):
    """What the ballot asks for, in sentences."""
    if options == most:
        return f"Ghi thứ cho cả {options} trường hợp, từ thứ 1 đến thứ {most}, mỗi thứ một lần."
    return f"Ghi thứ 1 đến thứ {most} cho {most} trong {options} trường hợp, mỗi thứ một lần."


def valid_when(rules, base=None):
    """Return when the order holds, in a sentence; with `base` in figures."""
    share = poll_rules.asked(rules) if base is None else poll_rules.threshold(rules, base)
    return f"Kết quả có giá trị khi số phiếu có xếp thứ đạt {share}."


def words(rules, options, most):
    """The whole rule in sentences, as the poll and its papers say it."""
    out = "" if options == most else f"trường hợp không được xếp tính là thứ {most + 1}; "
    told = [
        f"{ballots.VOTERS[rules.roll]}.",
        asked(options, most),
        f"Cộng số thứ tự trên mọi phiếu có xếp thứ; {out}tổng thấp hơn đứng trước, "
        "bằng nhau thì cùng thứ (1, 2, 2, 4).",
        valid_when(rules),
    ]
    if rules.seats:
        told.append(
            f"Lấy {rules.seats} từ thứ 1 trở xuống; "
            "bằng nhau ở chỗ cuối thì bỏ phiếu lần sau giữa những trường hợp ấy."
        )
    return " ".join(told)
