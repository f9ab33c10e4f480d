"""A correction of the criteria and the sheets: what it would change, and the act that publishes both."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import prefetch_related_objects

from blocs import corrections, leaving, seasons, snapshots
from blocs.models import Criterion, Season
from core import records
from core.numbers import plain
from core.rules import RuleError
from results import measures, over_max, recounts, replies, returns, scoring, standings, targets
from results.models import ScoreLine, ScoreSheet, Target

LISTED = 5  # lines named in a refusal


@dataclass(frozen=True)
class Change:
    """One member before and after, in points and place; None where it has none."""

    name: str
    own: tuple  # total of the self points, before and after
    total: tuple
    rank: tuple

    @property
    def differs(self):
        """Whether anything of it changes."""
        return any(before != after for before, after in (self.own, self.total, self.rank))


@dataclass(frozen=True)
class Preview:
    """What publishing the correction would do."""

    sheets: int
    changes: list  # every member that has a sheet, in protocol order
    over: list  # points over a new maximum
    recounts: list  # lines handed in that are counted in another way, or count now
    targets: list  # pledged under a criterion that leaves
    new: list
    gone: list
    faults: list = field(default_factory=list)  # why it cannot be published yet, in words

    @property
    def changed(self):
        """The members whose points or place change."""
        return [change for change in self.changes if change.differs]

    @property
    def pressing(self):
        """The points over a new maximum that somebody has to decide on."""
        back = {recount.line.pk for recount in self.recounts}
        return [over for over in self.over if not over.is_own_to_mend and over.line.pk not in back]


def preview(table):
    """Return the Preview of the correction under way. Only reads."""
    season, kept = table.season, leaving.open_revision(table)
    before, after = snapshots.lay_out(table, kept.content), corrections.as_it_will_be(table)
    prefetch_related_objects([after], "grades", "ladder__group")
    lines, most = standings.lines_of(season), _most(table)
    names = {member.agency_id: member.name for member in seasons.members_of(season)}
    every = [line for agency in names for line in lines.get(agency, ())]
    _name_criteria(every, table)
    gone = list(leaving.of(table))
    staying = [line for line in every if line.criterion_id in most]
    return Preview(
        sheets=len(lines),
        changes=_changes(season, names, lines, (before, after), most),
        over=over_max.of(staying, names, most),
        recounts=recounts.of(staying, names, before, after),
        targets=_targets(gone, names),
        new=list(Criterion.objects.filter(pk__in=leaving.added(table)).select_related("group")),
        gone=gone,
        faults=corrections.faults(table),
    )


def publish(table, *, way=over_max.REFUSE, form="", by):
    """Publish the correction; the sheets get lines for new criteria and lose the empty ones of what left.

    Sheets handed in already go back to their members for the new lines and those that are counted in another
    way, and for those alone.

    `way` says what becomes of points over a new maximum in sheets that were handed in: over_max.RETURN, CUT,
    or REFUSE. What a member still has in hand stays as typed; it cannot hand in more than the maximum.
    Raises RuleError with the list of such points, of lines that hold something under a criterion that leaves,
    and as `blocs.corrections.publish` does.
    """
    with transaction.atomic():
        season = Season.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=table.season_id)
        sheets = list(ScoreSheet.objects.select_for_update().filter(season=season).order_by("pk"))
        if found := corrections.hindrances(table, season):
            raise RuleError(found[0])
        kept = leaving.open_revision(table)
        if kept is None:
            raise RuleError("Bảng tiêu chí không còn đang sửa. Hãy tải lại trang để xem.")
        seen = preview(table)
        pressing = seen.pressing
        if pressing and way not in over_max.WAYS:
            raise RuleError(
                f"Có {len(pressing)} dòng điểm quá mức tối đa mới: {_listed(pressing)}. "
                "Hãy chọn trả lại các dòng này hoặc hạ điểm, rồi công bố."
            )
        new = leaving.added(table)
        _let_go(table, kept.reason, by)
        corrections.publish(table, form=form, by=by)
        asked = _lines_for(new, sheets) + [(row.line, row.words) for row in seen.recounts]
        reason = f"Bảng tiêu chí sửa lần {table.revision}: {kept.reason.rstrip('.')}."
        if way == over_max.CUT:
            over_max.cut(pressing, reason=reason, by=by)
            replies.renew([over.line for over in pressing], reason=reason, by=by)
        else:
            asked += [(over.line, f"{over.code} (tối đa {plain(over.most)})") for over in pressing]
        returns.give_back(asked, reason=reason, by=by)
        return table


def _listed(pressing):
    """The first of the lines in words; all of them stand on the page."""
    more = f" và {len(pressing) - LISTED} dòng khác" if len(pressing) > LISTED else ""
    return "; ".join(str(over) for over in pressing[:LISTED]) + more


def _lines_for(new, sheets):
    """Give every sheet an empty line for each new criterion; return (line, words) of those handed in."""
    criteria = list(Criterion.objects.filter(pk__in=new).order_by("pk"))
    for sheet in sheets if criteria else ():
        pledged = targets.told(sheet.season_id, sheet.agency_id)[1]
        ScoreLine.objects.bulk_create(
            ScoreLine(sheet=sheet, criterion=row, target=measures.aimed_at(row, pledged)[0])
            for row in criteria
        )
    made = ScoreLine.objects.filter(criterion__in=new).exclude(sheet__state=ScoreSheet.State.DRAFT)
    rows = made.select_related("sheet", "criterion__group").order_by("sheet", "criterion")
    return [(line, f"{line.criterion.code} (tiêu chí mới)") for line in rows]


def _let_go(table, reason, by):
    """Drop the empty lines and the targets that hang on what leaves; refuse where a line holds something."""
    gone = list(leaving.of(table))
    for criterion in gone:
        leaving.refuse(criterion)
    for line in ScoreLine.objects.filter(criterion__in=gone).order_by("pk"):
        records.drop(line, by=by, act="line.drop", reason=reason)
    for target in Target.objects.filter(criterion__in=gone).order_by("pk"):
        records.drop(target, by=by, act="target.drop", reason=reason)


def _most(table):
    """{criterion's key: the most points it allows once the correction is published}."""
    rows = Criterion.objects.filter(group__table=table)
    return {row.pk: row.max_points if row.ceiling is None else row.ceiling for row in rows}


def _name_criteria(lines, table):
    """Give each line its criterion without a query for each."""
    known = {row.pk: row for row in Criterion.every.filter(group__table=table).select_related("group")}
    for line in lines:
        line.criterion = known[line.criterion_id]


def _targets(gone, names):
    """(member's name, code, what it pledged) under what leaves."""
    rows = Target.objects.filter(criterion__in=gone).select_related("pledge", "criterion__group")
    found = [(names.get(row.pledge.agency_id), row.criterion.code, str(row)) for row in rows.order_by("pk")]
    return [row for row in found if row[0]]


def _changes(season, names, lines, rules, most):
    """Points over a new maximum count with that maximum: more cannot be left of them."""

    before, after = rules

    def within(column):
        def read(line):
            points = column(line)
            return points if points is None else min(points, most.get(line.criterion_id, Decimal(0)))

        return read

    was = {place.agency_id: place for place in standings.under(season, before, lines)}
    now = standings.under(season, after, lines, within(standings.final_points))
    will = {place.agency_id: place for place in now}
    found = []
    for agency, name in names.items():
        if agency not in lines:
            continue
        own = (
            standings.add_up(before, lines[agency], scoring.self_points).total,
            standings.add_up(after, lines[agency], within(scoring.self_points)).total,
        )
        places = was[agency], will[agency]
        totals = tuple(place.totals and place.totals.total for place in places)
        found.append(Change(name, own, totals, tuple(place.rank for place in places)))
    return found
