"""Criteria of the draft that do not apply to a member of the year ("không áp dụng"), each with the reason."""

from blocs.criteria import KINDS, draft
from blocs.models import Exemption, Membership
from core import records
from core.rules import RuleError
from core.text import search_key


def add(criterion, *, agency, reason, by):
    """Free a member of a scored criterion; said again with another reason, the reason changes.

    `agency` may be an Agency or its number. Raises RuleError for a bonus or penalty criterion, which members
    declare only where it applies, and for an agency that is no member of the year.
    """
    table = criterion.group.table
    with draft(table):
        if criterion.group.kind != KINDS.SCORED:
            raise RuleError(
                "Điểm thưởng, điểm trừ chỉ kê khai khi có, nên không cần ghi không áp dụng. "
                "Hãy chọn tiêu chí trong nhóm chấm điểm."
            )
        number = getattr(agency, "pk", agency)
        name = names(table.season).get(number)
        if name is None:
            raise RuleError(
                f"Chỉ ghi không áp dụng cho đơn vị thành viên của {table.season.bloc.word} trong năm."
            )
        if found := criterion.exemptions.filter(agency=number).first():
            found.name, found.reason = name, reason
        row = found or Exemption(criterion=criterion, agency_id=number, name=name, reason=reason)
        return records.keep(row, by=by, act="criteria.exempt")


def withdraw(exemption, *, by):
    """Let the criterion count for the member again."""
    with draft(exemption.criterion.group.table):
        records.drop(exemption, by=by, act="criteria.exempt_no_more")


def names(season):
    """Return {agency's number: its name} of the year's members, in protocol order, as of the standing day."""
    return {row.agency_id: row.name for row in _members(season)}


def by_words(season):
    """Return {key of a name, short name or code: agency's number}: how a file may call the members."""
    found = {}
    for row in _members(season):
        for words in (row.code, row.short_name, row.name):
            found[search_key(words)] = row.agency_id
    return found


def called(season):
    """Return {key of a name, short name or code: the member's name}."""
    known = names(season)
    return {key: known[agency] for key, agency in by_words(season).items()}


def faults(season, nodes):
    """Yield, in words, what of the exemptions under `nodes` (tree.of) cannot be published."""
    scored = [row for node in nodes if node.row.kind == KINDS.SCORED for row in node.criteria]
    freed = {}
    for criterion in scored:
        for exemption in criterion.exemptions.all():
            freed.setdefault((exemption.agency_id, exemption.name), []).append(criterion.code)
    members = names(season) if freed else {}
    for (agency, name), codes in freed.items():
        if agency not in members:
            yield f"“{name}” không còn là đơn vị thành viên của năm nhưng vẫn ghi không áp dụng ở {codes[0]}"
        elif len(codes) == len(scored):
            yield f"không tiêu chí nào áp dụng cho “{name}”"


def _members(season):
    rows = Membership.objects.filter(bloc=season.bloc_id)
    return rows.on(season.standing_on).named(season.standing_on)
