"""Which scorers may still be added to which sheets by hand."""

from blocs import leadership
from results import cross_complete, cross_holds, cross_rounds


def left(season, round_, *, of_head):
    """Return {scored member: the members that may still be assigned to it}, both by id, in protocol order.

    `of_head`: of the head's own sheet, which a deputy does; else of the others. A sheet with nobody left is
    not in it. Seven queries whatever the number of members.
    """
    rule = cross_holds.rule_of(season)
    if rule is None or round_ is None:
        return {}
    own, circle = leadership.own_of_head(season), cross_rounds.circle_of(season, rule)
    taken = set(round_.assignments.values_list("scorer", "scored"))
    barred = cross_complete.readers(round_)
    found = {
        scored: [
            scorer
            for scorer in circle.scorers
            if scorer not in barred and not {(scorer, scored)} & (circle.forbidden | taken)
        ]
        for scored in circle.scored
        if (scored in own) == of_head
    }
    return {scored: scorers for scored, scorers in found.items() if scorers}
