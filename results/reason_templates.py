"""Reasons offered where a difference is explained: the bloc's own list, or the ready ones (reasons.toml)."""

import tomllib
from functools import cache
from pathlib import Path

from django.db import transaction

from blocs.models import Bloc
from core import records
from core.rules import RuleError
from core.text import clean_line
from results.models import ReasonTemplate

FILE = Path(__file__).parent / "reasons.toml"
MOST, LONGEST = 30, 200  # reasons in a list, signs of each


@cache
def ready():
    """Return the reasons every bloc begins with."""
    return tuple(tomllib.loads(FILE.read_text("utf-8"))["reasons"])


def of(bloc):
    """Return the reasons offered in a bloc, in their order. One query."""
    own = tuple(ReasonTemplate.objects.filter(bloc=bloc).values_list("text", flat=True))
    return own or ready()


def set_all(bloc, *, texts, by):
    """Make `texts` the list of the bloc, in this order; none brings the ready ones back.

    Empty ones and those named twice are left out. Raises RuleError for too many, or one too long.
    """
    wanted = list(dict.fromkeys(filter(None, map(clean_line, texts))))
    if len(wanted) > MOST:
        raise RuleError(f"Danh sách có {len(wanted)} lý do; nhiều nhất {MOST} để người thẩm định dễ chọn.")
    for text in wanted:
        if len(text) > LONGEST:
            raise RuleError(f"“{text[:40]}…” dài {len(text)} ký tự; mỗi lý do nhiều nhất {LONGEST} ký tự.")
    with transaction.atomic():
        Bloc.objects.select_for_update().get(pk=bloc.pk)
        held = list(ReasonTemplate.objects.filter(bloc=bloc))
        if [row.text for row in held] == wanted or (not held and wanted == list(ready())):
            return
        for row in held:
            records.drop(row, by=by, act="reason_template.drop")
        for position, text in enumerate(wanted, 1):
            row = ReasonTemplate(bloc=bloc, position=position, text=text)
            records.keep(row, by=by, act="reason_template.add")


def typed(post, name):
    """Return the reason sent as `name`: what was typed, or the one picked beside it where nothing was."""
    return post.get(name, "").strip() or post.get(f"{name}-pick", "")
