"""The addresses of a room are found as Django finds them, by those of their first word only."""

from types import ModuleType

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, include, path, resolve

from core import addresses


def view(request):
    return HttpResponse()


def room(*entries):
    module = ModuleType("a_room")
    module.app_name, module.urlpatterns = "room", list(entries)
    return module


@pytest.fixture
def rooms(monkeypatch):
    """(as Django looks, as we do) for the same addresses, some of which any word may begin."""
    module = room(
        path("polls/", view, name="polls"),
        path("polls/<int:pk>/state/", view, name="state"),
        path("<slug:word>/<int:pk>/", view, name="any"),
        path("polls/<int:pk>/", view, name="behind"),
        path("", view, name="root"),
    )
    monkeypatch.setattr(addresses, "import_module", lambda name: module)
    return URLResolver(addresses.RoutePattern(""), [path("", include(module))]), addresses.room("a_room")


@pytest.mark.parametrize("asked", ["polls/", "polls/3/state/", "polls/3/", "else/3/", "", "polls/x/", "no/"])
def test_the_same_view_is_found_under_the_same_name(rooms, asked):
    def found(resolver):
        try:
            match = resolver.resolve(asked)
        except Resolver404:
            return None
        return match.view_name, match.kwargs, match.route, match.app_names, match.namespaces

    usual, ours = map(found, rooms)
    assert ours == usual


def test_an_address_that_comes_first_stays_first(rooms):
    assert rooms[1].resolve("polls/3/").url_name == "any"


def test_every_address_of_a_room_is_found_by_its_first_word():
    """All of ours without words of their own that are typed: the room finds the very view of the name."""

    def plain(resolver, space=""):
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                if "<" not in str(entry.pattern):
                    yield f"{space}{entry.pattern}", entry.callback
            elif "<" not in str(entry.pattern):
                yield from plain(entry, f"{space}{entry.pattern}")

    found = [(route, resolve(f"/{route}").func is callback) for route, callback in plain(get_resolver())]
    assert [route for route, is_it in found if not is_it] == []
    assert len(found) > 20
