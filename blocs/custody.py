"""When a bloc's managing body merges into another, that one manages the bloc: by an act of its own.

A new name needs none, for the agency stays the same. Until the act is done the successor's officers act for
the predecessor (members/acting.py), so nothing stands still.
"""

from dataclasses import dataclass

from django.db import transaction

from blocs.models import Bloc, Season
from core import clock, records
from core.dates import short
from core.rules import RuleError
from members import lifetimes
from members.models import Agency, Post

ACT = "bloc.follow"


@dataclass(frozen=True)
class Passing:
    """A bloc whose managing body has ended, who is to manage it and by which act."""

    bloc: Bloc
    taker: Agency
    succession: object

    @property
    def words(self):
        """What is to be done, as a button's sentence."""
        return f"{self.taker} quản lý {self.bloc.word} thay {self.bloc.managing_body}"


def waiting(blocs, ended=None):
    """Return the Passings that wait in `blocs` (a queryset or list), by the bloc's name; two queries.

    `ended` (of `lifetimes.ended`) saves the first where it has been asked already.
    """
    ended = lifetimes.ended() if ended is None else ended
    followed = {agency: link for agency, link in ended.items() if link.successor}
    if not followed:
        return []
    rows = Bloc.objects.filter(pk__in=[bloc.pk for bloc in blocs], managing_body__in=followed)
    return [
        Passing(row, followed[row.managing_body_id].successor, followed[row.managing_body_id].succession)
        for row in rows.select_related("managing_body").order_by("name")
    ]


def effect(passing):
    """Return, in sentences, what the act changes and what it leaves."""
    taker, bloc = passing.taker, passing.bloc
    posts = Post.objects.on().filter(agency=taker, kind=Post.Kind.COUNCIL_OFFICER)
    officers = posts.values("person").distinct().count()
    years = bloc.seasons.exclude(phase=Season.Phase.CLOSED).order_by("year").values_list("year", flat=True)
    found = [f"{officers:02} cán bộ thi đua của {taker} quản lý {bloc.word}."]
    if years:
        listed = ", ".join(map(str, years))
        found.append(f"Văn bản ban hành từ khi ghi, kể cả của năm {listed} đang mở, ghi {taker}.")
    return [*found, f"Văn bản đã ban hành vẫn ghi {bloc.managing_body}."]


def follow(bloc, *, by):
    """Let the successor of a managing body that has ended manage the bloc from now on.

    Raises RuleError while the body goes on, before the day of the act, and when nobody takes over.
    """
    with transaction.atomic():
        bloc = Bloc.objects.select_for_update().get(pk=bloc.pk)  # alone: a joined body may be the old one
        body, link = bloc.managing_body, bloc.managing_body.end
        if link is None:
            raise RuleError(f"{body} đang quản lý {bloc.word} và đang hoạt động, nên không có gì phải ghi.")
        if link.succession.happens_on > clock.today():
            raise RuleError(f"Việc này ghi được từ ngày {short(link.succession.happens_on)}.")
        if link.successor is None:
            raise RuleError(
                f"{body} đã kết thúc hoạt động và không có cơ quan nào nhận việc. "
                "Hãy chọn cơ quan quản lý khác ở trang Sửa thông tin."
            )
        return records.change(bloc, managing_body=link.successor, by=by, act=ACT)
