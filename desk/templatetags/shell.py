"""Gives the base template what stands around the page."""

from django import template

from desk import handover
from desk import shell as rooms

register = template.Library()


@register.simple_tag(takes_context=True)
def shell(context):
    """Return the shell for this page, or None for a visitor who has not signed in."""
    if "shell" in context:
        return context["shell"]
    request = context.get("request")
    user = getattr(request, "user", None)  # a request refused early has none
    if user is None or not user.is_authenticated:
        return None
    return rooms.around(request, context.get("season"))


@register.simple_tag
def open_work(user):
    """Return what is open at `user`, for who hands the work over to somebody else."""
    return handover.open_work(user)
