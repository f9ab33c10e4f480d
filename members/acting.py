"""Who acts for whom today. Every right in the product starts from these answers."""

from members.models import Post

STAFF = (Post.Kind.CLERK, Post.Kind.LEADER)


def held_by(user):
    """Return the posts `user` holds today, each with its person: where the person works."""
    return Post.objects.held_by(user) if user.is_authenticated else []


def own_agency(user):
    """Return the id of the agency where `user` works, or None: that of the first post."""
    return next((post.agency_id for post in held_by(user)), None)


def rights_of(user):
    """Return for whom `user` may act today, as (agency id, kind) pairs.

    Who holds a post at an agency also acts, from the day of a succession on, for every agency whose open
    work it has taken over. Two queries a request.
    """
    return Post.objects.rights_of(user) if user.is_authenticated else frozenset()


def agencies_of(user, kinds=STAFF):
    """Return the ids of the agencies for which `user` may act today in one of `kinds`."""
    return {agency for agency, kind in rights_of(user) if kind in kinds}


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
