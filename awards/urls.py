"""URLs of the honours: certificates, printing, public verification."""

from django.urls import path

from awards.views import certificates, printing, verification

app_name = "awards"

urlpatterns = [
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
