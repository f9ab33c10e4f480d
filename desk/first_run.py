"""What the first officer enters on an empty installation: own agency, own account, first bloc."""

from django.db import transaction

from blocs import founding
from core import accounts, clock, first_run
from members import agencies, people, posts
from members.models import Agency, Post


def set_up(*, code, agency, person, account, bloc):
    """Make the first agency, its first council officer with an account, and the first bloc; return the user.

    Each argument but `code` is a dict of facts for the rule that takes it. Raises RuleError when the
    code is wrong or the installation is set up already.
    """
    with transaction.atomic():
        first_run.check(code)
        user = accounts.open_own(account["username"], password=account["password"])
        today = clock.today()
        body = agencies.found(**agency, valid_from=today, by=user)
        officer = people.record(body, **person, by=user)
        people.link_account(officer, user=user, by=user)
        posts.appoint(officer, agency=body, kind=Post.Kind.COUNCIL_OFFICER, starts_on=today, by=user)
        founding.found(**bloc, managing_body=Agency.objects.get(pk=body.pk), by=user)
    return user
