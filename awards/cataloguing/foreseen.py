"""What the next version of a form would change: line by line against the one before, and for which years."""

from dataclasses import dataclass
from datetime import timedelta

from awards.cataloguing import versions
from awards.models import AwardForm
from awards.models.catalogue import Recipient
from blocs.models import Season
from core import numbers
from core.dates import short

SHOWN = (
    "name",
    "short_name",
    "kind",
    "level",
    "decided_by",
    "own",
    "recipients",
    "ceremony_order",
    "certificate",
    "prize_coefficient",
    "doubles_for_collectives",
    "prize_source",
    "source",
    "transition",
    "transition_source",
)
NOT_KNOWN = "chưa rõ"


@dataclass(frozen=True)
class Change:
    """One fact that differs: its label, what it was, what it becomes."""

    label: str
    was: str
    becomes: str


def changes(form, *, valid_from, checked_source="", **facts):
    """Return the Changes that a new version with `facts` (fields of `AwardForm`) brings."""
    new = AwardForm(code=form.code, valid_from=valid_from, **facts)
    pairs = [(name, _told(form, name), _told(new, name)) for name in SHOWN]
    return [Change(_label(name), was, becomes) for name, was, becomes in pairs if was != becomes]


def effects(form, *, valid_from, by):
    """Return, in sentences, what becomes of the former version and of the open years that `by` can see."""
    eve = short(valid_from - timedelta(days=1))
    found = [f"Bản hiện có áp dụng đến hết ngày {eve}; bản mới áp dụng từ ngày {short(valid_from)}."]
    if used := versions.uses(form):
        found.append(f"{', '.join(used).capitalize()} đã ghi theo bản hiện có giữ nguyên bản ấy.")
    later = Season.objects.visible_to(by).filter(standing_on__gte=valid_from).exclude(phase="closed")
    for season in later.select_related("bloc"):
        found.append(
            f"{season.bloc.name}, {season.named}: đề nghị ghi từ nay theo bản mới; "
            "đề nghị cũ và mới cùng tính vào một hạn mức."
        )
    return found


def told(form):
    """Return [(label, value in words)] of all that a version says."""
    return [(_label(name), _told(form, name)) for name in SHOWN]


def _label(name):
    if name == "recipients":
        return "Dành cho"
    label = AwardForm._meta.get_field(name).verbose_name
    return label[:1].upper() + label[1:]


def _told(form, name):
    if name == "recipients":
        return ", ".join(Recipient(kind).label for kind in form.recipients)
    value = getattr(form, name)
    if value is None or value == "":
        return NOT_KNOWN if name in versions.UNKNOWN else "–"
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if name == "prize_coefficient":
        return f"{numbers.plain(value)} lần mức lương cơ sở"
    field = AwardForm._meta.get_field(name)
    return dict(field.flatchoices).get(value, str(value))
