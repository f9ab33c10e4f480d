"""What waits while the criteria of a year are corrected: nothing is handed in or judged by half a rule."""

from blocs import leaving
from blocs.models import CriteriaTable
from core.rules import RuleError


def refuse_correcting(season, what):
    """Refuse an act (`what`, "nộp bảng") while the season's criteria are being corrected.

    Holds the table until the act is over, so that no correction begins beside it. Whoever also holds a sheet
    or a pledge takes that first, as the publishing of a correction does.
    """
    table = CriteriaTable.objects.select_for_update().get(season=season)
    if table.is_correcting:
        raise RuleError(f"{sentence(table)} Chưa {what} được; những gì đã nhập vẫn giữ nguyên.")


def sentence(table):
    """Return who corrects the table since when and why, in one sentence."""
    kept = leaving.open_revision(table)
    return f"{table} đang được {table.season.bloc.head_label} sửa, lý do: {kept.reason.rstrip('.')}."


def refuse_new(criterion):
    """Refuse to write under a criterion that only the correction under way has brought."""
    if criterion.pk in leaving.added(criterion.group.table):
        raise RuleError(
            f"{criterion.code} là tiêu chí đang được thêm vào bảng đã công bố. "
            "Ghi được ngay sau khi bản sửa được công bố."
        )
