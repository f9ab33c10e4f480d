"""URLs of conferences, elections, ranking and reports."""

from django.urls import path

from conferences.views import (
    agenda,
    delegates,
    handovers,
    meetings,
    minutes,
    quotes,
    ranking,
    report_papers,
    reports,
    votes,
)

app_name = "conferences"

urlpatterns = [
    # conferences
    path("seasons/<int:pk>/conferences/", meetings.conference_list, name="conferences"),
    path("seasons/<int:pk>/conferences/new/", meetings.conference_new, name="conference_new"),
    path("conferences/<int:pk>/", meetings.conference_detail, name="conference"),
    path("conferences/<int:pk>/change/", meetings.conference_change, name="conference_change"),
    path("conferences/<int:pk>/open/", meetings.conference_open, name="conference_open"),
    path("conferences/<int:pk>/back/", meetings.conference_back, name="conference_back"),
    path("conferences/<int:pk>/conclusion/", meetings.conference_conclude, name="conference_conclude"),
    path("conferences/<int:pk>/resume/", meetings.conference_resume, name="conference_resume"),
    path("conferences/<int:pk>/close/", meetings.conference_close, name="conference_close"),
    path("conferences/<int:pk>/agenda/new/", agenda.agenda_new, name="agenda_new"),
    path("conferences/<int:pk>/agenda/template/", agenda.agenda_template, name="agenda_template"),
    path("agenda/<int:pk>/change/", agenda.agenda_change, name="agenda_change"),
    path("agenda/<int:pk>/up/", agenda.agenda_up, name="agenda_up"),
    path("agenda/<int:pk>/remove/", agenda.agenda_remove, name="agenda_remove"),
    path("conferences/<int:pk>/resolutions/new/", agenda.resolution_new, name="resolution_new"),
    path("resolutions/<int:pk>/change/", agenda.resolution_change, name="resolution_change"),
    path("resolutions/<int:pk>/remove/", agenda.resolution_remove, name="resolution_remove"),
    path("conferences/<int:pk>/delegates/", delegates.delegate_list, name="delegates"),
    path("conferences/<int:pk>/delegates/new/", delegates.delegate_new, name="delegate_new"),
    path("conferences/<int:pk>/delegates/leads/", delegates.delegates_lead, name="delegates_lead"),
    path("delegates/<int:pk>/change/", delegates.delegate_change, name="delegate_change"),
    path("delegates/<int:pk>/remove/", delegates.delegate_remove, name="delegate_remove"),
    path("delegates/<int:pk>/check-in/", delegates.delegate_check_in, name="delegate_check_in"),
    path("delegates/<int:pk>/undo/", delegates.delegate_undo, name="delegate_undo"),
    path("conferences/<int:pk>/endorsement/", votes.endorse, name="endorse"),
    path("conferences/<int:pk>/endorsement/<int:nomination>/drop/", votes.endorse_drop, name="endorse_drop"),
    path("conferences/<int:pk>/election/", votes.elect, name="elect"),
    path("conferences/<int:pk>/election/change/", votes.elect_change, name="elect_change"),
    path("conferences/<int:pk>/minutes/<str:format>/", minutes.minutes_request, name="minutes_request"),
    path(
        "conferences/<int:pk>/minutes/<str:format>/progress/",
        minutes.minutes_progress,
        name="minutes_progress",
    ),
    path("conferences/<int:pk>/minutes/<str:format>/file/", minutes.minutes_file, name="minutes_file"),
    # the hand-over
    path("seasons/<int:pk>/handover/", handovers.handover_list, name="handovers"),
    path("seasons/<int:pk>/handover/new/", handovers.handover_new, name="handover_new"),
    path("handovers/<int:pk>/<slug:format>/", handovers.handover_request, name="handover_request"),
    path("handovers/<int:pk>/<slug:format>/progress/", handovers.handover_progress, name="handover_progress"),
    path("handovers/<int:pk>/<slug:format>/file/", handovers.handover_file, name="handover_file"),
    # ranking and reports
    path("seasons/<int:pk>/ranking/", ranking.ranking_page, name="ranking"),
    path("seasons/<int:pk>/board/", ranking.board, name="board"),
    path("seasons/<int:pk>/reports/", reports.report_list, name="reports"),
    path("seasons/<int:pk>/reports/<slug:kind>/start/", reports.report_start, name="report_start"),
    path("reports/<int:pk>/", reports.report_detail, name="report"),
    path("reports/<int:pk>/save/", reports.report_save, name="report_save"),
    path("reports/<int:pk>/sections/<slug:key>/", reports.section_write, name="report_section"),
    path("reports/<int:pk>/sources/", quotes.report_sources, name="report_sources"),
    path("reports/<int:pk>/sections/<slug:key>/take/", quotes.report_take, name="report_take"),
    path("reports/<int:pk>/particulars/", reports.report_particulars, name="report_particulars"),
    path("reports/<int:pk>/preview/", reports.report_preview, name="report_preview"),
    path("reports/<int:pk>/issue/", reports.report_issue, name="report_issue"),
    path("reports/<int:pk>/<slug:format>/", report_papers.report_paper_request, name="report_paper_request"),
    path(
        "reports/<int:pk>/<slug:format>/progress/",
        report_papers.report_paper_progress,
        name="report_paper_progress",
    ),
    path("reports/<int:pk>/<slug:format>/file/", report_papers.report_paper_file, name="report_paper_file"),
]
