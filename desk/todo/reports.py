"""The head's reports: the half-year one in the midyear phase, the year-end one around the conference."""

from django.urls import reverse

from blocs import leadership
from conferences.models import Report
from desk.todo.line import Todo, due

DUE_IN = {"midyear": Report.Kind.MIDYEAR, "conference": Report.Kind.YEAREND}


def todos(user, season):
    """What the head still has to report in the present phase."""
    if season is None or season.phase not in DUE_IN or not leadership.leads(user, season):
        return
    kind = DUE_IN[season.phase]
    found = list(season.reports.filter(kind=kind))
    if any(report.state == Report.State.ISSUED for report in found):
        return
    yield Todo(
        f"Soạn và ban hành {Report.Kind(kind).label.lower()}",
        f"Số liệu đã ghi sẵn trong dự thảo; phần nhận xét do {season.bloc.head_label} viết",
        found[0].get_absolute_url() if found else reverse("conferences:reports", args=[season.pk]),
        "Soạn tiếp" if found else "Soạn báo cáo",
        due(season, season.phase),
        "Đang soạn" if found else "",
    )
