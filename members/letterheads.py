"""What an agency puts at the head and the foot of its papers, in Party or in State form, on a given day."""

from dataclasses import dataclass

from members.naming import Names

PARTY = "party"  # any other form is the State's


@dataclass(frozen=True)
class Heading:
    """An agency on paper: its name of the day, the lines of its letterhead, who signs, place."""

    name: str = ""
    lines: str = ""  # parted by "\n"; its superior body above it
    signer: str = ""  # the signer's title; empty where none is recorded
    place: str = ""

    @property
    def above(self):
        """The lines over the agency's own name."""
        return "\n".join(line for line in self.lines.split("\n") if line.casefold() != self.name.casefold())


def of(agency_id, *, form, day):
    """Return the Heading of an agency (an id or None) for a paper in `form` on `day`. One query."""
    row = Names([agency_id]).row(agency_id, day) if agency_id else None
    if row is None:
        return Heading()
    written, signer = _recorded(row, form)
    lines = written or "\n".join(part for part in (row.agency.superior, row.name) if part)
    return Heading(row.name, lines, signer, row.agency.place)


def signers(agency_ids, *, form, day):
    """Return {agency: the title of who signs for it in `form` on `day`}, where one is recorded. One query."""
    names = Names(agency_ids)
    titles = {agency: _recorded(names.row(agency, day), form)[1] for agency in agency_ids}
    return {agency: title for agency, title in titles.items() if title}


def _recorded(row, form):
    if form == PARTY:
        return row.party_heading, row.party_signer
    return row.state_heading, row.state_signer
