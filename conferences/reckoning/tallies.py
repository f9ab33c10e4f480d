"""The figures of a closed poll, whatever it was counted from: an urn, paper ballots, or both together. Pure.

Of two channels only the sums are kept: what one of them holds could tell a single ballot.
"""

from conferences.reckoning import ballot_papers

HANDLED = ("issued", "returned", "not_returned")


def of(form, papers, counted=None, *, blanks=True):
    """Return the tally of the ballots of an urn (`papers`) and of what two tellers counted on paper.

    `counted` is a paper_counts.Counted, None where no paper was handed out; `blanks` says whether a blank
    ballot is a valid one.
    """
    sums = ballot_papers.sums(form, papers)
    told = {"cast": sums.cast, "blank": sums.blank, "votes": list(sums.votes), "against": list(sums.against)}
    if form.kind == ballot_papers.RANK:  # never on paper
        told["places"] = [list(row) for row in sums.places]
    if counted is None:
        return told
    return {
        "cast": sums.cast + counted.returned,
        "blank": sums.blank + counted.blank,
        "invalid": counted.spoilt(blanks),
        "votes": _added(sums.votes, counted.votes),
        "against": _added(sums.against, counted.against or (0,) * form.options),
        "paper": {name: getattr(counted, name) for name in HANDLED},
    }


def electronic(tally):
    """Return how many ballots of a tally came out of the urn."""
    return tally["cast"] - tally.get("paper", {}).get("returned", 0)


def _added(one, other):
    return [first + second for first, second in zip(one, other, strict=True)]
