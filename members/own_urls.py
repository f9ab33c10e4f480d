"""URLs of the own account, and of the invitation to one."""

from django.urls import path

from members.views import invitations, own

app_name = "own"

urlpatterns = [
    path("invitation/", invitations.accept, name="accept"),
    path("me/", own.security, name="security"),
    path("me/second-factor/", own.second_factor_on, name="second_factor"),
    path("me/second-factor/codes/", own.recovery_codes, name="recovery_codes"),
    path("me/second-factor/off/", own.second_factor_off, name="second_factor_off"),
    path("me/sessions/end/", own.session_end, name="session_end"),
    path("me/sessions/end-others/", own.sessions_end_others, name="sessions_end_others"),
]
