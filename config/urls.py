"""All URLs, room by room, in the order of the line."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.urls import include, path

from core.addresses import room

handler500 = "core.views.server_error"
urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/second/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("", include("members.own_urls")),
    path("agencies/", include("members.urls")),
    room("blocs.urls"),
    room("results.urls"),
    room("awards.urls"),
    room("conferences.urls"),
    path("", include("desk.urls")),
]
