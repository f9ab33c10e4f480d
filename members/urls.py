"""URLs of the directory."""

from django.urls import path

from members.views import accounts, agencies, invitations, joining, people, successions

app_name = "members"

urlpatterns = [
    path("", agencies.agency_list, name="agencies"),
    path("new/", agencies.agency_new, name="agency_new"),
    path("<int:pk>/", agencies.agency_detail, name="agency"),
    path("<int:pk>/rename/", successions.agency_rename, name="agency_rename"),
    path("<int:pk>/merge/", successions.agency_merge, name="agency_merge"),
    path("<int:pk>/split/", successions.agency_split, name="agency_split"),
    path("<int:pk>/dissolve/", successions.agency_dissolve, name="agency_dissolve"),
    path("successions/<int:pk>/correct/", successions.succession_correct, name="succession_correct"),
    path("successions/<int:pk>/cancel/", successions.succession_cancel, name="succession_cancel"),
    path("<int:pk>/correct/", agencies.agency_correct, name="agency_correct"),
    path("names/<int:pk>/correct/", agencies.agency_name_correct, name="agency_name_correct"),
    path("names/<int:pk>/heading/", successions.agency_heading, name="agency_heading"),
    path("<int:pk>/people/new/", people.person_new, name="person_new"),
    path("<int:pk>/collectives/new/", people.collective_new, name="collective_new"),
    path("collectives/<int:pk>/rename/", people.collective_rename, name="collective_rename"),
    path("people/<int:pk>/", people.person_detail, name="person"),
    path("people/<int:pk>/correct/", people.person_correct, name="person_correct"),
    path("people/<int:pk>/transfer/", people.person_transfer, name="person_transfer"),
    path("people/<int:pk>/join/", joining.person_join, name="person_join"),
    path("people/<int:pk>/remove/", people.person_remove, name="person_remove"),
    path("people/<int:pk>/posts/new/", people.post_new, name="post_new"),
    path("people/<int:pk>/account/", accounts.account_new, name="account_new"),
    path("people/<int:pk>/account/reset/", accounts.account_reset, name="account_reset"),
    path("people/<int:pk>/account/close/", accounts.account_close, name="account_close"),
    path("people/<int:pk>/account/reopen/", accounts.account_reopen, name="account_reopen"),
    path("people/<int:pk>/second-factor/", accounts.second_factor_reset, name="second_factor_reset"),
    path("people/<int:pk>/invitations/new/", invitations.invitation_new, name="invitation_new"),
    path("invitations/<int:pk>/renew/", invitations.invitation_renew, name="invitation_renew"),
    path("invitations/<int:pk>/mail/", invitations.invitation_mail_send, name="invitation_mail"),
    path("invitations/<int:pk>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path("posts/<int:pk>/hand-over/", people.post_hand_over, name="post_hand_over"),
    path("posts/<int:pk>/withdraw/", people.post_withdraw, name="post_withdraw"),
    path("posts/<int:pk>/end/", people.post_end, name="post_end"),
]
