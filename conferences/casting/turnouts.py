"""How many ballots of an open poll are in, of how many: all that is told before it is closed."""

from conferences.casting import urns


def of(poll):
    """Return (ballots in the urn, votes present that are cast into it). One query where no paper is used.

    Once the box of paper ballots is closed the urn admits nobody any more. Of a mixed poll the votes are
    therefore counted on the roll, so that who did not vote is still among them.
    """
    cast, admitted = urns.turnout(poll.pk)
    if not poll.is_mixed:
        return cast, admitted
    electronic = poll.electors.filter(present=True, on_paper=False, moved=False).count()
    return cast, max(admitted, electronic)
