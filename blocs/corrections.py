"""Correcting a published criteria table: opened with a reason, edited like a draft, published anew.

What was published is kept whole (`CriteriaRevision`) from the moment the correction begins. The sheets that
hang on the table follow by the act of `results.corrections`, which calls `publish` here.
"""

from django.db import transaction

from blocs import criteria, leaving, numbering, outline, papers, phases, publishing, snapshots
from blocs.models import CriteriaRevision, CriteriaTable, Criterion, Season
from core import clock, effects, history, records
from core.rules import RuleError
from core.transitions import move

LAST_PHASE = "appraisal"  # afterwards the standing is written and the conference decides on it


def begin(table, *, reason, by):
    """Open a published table for correction; all it said is kept and can be put back.

    Raises RuleError without a reason, once the year is past the appraisal, when what has come of the table
    forbids it (`effects.hindrances`), and unless the table is published.
    """
    with transaction.atomic():
        season = _season(table)
        row = CriteriaTable.objects.select_for_update().get(pk=table.pk)
        if not reason.strip():
            raise RuleError("Hãy ghi lý do sửa bảng tiêu chí đã công bố rồi gửi lại.")
        if found := hindrances(row, season):
            raise RuleError(found[0])
        move(table, "correct", by=by, reason=reason)
        kept = CriteriaRevision(table=row, number=row.revision, content=snapshots.take(row))
        kept.sha256, kept.paper = row.sha256, row.paper
        kept.published_at, kept.published_by = row.published_at, row.published_by
        kept.reason, kept.begun_at, kept.begun_by = reason, clock.now(), by
        return records.keep(kept, by=by, act="criteria.correct", reason=reason)


def hindrances(table, season):
    """Return, in sentences, why a published table may not be corrected now; feeds page and refusal."""
    if phases.is_over(season, LAST_PHASE):
        return [
            f"Bảng tiêu chí sửa được đến hết bước {phases.label(LAST_PHASE)}; năm này đang ở bước "
            f"{phases.label(season.phase)}. Thay đổi cho năm sau thì ghi vào bảng tiêu chí của năm sau."
        ]
    return effects.hindrances(table)


def abandon(table, *, reason="", by):
    """Put the table back exactly as it was published; the revision stays what it was."""
    with transaction.atomic():
        _season(table)
        row = _correcting(table)
        kept = leaving.open_revision(row)
        snapshots.put_back(row, kept.content)
        move(table, "abandon", by=by, reason=reason)
        records.drop(kept, by=by, act="criteria.abandon", reason=reason)
        if publishing.fingerprint(_whole(row)) != row.sha256:
            raise RuleError(
                "Nội dung giữ lại không khớp mã băm đã công bố nên chưa hủy được bản sửa. "
                "Hãy báo người quản trị; bảng đang sửa vẫn giữ nguyên."
            )
        return table


def publish(table, *, form="", by):
    """Publish the corrected table as its next revision. Called by the act that lets the sheets follow.

    `form` is that of this one paper (empty: the year's). Raises RuleError with the list of what is wrong,
    and when nothing differs from what is published.
    """
    with transaction.atomic():
        _season(table)
        row = _correcting(table)
        kept = leaving.open_revision(row)
        _take_out(row, by)
        whole = _whole(row)
        if found := publishing.faults(whole):
            raise RuleError(f"Chưa công bố được bản sửa: {'; '.join(found)}.")
        digest = publishing.fingerprint(whole)
        if digest == kept.sha256:
            raise RuleError("Bảng chưa khác bản đã công bố. Hãy sửa tiếp, hoặc hủy bản sửa.")
        whole.revision = row.revision + 1
        paper = papers.issue_criteria(whole, digest, form=form, by=by)
        records.change(kept, superseded_at=clock.now(), by=by, act="criteria.supersede", reason=kept.reason)
        facts = {"sha256": digest, "paper": paper, "revision": whole.revision}
        return move(table, "publish_again", by=by, reason=kept.reason, **facts)


def stay(table, pk, *, by):
    """Take a criterion back that was marked; it stands last in its group. The second click does nothing."""
    with transaction.atomic():
        _correcting(table)
        criterion = leaving.of(table).filter(pk=pk).first()
        if criterion is not None:
            criteria.return_to(criterion.group, criterion)
            history.record(
                criterion, "criteria.stay", by=by, before={"leaving": True}, after={"leaving": False}
            )
        return criterion


def as_it_will_be(table):
    """Return the table as it stands once the correction is published, without groups that empty with it."""
    whole = _whole(table)
    going = _emptied(whole)
    groups = [group for group in whole.groups.all() if group.path not in going]
    whole.groups.all()._result_cache[:] = groups
    return whole


def faults(table):
    """Return, in words, what keeps the correction from being published."""
    return publishing.faults(as_it_will_be(table))


def outline_at(table, number):
    """Return the Outline of the version `number` of the table, or None where there is none."""
    if kept := table.revisions.filter(number=number).first():
        return snapshots.outline_of(table, kept.content)
    return outline.of(_whole(table)) if number == table.revision else None


def _take_out(table, by):
    """Remove what leaves, and the groups that are empty without it."""
    going = _emptied(table)
    for criterion in leaving.of(table):
        criteria.drop(criterion, by=by)
    for group in table.groups.filter(path__in=going).order_by("-path"):
        criteria.remove_group(group, by=by)
    numbering.settle(table)


def _emptied(table):
    """The paths of the groups in which criteria leave and none stays, at any depth."""
    left = {path for row in leaving.of(table) for path in _above(row.group.path)}
    staying = Criterion.objects.filter(group__table=table).values_list("group__path", flat=True)
    return left - {path for group in staying for path in _above(group)}


def _above(path):
    """The path of a group and of those it stands in: "02.003" gives "02" and "02.003"."""
    parts = path.split(".")
    return [".".join(parts[: level + 1]) for level in range(len(parts))]


def _season(table):
    """The table's season under its lock: whoever opens or ends a correction takes it before the table."""
    seasons = Season.objects.select_for_update(of=("self",)).select_related("bloc")
    return seasons.get(pk=table.season_id)


def _correcting(table):
    row = CriteriaTable.objects.select_for_update().get(pk=table.pk)
    if not row.is_correcting:
        raise RuleError(
            "Bảng tiêu chí không còn đang sửa: có người vừa công bố hoặc hủy bản sửa. Hãy tải lại trang."
        )
    return row


def _whole(table):
    return CriteriaTable.objects.whole().select_related("season__bloc").get(pk=table.pk)
