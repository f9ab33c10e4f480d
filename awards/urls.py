"""URLs of the honours: catalogue to decisions, registers, certificates, public verification."""

from django.urls import path

from awards import dossier_urls, eligibility_urls, ledger_urls
from awards.views import (
    amendments,
    catalogue,
    certificates,
    decisions,
    nominations,
    papers,
    past_awards,
    past_imports,
    printing,
    quotas,
    register_books,
    registers,
    salaries,
    statistics,
    texts,
    verification,
    versions,
)

app_name = "awards"

urlpatterns = [
    path("award-forms/", catalogue.catalogue, name="catalogue"),
    path("award-forms/new/", versions.form_new, name="form_new"),
    path("award-forms/<int:pk>/", versions.form_detail, name="form"),
    path("award-forms/<int:pk>/renew/", versions.form_renew, name="form_renew"),
    path("award-forms/<int:pk>/revise/", versions.form_revise, name="form_revise"),
    path("award-forms/<int:pk>/check/", versions.form_check, name="form_check"),
    path("award-forms/<int:pk>/take-back/", versions.form_take_back, name="form_take_back"),
    path("seasons/<int:pk>/quotas/", quotas.quota_list, name="quotas"),
    path("seasons/<int:pk>/quotas/new/", quotas.quota_new, name="quota_new"),
    path("quotas/<int:pk>/edit/", quotas.quota_edit, name="quota_edit"),
    path("quotas/<int:pk>/remove/", quotas.quota_remove, name="quota_remove"),
    path("quotas/<int:pk>/members/", quotas.quota_members, name="quota_members"),
    path("member-quotas/<int:pk>/lift/", quotas.member_quota_lift, name="member_quota_lift"),
    path("nominations/<int:pk>/let-pass/", quotas.nomination_let_pass, name="nomination_let_pass"),
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
    path("decisions/<int:pk>/texts/", texts.decision_texts, name="decision_texts"),
    path("decisions/<int:pk>/lines/<int:line>/prize/", texts.line_prize, name="line_prize"),
    path("decisions/<int:pk>/amend/", amendments.amendment_new, name="amendment_new"),
    path("decision-changes/<int:pk>/revise/", amendments.amendment_revise, name="amendment_revise"),
    path("decision-changes/<int:pk>/issue/", amendments.amendment_issue, name="amendment_issue"),
    path("decision-changes/<int:pk>/lines/<int:line>/correct/", amendments.line_correct, name="line_correct"),
    path("decision-changes/<int:pk>/lines/<int:line>/revoke/", amendments.line_revoke, name="line_revoke"),
    path(
        "decision-changes/<int:pk>/changes/<int:change>/remove/",
        amendments.change_remove,
        name="change_remove",
    ),
    # what prize money is a multiple of
    path("base-salaries/", salaries.salary_list, name="salaries"),
    path("base-salaries/new/", salaries.salary_new, name="salary_new"),
    path("base-salaries/<int:pk>/edit/", salaries.salary_edit, name="salary_edit"),
    path("base-salaries/<int:pk>/remove/", salaries.salary_remove, name="salary_remove"),
    # the golden register
    path("registers/<int:pk>/book/<str:format>/", register_books.book_print, name="book_print"),
    path("registers/<int:pk>/book/<str:format>/again/", register_books.book_request, name="book_request"),
    path(
        "registers/<int:pk>/book/<str:format>/progress/", register_books.book_progress, name="book_progress"
    ),
    path("registers/<int:pk>/book/<str:format>/file/", register_books.book_file, name="book_file"),
    path("seasons/<int:pk>/register/", registers.register, name="register"),
    path("seasons/<int:pk>/register/open/", registers.register_open, name="register_open"),
    # all of it counted
    path("seasons/<int:pk>/award-statistics/", statistics.award_statistics, name="statistics"),
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
    *ledger_urls.urlpatterns,
    *eligibility_urls.urlpatterns,
    # what was awarded before this system, and the histories that join both
    path("honours/", past_awards.honours, name="honours"),
    path("honours/people/<int:pk>/", past_awards.honours_of_person, name="honours_of_person"),
    path("honours/collectives/<int:pk>/", past_awards.honours_of_collective, name="honours_of_collective"),
    path("honours/agencies/<int:pk>/", past_awards.honours_of_agency, name="honours_of_agency"),
    path("past-awards/<int:pk>/", past_awards.past_award, name="past_award"),
    path("past-awards/<int:pk>/remove/", past_awards.past_remove, name="past_remove"),
    path("past-imports/new/", past_imports.past_upload, name="past_upload"),
    path("past-imports/template/", past_imports.past_template, name="past_template"),
    path("past-imports/settle/", past_imports.past_settle, name="past_settle"),
    path("past-imports/take/", past_imports.past_take, name="past_take"),
    path("past-imports/<int:pk>/", past_imports.past_import, name="past_import"),
    path("past-imports/<int:pk>/undo/", past_imports.past_undo, name="past_undo"),
    # open to everybody
    path("v/", verification.look_up, name="look_up"),
    path("v/<str:token>/", verification.verify, name="verify"),
]
