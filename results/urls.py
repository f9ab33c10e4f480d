"""URLs of pledges, score sheets, appraisal and standing."""

from django.urls import path

from results.views import papers, pledges

app_name = "results"

urlpatterns = [
    path("seasons/<int:pk>/pledges/", pledges.pledge_list, name="pledges"),
    path("seasons/<int:pk>/pledges/start/", pledges.pledge_start, name="pledge_start"),
    path("seasons/<int:pk>/pledges/sign/", pledges.pledge_sign, name="pledge_sign"),
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
    path("pledges/<int:pk>/hand-in/", pledges.pledge_hand_in, name="pledge_hand_in"),
    path("pledges/<int:pk>/take-back/", pledges.pledge_take_back, name="pledge_take_back"),
]
