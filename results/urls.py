"""URLs of pledges, half-year reports, score sheets, appraisal and standing."""

from django.urls import path

from results.views import (
    amendments,
    appraisal,
    evidence,
    midyear,
    papers,
    pledges,
    previews,
    proof_map,
    reminders,
    sheets,
    signing,
    standings,
)

app_name = "results"

urlpatterns = [
    path("seasons/<int:pk>/pledges/", pledges.pledge_list, name="pledges"),
    path("seasons/<int:pk>/pledges/start/", pledges.pledge_start, name="pledge_start"),
    path("seasons/<int:pk>/pledges/sign/", signing.pledge_sign, name="pledge_sign"),
    path("seasons/<int:pk>/pledges/countersign/", signing.pledge_countersign, name="pledge_countersign"),
    path("seasons/<int:pk>/pledges/<str:format>/", papers.pledge_paper_request, name="pledge_paper_request"),
    path(
        "seasons/<int:pk>/pledges/<str:format>/progress/",
        papers.pledge_paper_progress,
        name="pledge_paper_progress",
    ),
    path("seasons/<int:pk>/pledges/<str:format>/file/", papers.pledge_paper_file, name="pledge_paper_file"),
    path("pledges/<int:pk>/", pledges.pledge_detail, name="pledge"),
    path("pledges/<int:pk>/targets/", pledges.targets_save, name="targets_save"),
    path("pledges/<int:pk>/targets/<int:criterion>/", pledges.target_set, name="target_set"),
    path("pledges/<int:pk>/targets/<int:criterion>/amend/", amendments.target_amend, name="target_amend"),
    path(
        "pledges/<int:pk>/targets/<int:criterion>/<slug:cell>/", pledges.target_detail, name="target_detail"
    ),
    path("pledges/<int:pk>/titles/", signing.titles_register, name="titles_register"),
    path(
        "amendments/<int:pk>/papers/<str:format>/",
        amendments.amendment_paper_request,
        name="amendment_paper_request",
    ),
    path(
        "amendments/<int:pk>/papers/<str:format>/progress/",
        amendments.amendment_paper_progress,
        name="amendment_paper_progress",
    ),
    path(
        "amendments/<int:pk>/papers/<str:format>/file/",
        amendments.amendment_paper_file,
        name="amendment_paper_file",
    ),
    path("pledges/<int:pk>/hand-in/", pledges.pledge_hand_in, name="pledge_hand_in"),
    path("pledges/<int:pk>/take-back/", pledges.pledge_take_back, name="pledge_take_back"),
    # half-year reports
    path("seasons/<int:pk>/midyear/", midyear.midyear_list, name="midyears"),
    path("seasons/<int:pk>/midyear/start/", midyear.midyear_start, name="midyear_start"),
    path("seasons/<int:pk>/midyear/texts/", midyear.midyear_texts, name="midyear_texts"),
    path("midyear/<int:pk>/", midyear.midyear_detail, name="midyear"),
    path("midyear/<int:pk>/save/", midyear.midyear_save, name="midyear_save"),
    path("midyear/<int:pk>/hand-in/", midyear.midyear_hand_in, name="midyear_hand_in"),
    path("midyear/<int:pk>/take-back/", midyear.midyear_take_back, name="midyear_take_back"),
    path("midyear/<int:pk>/targets/<int:target>/<slug:cell>/", midyear.progress_enter, name="midyear_enter"),
    path("midyear/<int:pk>/texts/<slug:key>/", midyear.text_write, name="midyear_write"),
    # score sheets
    path("seasons/<int:pk>/sheets/", sheets.sheet_list, name="sheets"),
    path("seasons/<int:pk>/sheets/start/", sheets.sheet_start, name="sheet_start"),
    path("seasons/<int:pk>/sheets/conclude/", sheets.scoring_conclude, name="scoring_conclude"),
    path("seasons/<int:pk>/evidence/", proof_map.evidence_map, name="evidence_map"),
    path("sheets/<int:pk>/", sheets.sheet_detail, name="sheet"),
    path("sheets/<int:pk>/save/", sheets.sheet_save, name="sheet_save"),
    path("sheets/<int:pk>/submit/", sheets.sheet_submit, name="sheet_submit"),
    path("sheets/<int:pk>/submit-for/", sheets.sheet_submit_for, name="sheet_submit_for"),
    path("sheets/<int:pk>/withdraw/", sheets.sheet_withdraw, name="sheet_withdraw"),
    path("sheets/<int:pk>/confirm/", sheets.sheet_confirm, name="sheet_confirm"),
    path("sheets/<int:pk>/scan/", sheets.sheet_scan, name="sheet_scan"),
    path("lines/<int:pk>/cells/<slug:cell>/", sheets.line_enter, name="line_enter"),
    path("lines/<int:pk>/evidence/", evidence.line_evidence, name="line_evidence"),
    path("evidence/<int:pk>/", evidence.evidence_download, name="evidence"),
    path("evidence/<int:pk>/describe/", evidence.evidence_describe, name="evidence_describe"),
    path("evidence/<int:pk>/preview/", previews.evidence_preview, name="evidence_preview"),
    path("evidence/<int:pk>/preview/draw/", previews.evidence_draw, name="evidence_draw"),
    path("evidence/<int:pk>/pages/<int:page>/", previews.evidence_page, name="evidence_page"),
    path("evidence/<int:pk>/remove/", evidence.evidence_remove, name="evidence_remove"),
    # what is late, and reminders
    path("seasons/<int:pk>/late/", reminders.late_list, name="late"),
    path("seasons/<int:pk>/late/remind/", reminders.reminder_new, name="reminder_new"),
    path(
        "reminders/<int:pk>/papers/<str:format>/",
        reminders.reminder_paper_request,
        name="reminder_paper_request",
    ),
    path(
        "reminders/<int:pk>/papers/<str:format>/progress/",
        reminders.reminder_paper_progress,
        name="reminder_paper_progress",
    ),
    path(
        "reminders/<int:pk>/papers/<str:format>/file/",
        reminders.reminder_paper_file,
        name="reminder_paper_file",
    ),
    # appraisal and standing
    path("seasons/<int:pk>/appraisal/", appraisal.appraisal_list, name="appraisals"),
    path("seasons/<int:pk>/appraisal/conclude/", appraisal.appraisal_conclude, name="appraisal_conclude"),
    path("sheets/<int:pk>/appraisal/", appraisal.sheet_appraise, name="appraise"),
    path("sheets/<int:pk>/appraisal/save/", appraisal.appraisal_save, name="appraisal_save"),
    path("sheets/<int:pk>/appraisal/accept/", appraisal.appraisal_accept, name="appraisal_accept"),
    path("sheets/<int:pk>/appraisal/return/", appraisal.appraisal_return, name="appraisal_return"),
    path("sheets/<int:pk>/appraisal/finish/", appraisal.appraisal_finish, name="appraisal_finish"),
    path("sheets/<int:pk>/appraisal/reopen/", appraisal.appraisal_reopen, name="appraisal_reopen"),
    path("sheets/<int:pk>/lines/<int:line>/judge/", appraisal.line_judge, name="line_judge"),
    path("sheets/<int:pk>/lines/<int:line>/agree/", appraisal.line_agree, name="line_agree"),
    path("seasons/<int:pk>/standing/", standings.standing, name="standing"),
    path("seasons/<int:pk>/standing/votes/", standings.tie_votes, name="tie_votes"),
    path(
        "seasons/<int:pk>/standing/votes/withdraw/", standings.tie_votes_withdraw, name="tie_votes_withdraw"
    ),
]
