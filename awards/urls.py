"""URLs of the honours: catalogue, quotas, nominations, decisions, registers."""

from django.urls import path

from awards.views import catalogue, decisions, nominations, papers, quotas, registers

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
]
