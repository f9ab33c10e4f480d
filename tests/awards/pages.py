"""What the tests of the pages ask again and again."""

from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import Season
from members.models import Post
from tests import world
from tests.awards.scene import DEPUTY, HEAD, MEMBER
from tests.results import appraised


def at(season, phase):
    Season.objects.filter(pk=season.pk).update(phase=phase)
    return Season.objects.get(pk=season.pk)


def url(name, obj=None, *more):
    return reverse(f"awards:{name}", args=[obj.pk, *more] if obj else [])


def account(season, who):
    places = {"head": HEAD, "deputy": DEPUTY, "member": MEMBER}
    if who in places:
        return appraised.user_of(season, places[who])
    if who == "officer":
        return world.officer(season.bloc.managing_body)
    if who == "printer":
        return appraised.user_of(season, HEAD, Post.Kind.CERTIFICATE_OFFICER)
    return world.person(world.agency("Ngoài khối"), Post.Kind.CLERK, username="nguoi-la").user


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def errors(answer):
    return [sentence for found in answer.context["form"].errors.values() for sentence in found]


def sheet_of(answer):
    """The rows of an Excel answer."""
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [list(row) for row in rows]
