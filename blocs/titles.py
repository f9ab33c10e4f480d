"""The titles members may register for in a year: offered by the head until the pledge is signed."""

from contextlib import contextmanager

from django.db.models import Max, ProtectedError

from blocs import phases, seasons
from blocs.models import TitleOption
from core import records
from core.rules import RuleError

OPEN = ("planning", "pledging")


def offer(season, *, name, given_to, by):
    """Offer a title, at the end of the list. Raises ValidationError when the year offers it already."""
    with _open(season) as now:
        last = now.titles.aggregate(last=Max("position"))["last"] or 0
        title = TitleOption(season=now, name=name, given_to=given_to, position=last + 1)
        return records.keep(title, by=by, act="title.offer")


def withdraw(title, *, by):
    """Offer a title no longer. Raises RuleError when a member has registered for it or it is gone."""
    with _open(title.season):
        found = TitleOption.objects.filter(pk=title.pk).first()
        if found is None:
            raise RuleError("Danh hiệu này đã được bỏ. Hãy tải lại trang.")
        try:
            records.drop(found, by=by, act="title.withdraw")
        except ProtectedError as kept:
            raise RuleError(
                f"Đã có đơn vị đăng ký “{found.name}” nên không bỏ được. Đơn vị đó phải bỏ đăng ký trước."
            ) from kept


@contextmanager
def _open(season):
    with seasons.held_open(season, "danh hiệu cho đăng ký") as now:
        if now.phase not in OPEN:
            raise RuleError(
                "Danh hiệu cho đăng ký chỉ sửa được tới khi ký giao ước; "
                f"năm này đang ở bước {phases.label(now.phase)}."
            )
        yield now
