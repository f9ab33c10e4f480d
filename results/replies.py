"""The member's reply to its appraisal ("phúc tra"): which lines shall be read again, how long it may ask.

The window is counted in days from the day on which the appraisal of the sheet was closed; on its last day
one may ask until midnight. Reading again is `second_reading`'s.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from blocs import phases, reply_days, seasons
from blocs.models import CriteriaTable, Season
from core import clock, history, records
from core.dates import short
from core.numbers import points as shown
from core.rules import RuleError
from core.text import clean_block
from core.transitions import move
from members import acting
from results import holds, locks, scoring, standings
from results.models import Reply, ReplyLine, ScoreLine, ScoreSheet

STATES = Reply.State
GONE = "Có dòng không thuộc bảng này. Hãy tải lại trang."


@dataclass(frozen=True)
class Wish:
    """What the member asks for one line: the points as typed, and why."""

    text: str
    grounds: str


@dataclass(frozen=True)
class Window:
    """A member that may still ask, and until the end of which day."""

    name: str
    last_day: date


def days_of(season):
    """Return for how many days a member may ask in a year; 0 for a year without replies."""
    return reply_days.of(season.criteria)


def last_day(sheet):
    """Return the last day on which the member may ask; None without the rule or before the appraisal ends."""
    days = days_of(sheet.season)
    if not days or sheet.appraised_at is None:
        return None
    return timezone.localdate(sheet.appraised_at) + timedelta(days=days)


def of(sheet):
    """Return the reply to the present appraisal of the sheet, or None; one that was withdrawn is none."""
    rows = Reply.objects.filter(sheet=sheet, appraised_at=sheet.appraised_at)
    return rows.exclude(state=STATES.WITHDRAWN).first() if sheet.appraised_at else None


def hindrance(sheet):
    """Return why the member cannot ask now, in one sentence; empty when it can."""
    season, last = sheet.season, last_day(sheet)
    if not days_of(season):
        return f"Quy tắc {season.named} không có phúc tra."
    if season.phase != "appraisal":
        now = phases.label(season.phase)
        return f"Phúc tra được đề nghị ở bước Thẩm định; năm này đang ở bước {now}."
    if last is None:
        state = sheet.get_state_display()
        return f"Bảng đang ở trạng thái “{state}”; đề nghị phúc tra được sau khi thẩm định xong."
    if found := of(sheet):
        state = found.get_state_display().lower()
        return f"Bảng này đã có đề nghị phúc tra ({state}); mỗi lần thẩm định chỉ đề nghị một lần."
    if clock.today() > last:
        return f"Thời hạn đề nghị phúc tra đã hết ngày {short(last)}."
    return ""


def words(sheet):
    """Return until when the member may ask, in words; empty when it cannot."""
    if sheet.appraised_at is None or hindrance(sheet):
        return ""
    return f"Được đề nghị phúc tra đến hết ngày {short(last_day(sheet))}"


def file(sheet, *, wishes, by):
    """Ask that lines be read again and return the Reply; `wishes`: {line's key: Wish}.

    Raises RuleError outside the window, a second time, without a line, for a line that is none of the sheet
    or does not apply, without points or grounds, and for points that count already.
    """
    with transaction.atomic():
        sheet = _hold(sheet)
        holds.refuse_correcting(sheet.season_id, "đề nghị phúc tra")
        if sentence := hindrance(sheet):
            raise RuleError(sentence)
        if not wishes:
            raise RuleError("Hãy ghi điểm đề nghị và căn cứ cho ít nhất một dòng rồi gửi.")
        rows = _asked(sheet, wishes)
        facts = {"appraised_at": sheet.appraised_at, "last_day": last_day(sheet), "filed_at": clock.now()}
        reply = records.keep(Reply(sheet=sheet, filed_by=by, **facts), by=by, act="reply.file")
        for row in rows:
            row.reply = reply
            records.keep(row, by=by, act="reply.ask")
            told = {"asked": row.asked}
            history.record(row.line, "line.dispute", by=by, after=told, reason=row.grounds)
        return reply


def withdraw(reply, *, by):
    """Take the reply back while nobody has begun to read it; within the window one may ask anew."""
    with transaction.atomic():
        _hold(reply.sheet)
        reply = Reply.objects.select_for_update().get(pk=reply.pk)
        if reply.state == STATES.READING:
            raise RuleError("Đã có người bắt đầu phúc tra nên không rút được. Hãy chờ trả lời.")
        moved = move(reply, "withdraw", by=by)
        _end(moved, by=by)
        return moved


def lapse(sheet, *, reason, by):
    """End what still waits, because the sheet is appraised anew; the caller holds the sheet."""
    for reply in Reply.objects.waiting().filter(sheet=sheet):
        move(reply, "lapse", by=by, reason=reason)
        _end(reply, reason=reason, by=by)


def renew(lines, *, reason, by):
    """Tell replies that wait what counts of `lines` now, since a correction lowered it; sheets are held."""
    rows = ReplyLine.objects.filter(line__in=[line.pk for line in lines], reply__in=Reply.objects.waiting())
    for row in rows.select_related("line").order_by("pk"):
        held = standings.final_points(row.line)
        if held != row.held:
            records.change(row, held=held, version=row.version + 1, by=by, act="reply.renew", reason=reason)


def refuse_waiting(sheet):
    """Refuse to open the appraisal of a sheet again while its reply is not answered."""
    if Reply.objects.waiting().filter(sheet=sheet).exists():
        raise RuleError("Bảng này còn đề nghị phúc tra chưa trả lời. Hãy trả lời xong rồi mở lại.")


def waiting(season):
    """Return the names of the members whose reply is not answered, in protocol order. Two queries."""
    rows = Reply.objects.waiting().filter(sheet__season=season)
    asked = set(rows.values_list("sheet__agency", flat=True))
    return [row.name for row in seasons.members_of(season) if row.agency_id in asked]


def windows(season):
    """Return the Windows of the members that may still ask, in protocol order; three queries."""
    days = days_of(season)
    if not days or season.phase != "appraisal":
        return []
    sheets = season.sheets.filter(appraised_at__isnull=False)
    until = {
        sheet.agency_id: timezone.localdate(sheet.appraised_at) + timedelta(days=days) for sheet in sheets
    }
    replies = Reply.objects.filter(sheet__season=season, sheet__appraised_at__isnull=False)
    current = replies.exclude(state=STATES.WITHDRAWN).select_related("sheet")
    asked = {row.sheet.agency_id for row in current if row.appraised_at == row.sheet.appraised_at}
    return [
        Window(row.name, until[row.agency_id])
        for row in seasons.members_of(season)
        if row.agency_id in until and row.agency_id not in asked and clock.today() <= until[row.agency_id]
    ]


def takes_proof(reply):
    """Whether the member may still add evidence to what it asked: nobody reads, its last day is not over."""
    timely = reply.state == STATES.FILED and reply.last_day >= clock.today()
    return timely and reply.sheet.season.phase == "appraisal"


def taking_proof(line):
    """Return the reply under which the member may still add evidence to this line, or None.

    That is a line it asked about, until the window closes or somebody has begun to read.
    """
    rows = Reply.objects.filter(lines__line=line, state=STATES.FILED, last_day__gte=clock.today())
    return rows.filter(sheet__season__phase="appraisal").first()


def open_line(line, *, proof=None, by):
    """Return the line under its sheet's lock, refused unless evidence may be added or (`proof`) changed now.

    Beside the times in which a line is written that is while its reply takes proof: then only by the member
    itself, whoever entered its sheet, and only what was added since the appraisal may be changed.
    """
    ScoreSheet.objects.select_for_update().get(pk=line.sheet_id)
    reply = taking_proof(line)
    if reply is None:
        return locks.open_line(line)
    _refuse_proof(line, reply, proof, by)
    return ScoreLine.objects.select_related("criterion__group", "level", "sheet").get(pk=line.pk)


def refuse_changing(proof, *, by):
    """Refuse, before anybody types, what `open_line` would refuse of an evidence that is there already."""
    line = proof.line
    if reply := taking_proof(line):
        _refuse_proof(line, reply, proof, by)
    else:
        locks.refuse_closed(line.sheet)
        locks.refuse_unreturned(line.sheet, line)


def _refuse_proof(line, reply, proof, by):
    if by and not acting.acts_for(by, line.sheet.agency_id):
        raise RuleError("Trong lúc chờ phúc tra, minh chứng của dòng này chỉ do chính đơn vị thêm, sửa, gỡ.")
    if proof and proof.added_at < reply.appraised_at:
        raise RuleError("Minh chứng này đã được thẩm định nên giữ nguyên. Hãy thêm minh chứng mới.")


def _hold(sheet):
    """The sheet under its lock; only then are phase and rule read, since `conclude` waits for the lock."""
    row = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
    row.season = Season.objects.select_related("bloc").get(pk=row.season_id)
    row.season.criteria = CriteriaTable.objects.select_related("reply_rule").get(season=row.season_id)
    return row


def _asked(sheet, wishes):
    """The ReplyLines that the wishes make, every one of them checked."""
    lines = ScoreLine.objects.with_exemptions().filter(sheet=sheet, pk__in=wishes)
    found = {line.pk: line for line in lines.select_related("criterion__group")}
    if len(found) != len(wishes):
        raise RuleError(GONE)
    return [_row(line, wishes[key]) for key, line in found.items()]


def _row(line, wish):
    code, grounds, held = line.criterion.code, clean_block(wish.grounds), standings.final_points(line)
    if line.exempt:
        raise RuleError(f"Tiêu chí {code} không áp dụng với đơn vị nên không phúc tra: {line.exempt}.")
    asked = scoring.points_of(line.criterion, wish.text)
    if asked is None:
        raise RuleError(f"Dòng {code}: hãy ghi số điểm đề nghị.")
    if not grounds:
        raise RuleError(f"Dòng {code}: hãy ghi căn cứ của đề nghị.")
    if asked == held:
        raise RuleError(f"Dòng {code} đang được tính {shown(held)} điểm, đúng bằng điểm đề nghị.")
    return ReplyLine(line=line, held=held, asked=asked, grounds=grounds)


def _end(reply, *, by, reason=""):
    for row in reply.lines.select_related("line"):
        history.record(row.line, "line.undispute", by=by, reason=reason)
