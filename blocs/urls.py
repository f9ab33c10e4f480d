"""URLs of the blocs and of a year's rules."""

from django.urls import path

from blocs.views import activities, blocs, criteria, movements, papers, seasons, traces

app_name = "blocs"

urlpatterns = [
    path("blocs/", blocs.bloc_list, name="blocs"),
    path("blocs/new/", blocs.bloc_new, name="bloc_new"),
    path("blocs/<int:pk>/", blocs.bloc_detail, name="bloc"),
    path("blocs/<int:pk>/correct/", blocs.bloc_correct, name="bloc_correct"),
    path("blocs/<int:pk>/members/new/", blocs.member_join, name="member_join"),
    path("members/<int:pk>/leave/", blocs.member_leave, name="member_leave"),
    path("members/<int:pk>/up/", blocs.member_up, name="member_up"),
    path("blocs/<int:pk>/seasons/new/", seasons.season_new, name="season_new"),
    path("seasons/<int:pk>/", seasons.season_detail, name="season"),
    path("seasons/<int:pk>/describe/", seasons.season_describe, name="season_describe"),
    path("seasons/<int:pk>/plan/", seasons.season_plan, name="season_plan"),
    path("seasons/<int:pk>/lead/", seasons.season_lead, name="season_lead"),
    path("seasons/<int:pk>/conclude-planning/", seasons.planning_conclude, name="planning_conclude"),
    path("seasons/<int:pk>/go-on/", seasons.season_go_on, name="season_go_on"),
    path("seasons/<int:pk>/step-back/", seasons.season_step_back, name="season_step_back"),
    path("criteria/<int:pk>/", criteria.criteria_detail, name="criteria"),
    path("criteria/<int:pk>/publish/", criteria.criteria_publish, name="criteria_publish"),
    path("criteria/<int:pk>/cap/", criteria.criteria_cap, name="criteria_cap"),
    path("criteria/<int:pk>/groups/new/", criteria.group_new, name="group_new"),
    path("criteria/<int:pk>/papers/<str:format>/", papers.paper_request, name="paper_request"),
    path("criteria/<int:pk>/papers/<str:format>/progress/", papers.paper_progress, name="paper_progress"),
    path("criteria/<int:pk>/papers/<str:format>/file/", papers.paper_file, name="paper_file"),
    path("groups/<int:pk>/edit/", criteria.group_edit, name="group_edit"),
    path("groups/<int:pk>/remove/", criteria.group_remove, name="group_remove"),
    path("groups/<int:pk>/criteria/new/", criteria.criterion_new, name="criterion_new"),
    path("criterion/<int:pk>/edit/", criteria.criterion_edit, name="criterion_edit"),
    path("criterion/<int:pk>/remove/", criteria.criterion_remove, name="criterion_remove"),
    path("criterion/<int:pk>/up/", criteria.criterion_up, name="criterion_up"),
    # what the bloc does together
    path("seasons/<int:pk>/activities/", activities.activity_list, name="activities"),
    path("seasons/<int:pk>/activities/new/", activities.activity_new, name="activity_new"),
    path("activities/<int:pk>/", activities.activity_detail, name="activity"),
    path("activities/<int:pk>/change/", activities.activity_change, name="activity_change"),
    path("activities/<int:pk>/hold/", activities.activity_hold, name="activity_hold"),
    path("activities/<int:pk>/cancel/", activities.activity_cancel, name="activity_cancel"),
    path("activities/<int:pk>/restore/", activities.activity_restore, name="activity_restore"),
    path("activities/<int:pk>/gifts/new/", activities.gift_new, name="gift_new"),
    path("gifts/<int:pk>/remove/", activities.gift_remove, name="gift_remove"),
    path("activities/<int:pk>/participants/", traces.participants_count, name="participants"),
    path("activities/<int:pk>/photos/new/", traces.photo_new, name="photo_new"),
    path("photos/<int:pk>/", traces.photo_show, name="photo"),
    path("photos/<int:pk>/caption/", traces.photo_caption, name="photo_caption"),
    path("photos/<int:pk>/remove/", traces.photo_remove, name="photo_remove"),
    path("seasons/<int:pk>/movements/", movements.movement_list, name="movements"),
    path("seasons/<int:pk>/movements/new/", movements.movement_new, name="movement_new"),
    path("movements/<int:pk>/change/", movements.movement_change, name="movement_change"),
    path("movements/<int:pk>/report/", movements.movement_report, name="movement_report"),
    path("movements/<int:pk>/remove/", movements.movement_remove, name="movement_remove"),
]
