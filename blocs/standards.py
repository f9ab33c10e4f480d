"""Grades, ladder for ties, ballot, reply rule and cross-scoring of a draft, in the order people read them."""

from dataclasses import asdict

from blocs import outline
from blocs import reply_days as replying
from blocs.criteria import draft
from blocs.models import BallotRule, CrossRule, Grade, TieStep
from core import effects, records
from core.rules import RuleError

KINDS = TieStep.Kind
MOST_PERCENT = 100


def set_all(table, *, graded_by, grades, steps, ballot, by, reply_days=0):
    """Set grades, ladder, ballot rule and days of reply in one act, as the page sends them.

    Raises as the three below and `reply_days.set_days`.
    """
    with draft(table):
        set_grades(table, graded_by=graded_by, grades=grades, by=by)
        set_ladder(table, steps=steps, by=by)
        set_ballot(table, ballot=ballot, by=by)
        replying.set_days(table, days=reply_days, by=by)


def set_ballot(table, *, ballot, by):
    """Set how votes are counted (a ballots.Ballot); None leaves it to what is usual.

    Raises ValidationError for a share that cannot be, or cannot be reached.
    """
    with draft(table):
        row = BallotRule.objects.filter(table=table).first()
        if ballot is None:
            if row:
                records.drop(row, by=by, act="criteria.drop_ballot")
            return None
        facts = asdict(ballot)
        if row:
            return records.change(row, **facts, by=by, act="criteria.ballot")
        return records.keep(BallotRule(table=table, **facts), by=by, act="criteria.ballot")


def set_cross(table, *, cross, by):
    """Set how members score each other (a cross_rules.CrossScoring); None switches it off.

    Raises RuleError when what has come of the rule forbids it (`effects.hindrances`), ValidationError for
    too few scorers, or too many.
    """
    with draft(table):
        row = CrossRule.objects.filter(table=table).first()
        if cross == outline.cross_from(row):
            return row
        if row and (found := effects.hindrances(row)):
            raise RuleError(found[0])
        if cross is None:
            return records.drop(row, by=by, act="criteria.drop_cross")
        if row:
            return records.change(row, **asdict(cross), by=by, act="criteria.cross")
        return records.keep(CrossRule(table=table, **asdict(cross)), by=by, act="criteria.cross")


def set_grades(table, *, graded_by, grades, by):
    """Set the grades of the draft: (label, at least) each, from the highest down; none takes them away.

    Raises RuleError unless the thresholds fall strictly (percents from 100 down), ValidationError for a
    label given twice.
    """
    with draft(table):
        _refuse_rising(graded_by, grades)
        if [(row.label, row.at_least) for row in table.grades.all()] != list(grades):
            for row in table.grades.all():
                records.drop(row, by=by, act="criteria.drop_grade")
            for label, at_least in grades:
                row = Grade(table=table, label=label, at_least=at_least)
                records.keep(row, by=by, act="criteria.grade")
        return records.change(table, graded_by=graded_by, by=by, act="criteria.graded_by")


def set_ladder(table, *, steps, by):
    """Set how ties are settled in the draft: keys of TieStep in their order; none shares places.

    Raises RuleError for a group the table does not have, for a step given twice, and for one after the
    protocol order, which leaves no tie.
    """
    with draft(table):
        groups = {
            f"{KINDS.GROUP}:{group.position}": group
            for group in table.groups.filter(kind="scored", parent=None)
        }
        _refuse_steps(steps, groups)
        if [step.key for step in table.ladder.select_related("group")] == list(steps):
            return
        for row in table.ladder.all():
            records.drop(row, by=by, act="criteria.drop_tie_step")
        for position, key in enumerate(steps, 1):
            group = groups.get(key)
            kind = KINDS.GROUP if group else key
            row = TieStep(table=table, position=position, kind=kind, group=group)
            records.keep(row, by=by, act="criteria.tie_step")


def _refuse_rising(graded_by, grades):
    bounds = [at_least for _, at_least in grades]
    if graded_by == "percent" and any(bound > MOST_PERCENT for bound in bounds):
        raise RuleError("Ngưỡng xếp loại tính theo phần trăm không được quá 100.")
    if bounds != sorted(set(bounds), reverse=True):
        raise RuleError("Ngưỡng xếp loại phải giảm dần từ mức cao nhất xuống; hãy xếp lại các mức.")


def _refuse_steps(steps, groups):
    if len(set(steps)) != len(steps):
        raise RuleError("Mỗi cách phân định chỉ dùng một lần. Hãy bỏ bước trùng.")
    for key in steps:
        if key not in groups and (key not in KINDS.values or key == KINDS.GROUP):
            raise RuleError("Có bước phân định theo một nhóm mà bảng không có. Hãy chọn lại.")
    if KINDS.PROTOCOL in steps[:-1]:
        raise RuleError(
            "Thứ tự đơn vị trong Khối phải là bước cuối, vì sau đó không còn đơn vị nào bằng nhau."
        )
