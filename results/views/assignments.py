"""Who appraises what: the year as a board of members and groups, and the parts of one person."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from blocs import leadership
from blocs.models import Season
from core.guards import allowed, edits, reads
from documents import excel
from results import assignment_trail, assignments, workload
from results.forms import AssignmentForm
from results.permissions import can_see_all_sheets, can_share

COLUMNS = [
    "TT",
    "Người thẩm định",
    "Đơn vị",
    "Phần được giao",
    "Đã thẩm định",
    "Số dòng",
    "Đang chờ",
    "Tỷ lệ",
]
NOBODY = "Chưa giao cho ai"


@dataclass(frozen=True)
class Box:
    """One part that may be ticked: `key` as the form sends it, `label` for who cannot see where it stands."""

    key: str
    label: str
    ticked: bool


@reads
@allowed(can_see_all_sheets, Season)
def assignment_board(request, season):
    """Who appraises which part and how far it is; the people that may be given one."""
    board = workload.board(season)
    if request.GET.get("format") == "xlsx":
        title = f"Tiến độ thẩm định {season.named} - {season.bloc.short_name}"
        return excel.download(title, COLUMNS, _exported(board))
    shares = can_share(request.user, season) and season.phase in assignments.OPEN
    context = {
        "season": season,
        "board": board,
        "shares": shares,
        "people": _people(season, board) if shares else [],
        "changes": assignment_trail.of(season, board.shares),
    }
    return render(request, "results/assignment_board.html", context)


@edits
@allowed(can_share, Season)
def assignment_edit(request, season, person):
    """The parts of one person, ticked in a matrix of members and groups; who has left only loses some."""
    shares = assignments.of(season)
    known = (shares.people or assignments.candidates(season)).get(person)
    holder = known.person if known else shares.gone.get(person)
    if holder is None:
        raise Http404
    form = AssignmentForm(request.POST or None)
    if form.attempt(assignments.assign, season, person=holder, by=request.user):
        messages.success(request, f"Đã ghi phần thẩm định của {holder}.")
        return redirect("results:assignments", season.pk)
    context = {
        "season": season,
        "form": form,
        "holder": holder,
        **_ticked(season, form, shares, holder, known),
    }
    return render(request, "results/assignment_edit.html", context, status=422 if form.is_bound else 200)


def _ticked(season, form, shares, holder, known):
    """The matrix: its columns (None: every group), the Boxes of each row; what was ticked before."""
    held = shares.parts_of(holder.pk)
    chosen = form.cleaned_data["parts"] if form.is_bound else held
    return {
        "columns": [None, *shares.tops],
        "heads": [_box(None, top, chosen) for top in (None, *shares.tops)],
        "rows": list(_rows(season, shares, known, chosen)) if known else [],
        "shown": form["shown"].value() if form.is_bound else " ".join(sorted(map(_key, held))),
        "held": workload.words(shares, held, {row.agency_id: row.name for row in season.members}),
    }


def _people(season, board):
    """[(Appraiser, its parts in words)] of all who may be given a part."""
    members = {row.agency_id: row.short_name for row in season.members}
    people = board.shares.people or assignments.candidates(season)
    return [
        (each, workload.words(board.shares, board.shares.parts_of(key), members))
        for key, each in people.items()
    ]


def _rows(season, shares, appraiser, chosen):
    """Yield (membership, why not, its Boxes) for each member; the own one and the head's have none."""
    of_head = leadership.own_of_head(season)
    for member in season.members:
        if member.agency_id in of_head:
            yield member, f"Đơn vị {season.bloc.deputy_label} thẩm định", []
        elif member.agency_id in appraiser.own:
            yield member, "Đơn vị của chính người này", []
        else:
            yield member, "", [_box(member, top, chosen) for top in (None, *shares.tops)]


def _box(member, top, chosen):
    part = member and member.agency_id, top and top.pk
    group = workload.called(top) if top else "mọi nhóm"
    return Box(_key(part), f"{group}, {member.name if member else 'mọi đơn vị'}", part in chosen)


def _key(part):
    return f"{part[0] or 0}-{part[1] or 0}"


def _exported(board):
    for place, row in enumerate(board.progress, 1):
        name, agency = (row.appraiser.name, row.appraiser.agency) if row.appraiser else (NOBODY, "")
        counted = row.counted
        yield place, name, agency, row.parts, counted.judged, counted.lines, counted.waiting, counted.share
