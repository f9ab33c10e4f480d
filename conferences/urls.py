"""URLs of conferences, elections, ranking and reports."""

from django.urls import path

from conferences.views import ranking, report_papers, reports

app_name = "conferences"

urlpatterns = [
    # conferences
    # ranking and reports
    path("seasons/<int:pk>/ranking/", ranking.ranking_page, name="ranking"),
    path("seasons/<int:pk>/board/", ranking.board, name="board"),
    path("seasons/<int:pk>/reports/", reports.report_list, name="reports"),
    path("seasons/<int:pk>/reports/<slug:kind>/start/", reports.report_start, name="report_start"),
    path("reports/<int:pk>/", reports.report_detail, name="report"),
    path("reports/<int:pk>/save/", reports.report_save, name="report_save"),
    path("reports/<int:pk>/sections/<slug:key>/", reports.section_write, name="report_section"),
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
