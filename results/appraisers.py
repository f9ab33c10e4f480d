"""Who appraises each member's sheet, in words: the persons it was given to, deputies, other members."""

from blocs import leadership
from results import assignments, cross_holds

CROSSED = "các đơn vị chấm chéo"


def of(season, members):
    """Return {agency's key: words} for memberships of a year. A constant number of queries."""
    codes = {member.agency_id: member.code for member in members}
    places = {term.agency_id: _place(term, codes) for term in season.terms.all()}
    head, own = leadership.head_of(season), leadership.own_of_head(season)
    by_head = places.get(head, season.bloc.head_label)
    by_deputies = ", ".join(words for agency, words in places.items() if agency != head)
    covered, crossing = cross_holds.of(season, codes), cross_holds.waiting(season)
    shares = assignments.of(season)
    found = {}
    for agency in codes:
        whose = by_deputies if agency in own else _persons(shares, agency, by_head)
        if agency in own and agency in covered:
            whose = CROSSED.capitalize()
        elif agency in crossing:
            whose = f"{whose}, sau khi {CROSSED}"
        found[agency] = whose
    return found


def _persons(shares, agency, by_head):
    """The persons who were given parts of a sheet, and the head where parts were given to nobody."""
    if not shares.rows:
        return by_head
    parts = [shares.appraisers(agency, top.pk) for top in shares.tops]
    names = list(dict.fromkeys(each.words for part in parts for each in part))
    return ", ".join(names if all(parts) else [*names, by_head])


def _place(term, codes):
    """Its place with its code; a successor that was no member on that day goes without."""
    code = codes.get(term.agency_id)
    return f"{term.label} ({code})" if code else term.label
