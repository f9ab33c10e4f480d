"""URLs around eligibility, a part of those of the honours: rules, pauses, figures, votes, waivers."""

from django.urls import path

from awards.views import eligibility, holds, nomination_facts, workforce

urlpatterns = [
    path("award-rules/", eligibility.rule_list, name="rules"),
    path("award-rules/new/", eligibility.rule_new, name="rule_new"),
    path("award-rules/<int:pk>/edit/", eligibility.rule_edit, name="rule_edit"),
    path("award-rules/<int:pk>/end/", eligibility.rule_end, name="rule_end"),
    path("seasons/<int:pk>/holds/", holds.hold_list, name="holds"),
    path("seasons/<int:pk>/holds/new/", holds.hold_new, name="hold_new"),
    path("seasons/<int:pk>/holds/<int:hold>/lift/", holds.hold_lift, name="hold_lift"),
    path("seasons/<int:pk>/workforce/", workforce.workforce_list, name="workforce"),
    path("seasons/<int:pk>/workforce/edit/", workforce.workforce_edit, name="workforce_edit"),
    path("nominations/<int:pk>/council-vote/", nomination_facts.council_vote, name="council_vote"),
    path("nominations/<int:pk>/waiver/", nomination_facts.waiver, name="waiver"),
]
