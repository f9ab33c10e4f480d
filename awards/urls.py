"""URLs of the honours: catalogue to decisions, registers, certificates, public verification."""

from django.urls import path

from awards import dossier_urls
from awards.views import (
    catalogue,
    certificates,
    decisions,
    nominations,
    papers,
    printing,
    quotas,
    registers,
    verification,
)

app_name = "awards"

urlpatterns = [
    path("award-forms/", catalogue.catalogue, name="catalogue"),
    path("seasons/<int:pk>/quotas/", quotas.quota_list, name="quotas"),
    path("seasons/<int:pk>/quotas/new/", quotas.quota_new, name="quota_new"),
    path("quotas/<int:pk>/edit/", quotas.quota_edit, name="quota_edit"),
    path("quotas/<int:pk>/remove/", quotas.quota_remove, name="quota_remove"),
    # nominations
    path("seasons/<int:pk>/nominations/", nominations.nomination_list, name="nominations"),
    path("seasons/<int:pk>/nominations/new/", nominations.nomination_new, name="nomination_new"),
    path("seasons/<int:pk>/close/", nominations.year_conclude, name="year_conclude"),
    path("nominations/<int:pk>/", nominations.nomination_detail, name="nomination"),
    path("nominations/<int:pk>/withdraw/", nominations.nomination_withdraw, name="nomination_withdraw"),
    path("nominations/<int:pk>/drop/", nominations.nomination_drop, name="nomination_drop"),
    path("nominations/<int:pk>/refuse/", nominations.nomination_refuse, name="nomination_refuse"),
    path("nominations/<int:pk>/again/", nominations.nomination_again, name="nomination_again"),
    *dossier_urls.urlpatterns,
    # decisions and their papers
    path("seasons/<int:pk>/decisions/", decisions.decision_list, name="decisions"),
    path("seasons/<int:pk>/decisions/new/", decisions.decision_new, name="decision_new"),
    path("seasons/<int:pk>/decisions/record/", decisions.decision_record, name="decision_record"),
    path("decisions/<int:pk>/", decisions.decision_detail, name="decision"),
    path("decisions/<int:pk>/revise/", decisions.decision_revise, name="decision_revise"),
    path("decisions/<int:pk>/discard/", decisions.decision_discard, name="decision_discard"),
    path("decisions/<int:pk>/add/", decisions.decision_add, name="decision_add"),
    path("decisions/<int:pk>/lines/<int:line>/remove/", decisions.line_remove, name="line_remove"),
    path("decisions/<int:pk>/issue/", decisions.decision_issue, name="decision_issue"),
    path("decisions/<int:pk>/papers/<str:format>/", papers.paper_request, name="paper_request"),
    path("decisions/<int:pk>/papers/<str:format>/progress/", papers.paper_progress, name="paper_progress"),
    path("decisions/<int:pk>/papers/<str:format>/file/", papers.paper_file, name="paper_file"),
    # the golden register
    path("seasons/<int:pk>/register/", registers.register, name="register"),
    path("seasons/<int:pk>/register/open/", registers.register_open, name="register_open"),
    # certificates
    path("seasons/<int:pk>/certificates/", certificates.certificate_list, name="certificates"),
    path(
        "decisions/<int:pk>/certificates/", certificates.decision_certificates, name="decision_certificates"
    ),
    path("decisions/<int:pk>/certificates/print/", certificates.batch_start, name="batch_start"),
    path("certificates/<int:pk>/", certificates.certificate_detail, name="certificate"),
    path("certificates/<int:pk>/replace/", certificates.certificate_replace, name="certificate_replace"),
    path("certificates/<int:pk>/revoke/", certificates.certificate_revoke, name="certificate_revoke"),
    path("certificates/<int:pk>/preview/", printing.preview_request, name="preview_request"),
    path("certificates/<int:pk>/preview/progress/", printing.preview_progress, name="preview_progress"),
    path("certificates/<int:pk>/preview/file/", printing.preview_file, name="preview_file"),
    path("batches/<int:pk>/", printing.batch_detail, name="batch"),
    path("batches/<int:pk>/retry/", printing.batch_retry, name="batch_retry"),
    path("batches/<int:pk>/file/", printing.batch_file, name="batch_file"),
    path("printed/<int:pk>/reprint/", printing.sheet_reprint, name="sheet_reprint"),
    path("reprints/<int:pk>/file/", printing.reprint_file, name="reprint_file"),
    # open to everybody
    path("v/", verification.look_up, name="look_up"),
    path("v/<str:token>/", verification.verify, name="verify"),
]
