"""The work plan of a year: issued by the head, and issued again when what it plans has changed."""

from blocs import leadership, plan_paper, seasons
from blocs.models import WorkPlan
from core import clock, records
from core.dates import short
from core.rules import RuleError
from documents import blocks


def versions(season):
    """Return the issued versions of the year's plan, the latest first."""
    return WorkPlan.objects.filter(season=season).select_related("paper")


def is_outdated(season):
    """Say whether what is planned now differs from what was last issued; False before the first issue."""
    last = versions(season).first()
    return last is not None and last.sha256 != digest(season)


def digest(season):
    """Return the SHA-256 of what is planned now."""
    return blocks.freeze(plan_paper.content(season), "plan")[1]


def issue(season, *, issued_on, reason="", by):
    """Issue the plan as it stands now; from the second version on with a `reason`.

    Raises RuleError without a head, for a day to come or before the last version's, or when nothing has
    changed since; ValidationError when a new version says no reason.
    """
    if issued_on > clock.today():
        raise RuleError(
            f"Ngày {short(issued_on)} chưa tới. Kế hoạch ghi ngày ban hành không muộn hơn hôm nay."
        )
    with seasons.held_open(season, "kế hoạch") as now:
        if leadership.head_of(now) is None:
            raise RuleError(
                f"Năm này chưa ghi {season.bloc.head_label} nên chưa có đơn vị ban hành kế hoạch."
            )
        last, content = versions(now).first(), digest(now)
        if last and last.sha256 == content:
            raise RuleError(
                f"Kế hoạch không có gì thay đổi so với bản ban hành ngày {short(last.issued_on)}. "
                "Hãy sửa lịch, phong trào hoặc hoạt động trước khi ban hành lại."
            )
        if last and issued_on < last.issued_on:
            raise RuleError(f"Bản trước ban hành ngày {short(last.issued_on)}; hãy chọn từ ngày đó trở đi.")
        plan = WorkPlan(
            season=now,
            version=last.version + 1 if last else 1,
            issued_on=issued_on,
            reason=reason if last else "",
            sha256=content,
        )
        _refuse_silence(plan)
        plan.paper = plan_paper.issue(now, version=plan.version, issued_on=issued_on, reason=reason, by=by)
        return records.keep(plan, by=by, act="plan.issue", reason=plan.reason)


def _refuse_silence(plan):
    if plan.version > 1 and not plan.reason.strip():
        raise RuleError("Ban hành lại kế hoạch thì phải ghi lý do sửa đổi.")
