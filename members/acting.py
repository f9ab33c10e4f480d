"""Who acts for whom today. Every right in the product starts from these answers."""

from members.models import Post

STAFF = (Post.Kind.CLERK, Post.Kind.LEADER)


def posts_of(user):
    """Return today's posts of `user` as (agency id, kind) pairs; one query a request."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_posts_today"):
        held = Post.objects.on().filter(person__user=user, person__user__is_active=True)
        user._posts_today = frozenset(held.values_list("agency_id", "kind"))
    return user._posts_today


def agencies_of(user, kinds=STAFF):
    """Return the ids of the agencies for which `user` holds one of `kinds` today."""
    return {agency for agency, kind in posts_of(user) if kind in kinds}


def acts_for(user, agency_id, kinds=STAFF):
    """Say whether `user` acts for the agency today (as clerk or leader, unless `kinds` says otherwise)."""
    return agency_id in agencies_of(user, kinds)


def is_council_officer(user):
    """Say whether `user` works for a body that manages blocs."""
    return bool(agencies_of(user, (Post.Kind.COUNCIL_OFFICER,)))


def name_of(user):
    """Return the name of the person behind an account; the program itself has no account."""
    if user is None:
        return "Hệ thống"
    return str(user.person) if hasattr(user, "person") else user.get_username()
