"""The member's reply: asked for on one page, listed for the head, read with its answers, taken back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from blocs.models import Season
from core.guards import allowed, edits, reads, writes
from core.rules import RuleError
from core.text import clean_block
from documents import excel
from members import acting
from results import reason_templates, replies, reply_lists, scoring, standings
from results.models import Reply, ScoreSheet
from results.permissions import (
    can_direct,
    can_reply,
    can_reread,
    can_see,
    can_see_all_sheets,
    can_settle_reply,
    can_withdraw_reply,
)
from results.replies import Wish
from results.views import answering

COLUMNS = [
    "TT",
    "Đơn vị",
    "Trạng thái",
    "Ngày đề nghị",
    "Hết hạn đề nghị",
    "Tiêu chí",
    "Đang được tính",
    "Đề nghị",
    "Căn cứ",
    "Trả lời",
    "Điểm phúc tra",
    "Lý do trả lời",
]


@reads
@allowed(can_see_all_sheets, Season)
def reply_list(request, season):
    """The replies of the year in protocol order, with their days and lines."""
    rows = reply_lists.listed(season)
    if request.GET.get("format") == "xlsx":
        name = f"Phúc tra {season.named} - {season.bloc.short_name}"
        return excel.download(name, COLUMNS, _exported(rows))
    context = {
        "season": season,
        "rows": rows,
        "windows": replies.windows(season),
        "directs": can_direct(request.user, season),
        "days": replies.days_of(season),
    }
    return render(request, "results/reply_list.html", context)


@edits
@allowed(can_reply, ScoreSheet)
def reply_new(request, sheet):
    """The member asks for a second reading of lines; what was typed comes back with a refusal."""
    if request.method != "POST" and (found := replies.of(sheet)):
        return redirect(found)
    whole = _whole(sheet)
    typed, refusal = _typed(request.POST, whole), ""
    if request.method == "POST":
        try:
            reply = replies.file(sheet, wishes=typed, by=request.user)
        except RuleError as told:
            refusal = str(told)
        else:
            messages.success(request, f"Đã gửi đề nghị phúc tra {len(typed)} dòng.")
            return redirect(reply)
    context = {
        "sheet": whole,
        "season": whole.season,
        "refusal": refusal,
        "hindrance": replies.hindrance(sheet),
        "words": replies.words(sheet),
        "parts": _parts(whole, typed),
    }
    return render(request, "results/reply_new.html", context, status=422 if refusal else 200)


@reads
@allowed(can_see, Reply)
def reply_detail(request, reply):
    """The lines with grounds and answers; who appraises the sheet answers here."""
    return page(request, reply)


@writes
@allowed(can_withdraw_reply, Reply)
def reply_withdraw(request, reply):
    """Take the reply back."""
    replies.withdraw(reply, by=request.user)
    messages.success(request, "Đã rút đề nghị phúc tra.")
    return redirect("results:why", reply.sheet_id)


def page(request, reply, typed=None, refused=None, status=200):
    """Draw a reply; `typed` and `refused` ({row's key: …}) are what could not be written."""
    season = reply.sheet.season
    rereads = can_reread(request.user, reply) and season.phase == "appraisal"
    settles = rereads and can_settle_reply(request.user, reply)
    rows = answering.drawn(reply, request.user, typed or {}, refused or {})
    reading = rereads and reply.state == Reply.State.READING
    context = {
        "reply": reply,
        "sheet": reply.sheet,
        "season": season,
        "agency": reply_lists.name_of(reply),
        "rows": rows,
        "rereads": rereads,
        "begins": settles and reply.state == Reply.State.FILED,
        "reading": reading,
        "answers": reading and any(each.opens for each in rows),
        "closes": reading and settles,
        "shown": reply.is_answered or can_reread(request.user, reply),
        "withdraws": reply.state == Reply.State.FILED and can_withdraw_reply(request.user, reply),
        "adds": replies.takes_proof(reply) and acting.acts_for(request.user, reply.sheet.agency_id),
        "follows": can_see_all_sheets(request.user, season),
        "templates": reason_templates.of(season.bloc) if rereads else (),
    }
    return render(request, "results/reply.html", context, status=status)


def _whole(sheet):
    found = ScoreSheet.objects.whole().named(sheet.season.standing_on).get(pk=sheet.pk)
    found.season = sheet.season
    return found


def _typed(post, sheet):
    """{line's key: Wish} of the lines in which anything was typed."""
    found = {}
    for line in sheet.lines.all():
        wish = Wish(post.get(f"asked-{line.pk}", "").strip(), clean_block(post.get(f"grounds-{line.pk}", "")))
        if wish.text or wish.grounds:
            found[line.pk] = wish
    return found


def _parts(sheet, typed):
    """[(title, open, [(line, its points now, the most it may have, its Wish)])], contested lines first."""
    lines = [line for line in sheet.lines.all() if not line.exempt]
    own = [line for line in lines if standings.final_points(line) != (line.self_points or 0)]
    rest = [line for line in lines if line not in own]
    parts = (("Dòng được tính khác điểm tự chấm", True, own), ("Các dòng khác", not own, rest))
    return [
        (title, shown or any(line.pk in typed for line in rows), [_drawn(line, typed) for line in rows])
        for title, shown, rows in parts
        if rows
    ]


def _drawn(line, typed):
    most = scoring.most_of(line.criterion)
    return line, standings.final_points(line), most, typed.get(line.pk)


def _exported(listed):
    """One row for each line of each reply."""
    rows = [(name, reply, row) for name, reply in listed for row in reply.lines.all()]
    for place, (name, reply, row) in enumerate(rows, 1):
        answer = (row.get_outcome_display(), row.points, row.reason) if reply.is_answered else ("", None, "")
        days = timezone.localdate(reply.filed_at), reply.last_day
        asked = row.line.criterion.code, row.held, row.asked, row.grounds
        yield [place, name, reply.get_state_display(), *days, *asked, *answer]
