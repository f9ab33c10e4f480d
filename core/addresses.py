"""The addresses of a room: of some five hundred in all a request is held against those of its first word.

Django tries one after the other, for what a phone asks every two seconds as for a page.
"""

from functools import cached_property
from importlib import import_module

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern


class Room(URLResolver):
    """What `path("", include(name))` makes, in the same order, only looked through by the first word."""

    def resolve(self, path):
        """Find the view of a path, as every resolver does."""
        return self._of.get(path.partition("/")[0], self._without_word).resolve(path)

    @cached_property
    def _of(self):
        words = {_word(entry) for entry in self.url_patterns} - {""}
        return {word: self._narrowed({word, ""}) for word in words}

    @cached_property
    def _without_word(self):
        return self._narrowed({""})

    def _narrowed(self, words):
        entries = [entry for entry in self.url_patterns if _word(entry) in words]
        return URLResolver(self.pattern, entries, {}, self.app_name, self.namespace)


def room(name):
    """Return the Room of the module `name`, whose `urlpatterns` stand under its `app_name`."""
    module = import_module(name)
    return Room(RoutePattern("", is_endpoint=False), module, {}, module.app_name, module.app_name)


def _word(entry):
    """The word an address begins with; empty where it begins with what is typed, or has no second part."""
    if not isinstance(entry.pattern, RoutePattern):
        return ""
    word, slash, _ = str(entry.pattern).partition("/")
    return word if slash and "<" not in word else ""
