"""The hand-over between two heads: who gives and takes, its record issued as a paper.

Rights need no act: they rotate with the terms by themselves.
"""

from django.db import transaction

from blocs.models import Season, Term
from conferences.closing import handover_papers
from conferences.holding import hold_season
from conferences.models import Handover
from core import clock, records
from core.dates import short
from core.rules import RuleError
from members import acting
from members.models import Agency, Post

SIDES = ("giver", "taker")


def following(season):
    """Return the year after `season` with its terms, or None while it is not opened."""
    rows = Season.objects.filter(bloc=season.bloc_id, year=season.year + 1)
    return rows.select_related("bloc").prefetch_related("terms").first()


def parties(season):
    """Return (giver, taker), the ids of the heads of the year and of the next; None where there is none."""
    return _head(season), _head(following(season))


def takes_over(user, season):
    """Say whether `user` is staff of the agency that heads the next year."""
    taker = _head(following(season))
    return taker is not None and acting.acts_for(user, taker)


def hindrance(season):
    """Return why nothing can be handed over now, in a sentence that says what to do; empty when it can."""
    giver, taker = parties(season)
    word, year = season.bloc.head_label, season.year + 1
    if giver is None:
        return f"Năm {season.label} chưa ghi đơn vị {word}. Hãy nhờ cơ quan quản lý ghi trước."
    if taker is None:
        return f"Chưa có đơn vị {word} năm {year}. Hãy ghi kết quả bầu tại hội nghị tổng kết trước."
    if taker == giver:
        return f"Đơn vị {word} năm {year} vẫn là đơn vị {season.named}, nên không có bàn giao."
    return ""


def beginning(season):
    """Return what the form begins with: today, the year's paper form, the leaders of both sides."""
    facts = {"dated": clock.today(), "form": season.form}
    for side, agency in zip(SIDES, parties(season), strict=True):
        leaders = Post.objects.on().filter(agency=agency, kind=Post.Kind.LEADER)
        post = leaders.select_related("person").order_by("pk").first()
        facts[f"{side}_name"] = post.person.full_name if post else ""
        facts[f"{side}_post"] = post.person.position if post else ""
    return facts


def issue(season, *, dated, by, **facts):
    """Issue the record of the hand-over on `dated` and return it: the open work of this moment is frozen.

    `facts` are the form, both sides' names and posts, what else is enclosed, what was agreed. A second
    click finds the same record. Raises RuleError while there is nobody to hand over to, and when the year
    is closed or the day lies outside it and the next.
    """
    with transaction.atomic():
        hold_season(season)
        if sentence := hindrance(season):
            raise RuleError(sentence)
        if dated.year not in (season.year, season.year + 1):
            raise RuleError(
                f"Ngày bàn giao {short(dated)} không hợp lý: nhập ngày trong {season.named} "
                f"hoặc {season.year + 1}."
            )
        giver, taker = (Agency.objects.named(dated).get(pk=agency) for agency in parties(season))
        handover = Handover(season=season, giver=giver, taker=taker, dated=dated, issued_by=by, **facts)
        if found := _same(handover):
            return found
        handover.issued_at = clock.now()
        handover.paper = handover_papers.issue(handover, by=by)
        return records.keep(handover, by=by, act="handover.issue")


def _same(handover):
    """The record that says the same already: nothing is issued twice."""
    latest = handover.season.handovers.select_related("paper").first()
    if latest and latest.paper.sha256 == handover_papers.digest(handover):
        return latest
    return None


def _head(season):
    """The head by the year's own terms: who acts meanwhile for a year without terms takes nothing over."""
    if season is None:
        return None
    return next((term.agency_id for term in season.terms.all() if term.post == Term.Place.HEAD), None)
