"""URLs of the front door."""

from django.urls import path

from core import first_run
from desk import views

app_name = "desk"

urlpatterns = [
    path("", views.desk, name="desk"),
    path(first_run.PATH, views.set_up_page, name="first_run"),
    path("seasons/<int:pk>/overview/", views.season_overview, name="season"),
    path("agencies/<int:pk>/profile/", views.agency_profile, name="agency"),
    path("seasons/<int:pk>/dates/", views.season_dates, name="dates"),
    path("seasons/<int:pk>/dates/file/", views.season_dates_file, name="dates_file"),
    path("project/", views.project, name="project"),
    path("healthz", views.healthz, name="healthz"),
    path("look-at/<int:pk>/", views.look_at, name="look_at"),
]
