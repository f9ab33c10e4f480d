"""The ranking of a year: the working page and the board on the projector."""

from django.shortcuts import render

from awards import rounds
from awards.limiting import quotas
from awards.permissions import can_propose_for_all
from awards.views.meters import for_user
from blocs.models import Season
from conferences.permissions import can_run, can_see_ranking, can_try
from conferences.showing import standing_board
from conferences.standing import ranking, readiness, tie_rulings
from core import clock
from core.guards import allowed, reads
from documents import excel
from members import acting
from results import ladder_told, standings
from results.permissions import CONCLUDED, can_see_all_sheets

MOST_GROUPS = 3  # more columns of points leave no room for names of 32 pixels
LONG = 41  # characters of a name that fit beside them; a longer one takes two smaller lines
FEW, CROWD = 8, 14  # rows of the board up to which its drawing is large, and roomy


@reads
@allowed(can_see_ranking, Season)
def ranking_page(request, season):
    """Places, honours put forward, quotas and what is still to be settled."""
    everything, own = can_see_all_sheets(request.user, season), acting.agencies_of(request.user)
    honours = ranking.honours_of(season, everything=everything, agencies=own)
    meters = for_user(request.user, season)
    found = ranking.of(season, limits=meters, honours=honours)
    groups = season.criteria.tops
    if request.GET.get("format") == "xlsx":
        title = f"Xếp thứ và đề nghị {season.named} - {season.bloc.short_name}"
        groups = list(season.criteria.groups.all())
        told = _told(found.lines)
        rows = [_exported(line, groups, told) for line in found.lines]
        return excel.download(title, _headings(groups, told), rows)
    conference = _conference(season)
    context = {"season": season, "ranking": found, "groups": groups, "conference": conference}
    context["meters"] = meters
    context["concluded"] = season.phase in CONCLUDED
    context["checks"] = readiness.of(season, found, conference) if everything else []
    context |= _settled(request.user, conference, [line.place for line in found.lines])
    context["tries"] = can_try(request.user, season)
    context["opens"] = set(season.nominations.visible_to(request.user).values_list("pk", flat=True))
    context["proposes"] = season.phase in rounds.PROPOSING and can_propose_for_all(request.user, season)
    return render(request, "conferences/ranking.html", context)


@reads
@allowed(can_see_ranking, Season)
def board(request, season):
    """The projector's page; htmx asks for its content alone every few seconds."""
    found = ranking.of(season, limits=quotas.totals(season))
    return board_page(request, season, found, _conference(season))


def board_page(request, season, found, conference):
    """Answer with the board of a Ranking; a rehearsal's is drawn from the same template."""
    scored = [group for group in season.criteria.tops if group.kind == "scored"]
    scored = scored if len(scored) <= MOST_GROUPS else []
    context = {"season": season, "ranking": found, "groups": scored, "conference": conference}
    context["rows"] = [_row(line, bool(scored)) for line in found.lines]
    context["concluded"], context["now"] = season.phase in CONCLUDED, clock.now()
    context["rule"] = standing_board.rule(season, ladder_told.settled([line.place for line in found.lines]))
    context["crowded"], context["few"] = len(found.lines) > CROWD, len(found.lines) <= FEW
    template = "conferences/_board.html" if request.htmx else "conferences/board.html"
    return render(request, template, context)


def _settled(user, conference, places):
    """What the conference settled about shared places, and whether more can be settled now."""
    if conference is None:
        return {"rulings": []}
    rulings = tie_rulings.of(conference, places)
    settles = conference.state == conference.State.OPEN and can_run(user, conference)
    kept = {row.ruling.rank for row in rulings if row.holds and row.ruling.how == tie_rulings.KEPT}
    return {"rulings": rulings, "kept": kept, "settles": settles}


def _conference(season):
    return season.conferences.filter(kind="yearend").first()


def _row(line, with_groups):
    """(line, whether its name is long, points of the scored groups, what bonus and penalty change)."""
    totals, long = line.place.totals, len(line.place.name) > LONG
    if totals is None:
        return line, long, [], None
    scored = [group for group in totals.groups if group.kind == "scored"] if with_groups else []
    points = [group.points if group.applies else None for group in scored]
    return line, long, points, ranking.extra(totals)


def _told(lines):
    """(what a Place is asked, its heading) of what the year has: grades, and what the ladder settled."""
    asked = {"grade": "Xếp loại", "decided": "Phân định khi bằng điểm"}
    return [(name, head) for name, head in asked.items() if any(getattr(line.place, name) for line in lines)]


def _headings(groups, told):
    last = [*(head for _, head in told), "Dự kiến đề nghị"]
    return ["Xếp thứ", "Đơn vị", *map(standings.heading, groups), "Tổng điểm", *last]


def _exported(line, groups, told):
    totals = line.place.totals
    brought = standings.brought(totals, groups)
    honours = "; ".join(honour.form.name for honour in line.honours)
    said = [getattr(line.place, name) for name, _ in told]
    return [line.place.rank, line.place.name, *brought, totals and totals.total, *said, honours]
