"""Pledges: each member writes its targets once, hands them in, and all sign together."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from blocs import phases, seasons
from blocs.models import Season
from core import clock, records
from core.dates import short
from core.rules import RuleError
from core.text import clean_line
from core.transitions import move
from results import cells, holds, papers, targets
from results.models import Countersignature, Pledge, PledgeSigning, Target, TitleRegistration


@dataclass(frozen=True)
class Line:
    """One member in the overview of a year's pledges."""

    agency_id: int
    name: str
    code: str
    pledge: Pledge | None
    targets: int

    @property
    def state(self):
        """The state of its pledge; empty when it has not begun."""
        return self.pledge.state if self.pledge else ""


def overview(season):
    """Return every member's Line in protocol order. Two queries whatever their number."""
    counted = season.pledges.annotate(count=Count("targets"))
    by_agency = {pledge.agency_id: pledge for pledge in counted}
    found = []
    for member in seasons.members_of(season):
        pledge = by_agency.get(member.agency_id)
        count = pledge.count if pledge else 0
        found.append(Line(member.agency_id, member.name, member.code, pledge, count))
    return found


def exported(season):
    """Yield a row for each target of the year: place, member, criterion's code and name, what is promised."""
    members = {row.agency_id: (place, row.name) for place, row in enumerate(seasons.members_of(season))}
    rows = Target.objects.filter(pledge__season=season).select_related("pledge", "criterion")
    known = [row for row in rows if row.pledge.agency_id in members]
    known.sort(key=lambda row: (members[row.pledge.agency_id], row.criterion.path))
    for place, row in enumerate(known, 1):
        criterion, (_, name) = row.criterion, members[row.pledge.agency_id]
        yield place, name, criterion.code, criterion.name, row.text, row.number, row.unit, row.due_on


def start(season, *, agency, by):
    """Open the member's list of targets and return it; the second click returns the same one."""
    with transaction.atomic():
        _hold(season)
        if agency.pk not in {member.agency_id for member in seasons.members_of(season)}:
            raise RuleError(f"{agency} không phải thành viên của {season.bloc.word} trong {season.named}.")
        found = Pledge.objects.filter(season=season, agency=agency).first()
        return found or records.keep(Pledge(season=season, agency=agency), by=by, act="pledge.start")


def set_target(pledge, criterion, *, text, version, by):
    """Write one target; an empty `text` takes it away. Returns the version to send next (0: none is left).

    `version` is the one the page shows (0 for an empty cell). Raises StaleCell when somebody was faster.
    """
    with transaction.atomic():
        pledge = opened(pledge)
        if criterion.group.table.season_id != pledge.season_id:
            raise RuleError("Tiêu chí này không thuộc bảng tiêu chí của năm.")
        if criterion.pk in targets.exempt(pledge.season_id, pledge.agency_id):
            raise RuleError(f"Tiêu chí {criterion.code} không áp dụng với đơn vị nên không đặt chỉ tiêu.")
        holds.refuse_new(criterion)
        target = pledge.targets.filter(criterion=criterion).first()
        if target and target.text == text:
            return target.version
        if (target.version if target else 0) != version:
            raise cells.StaleCell(target.text if target else "", target.version if target else 0)
        if not text:
            if target:
                records.drop(target, by=by, act="target.remove")
            return 0
        target = target or Target(pledge=pledge, criterion=criterion, version=0)
        target.text, target.version = text, target.version + 1
        return records.keep(target, by=by, act="target.set").version


def set_detail(pledge, criterion, *, cell, text, version, by):
    """Write the number, the unit or the day of a target (`cell`), as `set_target` does its words.

    Raises RuleError for what cannot be read and where there is no target yet, StaleCell as `set_target`.
    """
    if cell not in targets.CELLS:
        raise RuleError("Ô này không nhập trực tiếp được.")
    with transaction.atomic():
        pledge = opened(pledge)
        value = targets.read(pledge.season, cell, text)
        target = pledge.targets.filter(criterion=criterion).first()
        if target is None:
            if value in (None, ""):
                return 0
            raise RuleError("Hãy ghi nội dung chỉ tiêu trước, rồi ghi số lượng, đơn vị tính và hạn.")
        if getattr(target, cell) == value:
            return target.version
        cells.refuse_stale(target, version, value=targets.shown(target)[cell])
        setattr(target, cell, value)
        if cell == "number" and value is not None:
            target.unit = target.unit or criterion.unit
        target.version += 1
        return records.keep(target, by=by, act="target.detail").version


def set_all(pledge, typed, *, by):
    """Write what differs in `typed`: criterion to (version, {cell: text}), as a whole page sends it.

    The cell "text" holds the words of a target. Each cell stands for itself: one that is refused keeps none
    of the others back. Returns the sentences of the refused ones, by (criterion's key, cell).
    """
    refused, held = {}, {target.criterion_id: target for target in pledge.targets.all()}
    for criterion, (shown, texts) in typed.items():
        known, version = targets.shown(held.get(criterion.pk)), shown
        for cell, text in texts.items():
            facts = {"text": clean_line(text), "version": version, "by": by}
            if facts["text"] == known[cell]:
                continue
            try:
                version = _set(pledge, criterion, cell, **facts)
            except cells.StaleCell as stale:
                refused[criterion.pk, cell] = (
                    f"Người khác vừa sửa chỉ tiêu này; trên máy chủ là “{stale.shown}”. "
                    "Bấm Lưu chỉ tiêu lần nữa để ghi đè bằng giá trị vừa nhập."
                )
            except ValidationError as refusal:
                refused[criterion.pk, cell] = " ".join(refusal.messages)
            except RuleError as refusal:
                refused[criterion.pk, cell] = str(refusal)
    return refused


def _set(pledge, criterion, cell, **facts):
    if cell == "text":
        return set_target(pledge, criterion, **facts)
    return set_detail(pledge, criterion, cell=cell, **facts)


def register_titles(pledge, *, quantities, by):
    """Write what the member registers for: `quantities` maps titles' ids to a number or None.

    Raises RuleError once the targets are handed in, and for a title the year does not offer.
    """
    with transaction.atomic():
        pledge = opened(pledge)
        if set(quantities) - set(pledge.season.titles.values_list("pk", flat=True)):
            raise RuleError("Danh hiệu này không có trong danh sách của năm. Hãy tải lại trang.")
        kept = {row.title_id: row for row in pledge.titles.all()}
        for title, quantity in quantities.items():
            row = kept.get(title)
            if quantity is None:
                if row:
                    records.drop(row, by=by, act="title.unregister")
                continue
            row = row or TitleRegistration(pledge=pledge, title_id=title)
            row.quantity = quantity
            records.keep(row, by=by, act="title.register")


def countersign(season, *, signed_on, signer, note="", by):
    """Record that the managing body has confirmed the signed pledge; `signer` with name and post.

    Raises RuleError before the pledge is signed, for a day before that or to come, and the second time.
    """
    with seasons.held_open(season, "giao ước") as now:
        signing = PledgeSigning.objects.filter(season=now).first()
        if signing is None:
            raise RuleError("Giao ước chưa ký nên chưa xác nhận được.")
        if hasattr(signing, "countersignature"):
            raise RuleError("Giao ước này đã được xác nhận. Hãy tải lại trang.")
        if signed_on < signing.signed_on:
            raise RuleError(
                f"Giao ước ký ngày {short(signing.signed_on)}; ngày xác nhận không trước ngày đó."
            )
        if signed_on > clock.today():
            raise RuleError(f"Ngày {short(signed_on)} chưa tới. Ghi xác nhận khi đã ký.")
        row = Countersignature(signing=signing, signed_on=signed_on, signer=signer, note=note)
        return records.keep(row, by=by, act="pledge.countersign")


def opened(pledge):
    """Return the pledge under its lock, refused unless it may be written now."""
    pledge = Pledge.objects.select_for_update(of=("self",)).select_related("season").get(pk=pledge.pk)
    _refuse_other_phase(pledge.season)  # the signing waits for no draft, so the season needs no lock here
    if pledge.state != Pledge.State.DRAFT:
        raise RuleError("Chỉ tiêu đã gửi. Muốn sửa, hãy lấy lại bản đã gửi trước.")
    return pledge


def missing(pledge):
    """Return, in words, what keeps the targets from being handed in."""
    return ([] if pledge.targets.exists() else ["ít nhất một chỉ tiêu"]) + targets.lacking(pledge)


def hand_in(pledge, *, by):
    """Give the targets to the head for the common pledge."""
    with transaction.atomic():
        pledge = opened(pledge)
        holds.refuse_correcting(pledge.season, "gửi chỉ tiêu")
        if lacking := missing(pledge):
            raise RuleError(f"Chưa gửi được. Còn thiếu: {', '.join(lacking)}.")
        return move(pledge, "hand_in", by=by)


def take_back(pledge, *, by):
    """Take the targets back to change them, until the pledge is signed."""
    with transaction.atomic():
        _hold(pledge.season)
        return move(pledge, "take_back", by=by)


def lacking(season):
    """Return the names of the members whose targets are not handed in, in protocol order."""
    return [line.name for line in overview(season) if line.state != Pledge.State.HANDED_IN]


def conclude(season, *, signed_on, form="", by):
    """Record that all have signed on `signed_on`: the paper is issued and the year goes on.

    `form` is that of this one paper (empty: the year's).
    Raises RuleError with the members that are missing.
    """
    with transaction.atomic():
        _hold(season)
        holds.refuse_correcting(season, "ký giao ước")
        if names := lacking(season):
            raise RuleError(f"Chưa ký được giao ước. Chưa gửi chỉ tiêu: {', '.join(names)}.")
        paper = papers.issue_pledge(season, signed_on, form=form, by=by)
        signing = PledgeSigning(season=season, signed_on=signed_on, paper=paper)
        records.keep(signing, by=by, act="pledge.sign")
        return phases.advance(season, frm="pledging", by=by)


def _hold(season):
    """Hold the season until the act is over, so that nobody signs or takes back beside it."""
    _refuse_other_phase(Season.objects.select_for_update().get(pk=season.pk))


def _refuse_other_phase(season):
    if season.phase != "pledging":
        now = phases.label(season.phase)
        raise RuleError(f"Chỉ tiêu giao ước ghi ở bước Ký giao ước; năm này đang ở bước {now}.")
