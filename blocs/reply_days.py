"""For how many days after its appraisal a member may ask for a second look ("phúc tra"): a rule of the year.

0 is no reply at all, as in every year before the rule existed: it is kept by no row and enters no hash.
"""

from blocs.criteria import draft
from blocs.models import ReplyRule
from blocs.models.reply_rules import MOST_DAYS
from core import records
from core.rules import RuleError


def set_days(table, *, days, by):
    """Set the days of a draft (0 to 60); 0 takes the rule away. Raises RuleError outside these bounds."""
    if not 0 <= days <= MOST_DAYS:
        raise RuleError(f"Số ngày được đề nghị phúc tra từ 0 đến {MOST_DAYS}; ghi 0 nếu không phúc tra.")
    with draft(table):
        row = ReplyRule.objects.filter(table=table).first()
        if days and row:
            records.change(row, days=days, by=by, act="criteria.reply_days")
        elif days:
            records.keep(ReplyRule(table=table, days=days), by=by, act="criteria.reply_days")
        elif row:
            records.drop(row, by=by, act="criteria.drop_reply_days")


def of(table):
    """Return the days a table gives; 0 without a reply. One query where it is not fetched."""
    row = getattr(table, "reply_rule", None)
    return row.days if row else 0


def words(days):
    """Return the rule in one sentence; empty for 0."""
    if not days:
        return ""
    return f"Đơn vị được đề nghị phúc tra trong {days} ngày kể từ ngày bảng của mình được thẩm định xong."
