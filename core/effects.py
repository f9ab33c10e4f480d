"""What an act on something would touch in rooms further right, in words; read before the act is done.

An app that stands to the right tells it here, in its own module `effects`, loaded with the first question:

    @effects.told_of(Agency)
    def touched(agency, day):
        yield "2 khối: Khối một; Khối hai"

The room that acts reads the sentences without knowing who wrote them. Functions only read.
"""

from collections import defaultdict
from functools import cache

from django.utils.module_loading import autodiscover_modules

_told = defaultdict(list)
_forbidding = defaultdict(list)


@cache
def hear_everybody():
    """Load every app's module `effects`, before what it has registered is asked for.

    Not at start: it leads to half of the code, which many a process never needs.
    """
    autodiscover_modules("effects")


def told_of(model):
    """Register a function that takes an object of `model` and a day and yields phrases about it."""

    def register(function):
        _told[model].append(function)
        return function

    return register


def of(obj, day):
    """Return what an act on `obj` that counts from `day` touches, in the order of the line of apps."""
    hear_everybody()
    return [phrase for function in _told[type(obj)] for phrase in function(obj, day)]


def forbidding(model):
    """Register a function that takes an object of `model` and yields sentences why it may not be touched now.

    The room that acts refuses with the first one; a room to its right knows what has come of the object.
    """

    def register(function):
        _forbidding[model].append(function)
        return function

    return register


def hindrances(obj):
    """Return the sentences, in the order of the line of apps; none when nothing to the right forbids it."""
    hear_everybody()
    return [sentence for function in _forbidding[type(obj)] for sentence in function(obj)]
