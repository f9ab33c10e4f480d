"""One cell typed by somebody: saved under the version the page knew, or refused with what is there now."""

from decimal import Decimal

from core.numbers import points
from core.rules import RuleError


class StaleCell(RuleError):
    """Somebody else changed the row meanwhile. `value` and `version` are what the server holds."""

    def __init__(self, value, version):
        super().__init__(
            "Người khác vừa sửa dòng này. Hãy chọn giữ giá trị trên máy chủ hay ghi đè bằng giá trị vừa nhập."
        )
        self.value = value
        self.version = version

    @property
    def shown(self):
        """The value as a cell shows it; empty for none."""
        return shown(self.value)


def shown(value):
    """Return a value as a cell shows it: points with two decimals, nothing for none."""
    if value is None:
        return ""
    return points(value) if isinstance(value, Decimal) else str(value)


def refuse_stale(row, known, *, value):
    """Refuse a change made on an older version than the row's; `value` is what the cell holds now."""
    if row.version != known:
        raise StaleCell(value, row.version)
