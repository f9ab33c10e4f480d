"""URLs of conferences, elections, ranking and reports."""

from django.urls import path

from conferences.views import agenda, delegates, meetings, minutes, votes

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
    path("conferences/<int:pk>/minutes/<str:format>/", minutes.minutes_request, name="minutes_request"),
    path(
        "conferences/<int:pk>/minutes/<str:format>/progress/",
        minutes.minutes_progress,
        name="minutes_progress",
    ),
    path("conferences/<int:pk>/minutes/<str:format>/file/", minutes.minutes_file, name="minutes_file"),
    # ranking and reports
]
