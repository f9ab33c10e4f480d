"""The work plan: its versions, the act that issues it, and each version as PDF or Word."""

from django.contrib import messages
from django.shortcuts import redirect, render

from blocs import plan_paper, work_plans
from blocs.models import Season, WorkPlan
from blocs.permissions import can_direct_season, can_see
from blocs.together_forms import IssuePlanForm
from core.guards import allowed, edits, reads
from documents import handout
from documents.blocks import Heading, Table
from documents.models import Rendition


@reads
@allowed(can_see, Season)
def work_plan(request, season):
    """What is planned now, and the versions that were issued."""
    context = {
        "season": season,
        "sections": _sections(season),
        "versions": work_plans.versions(season),
        "outdated": work_plans.is_outdated(season),
        "directs": can_direct_season(request.user, season),
        "formats": Rendition.Format.choices,
    }
    return render(request, "blocs/work_plan.html", context)


@edits
@allowed(can_direct_season, Season)
def work_plan_issue(request, season):
    """Issue the plan, or its next version."""
    again = work_plans.versions(season).exists()
    form = IssuePlanForm(request.POST or None, again=again)
    if form.attempt(work_plans.issue, season, by=request.user):
        messages.success(request, f"Đã ban hành kế hoạch {season.named}, lần thứ {form.result.version}.")
        return redirect(form.result)
    heading = f"Ban hành {'lại ' if again else ''}kế hoạch {season.named}"
    return render(request, "blocs/work_plan_issue.html", {"form": form, "heading": heading, "season": season})


plan_paper_request, plan_paper_progress, plan_paper_file = handout.views(
    WorkPlan,
    can_see,
    room=__name__,
    url="blocs:plan_paper",
    template="blocs/paper_progress.html",
    about=lambda plan: {
        "back": plan.get_absolute_url(),
        "back_label": "Kế hoạch hoạt động",
        "season": plan.season,
    },
)


def _sections(season):
    """The headings of the plan with what stands under each, as the paper would say it now."""
    found = []
    for block in plan_paper.content(season):
        if isinstance(block, Heading):
            found.append({"title": block.text, "table": None, "text": ""})
        elif found and isinstance(block, Table):
            found[-1]["table"] = block
        elif found:
            found[-1]["text"] = block.text
    return found
