"""URLs on the way of a nomination upwards: board, check, files, opinions, dossiers, outcomes, rules."""

from django.urls import path

from awards.views import (
    checking,
    dossier_rules,
    dossier_sending,
    dossiers,
    holidays,
    nomination_papers,
)

urlpatterns = [
    path("seasons/<int:pk>/nominations/board/", checking.nomination_board, name="nomination_board"),
    path("nominations/<int:pk>/check/", checking.nomination_check, name="nomination_check"),
    path("nominations/<int:pk>/return/", checking.nomination_return, name="nomination_return"),
    path("nominations/<int:pk>/complete/", checking.nomination_complete, name="nomination_complete"),
    path(
        "nominations/<int:pk>/files/new/", nomination_papers.nomination_file_new, name="nomination_file_new"
    ),
    path("nominations/<int:pk>/report/", nomination_papers.nomination_report, name="nomination_report"),
    path("nominations/<int:pk>/opinions/new/", nomination_papers.opinion_new, name="opinion_new"),
    path("nomination-files/<int:pk>/", nomination_papers.nomination_file, name="nomination_file"),
    path(
        "nomination-files/<int:pk>/pages/<int:page>/",
        nomination_papers.nomination_file_page,
        name="nomination_file_page",
    ),
    path(
        "nomination-files/<int:pk>/remove/",
        nomination_papers.nomination_file_remove,
        name="nomination_file_remove",
    ),
    path("opinions/<int:pk>/answer/", nomination_papers.opinion_answer, name="opinion_answer"),
    path("opinions/<int:pk>/file/", nomination_papers.opinion_file, name="opinion_file"),
    # dossiers
    path("seasons/<int:pk>/dossiers/", dossiers.dossier_list, name="dossiers"),
    path("seasons/<int:pk>/dossiers/new/", dossiers.dossier_new, name="dossier_new"),
    path("dossiers/<int:pk>/", dossiers.dossier_detail, name="dossier"),
    path("dossiers/<int:pk>/edit/", dossiers.dossier_edit, name="dossier_edit"),
    path("dossiers/<int:pk>/add/", dossiers.dossier_add, name="dossier_add"),
    path("dossiers/<int:pk>/papers/", dossiers.dossier_draw_up, name="dossier_draw_up"),
    path("dossiers/<int:pk>/files/new/", dossiers.dossier_file_new, name="dossier_file_new"),
    path("dossiers/<int:pk>/parcel/", dossiers.dossier_parcel, name="dossier_parcel"),
    path("dossiers/<int:pk>/send/", dossier_sending.dossier_send, name="dossier_send"),
    path("dossiers/<int:pk>/outcome/", dossier_sending.dossier_outcome, name="dossier_outcome"),
    path("dossier-lines/<int:pk>/remove/", dossiers.dossier_line_remove, name="dossier_line_remove"),
    path("dossier-files/<int:pk>/", dossiers.dossier_file, name="dossier_file"),
    path("dossier-files/<int:pk>/remove/", dossiers.dossier_file_remove, name="dossier_file_remove"),
    path(
        "dossier-papers/<int:pk>/<str:format>/", dossiers.dossier_paper_request, name="dossier_paper_request"
    ),
    path(
        "dossier-papers/<int:pk>/<str:format>/progress/",
        dossiers.dossier_paper_progress,
        name="dossier_paper_progress",
    ),
    path(
        "dossier-papers/<int:pk>/<str:format>/file/", dossiers.dossier_paper_file, name="dossier_paper_file"
    ),
    path(
        "dossier-parcels/<int:pk>/", dossier_sending.dossier_parcel_progress, name="dossier_parcel_progress"
    ),
    path("dossier-parcels/<int:pk>/file/", dossier_sending.dossier_parcel_file, name="dossier_parcel_file"),
    # what the law says of them
    path("dossier-rules/", dossier_rules.dossier_rules, name="dossier_rules"),
    path("dossier-rules/deadlines/new/", dossier_rules.form_deadline_new, name="form_deadline_new"),
    path("form-deadlines/<int:pk>/edit/", dossier_rules.form_deadline_edit, name="form_deadline_edit"),
    path("dossier-rules/parts/new/", dossier_rules.required_part_new, name="required_part_new"),
    path("dossier-rules/holidays/new/", holidays.holiday_new, name="holiday_new"),
    path("holidays/<int:pk>/remove/", holidays.holiday_remove, name="holiday_remove"),
    path("required-parts/<int:pk>/edit/", dossier_rules.required_part_edit, name="required_part_edit"),
    path(
        "seasons/<int:pk>/dossiers/deadlines/new/",
        dossier_rules.season_deadline_new,
        name="season_deadline_new",
    ),
    path(
        "award-deadlines/<int:pk>/remove/",
        dossier_rules.season_deadline_remove,
        name="season_deadline_remove",
    ),
]
