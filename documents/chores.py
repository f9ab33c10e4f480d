"""What a room further right has the workers look after at every sweep, some seconds apart.

An app says it in its own module `tasks`, which the workers load:

    chores.at_every_sweep(poll_cleaning.clean_left)

A chore finds nothing to do nearly always, and must be quick then.
"""

import logging

_chores = []
log = logging.getLogger(__name__)


def at_every_sweep(act):
    """Register an act without arguments."""
    _chores.append(act)
    return act


def run():
    """Do them all; what fails is noted and tried again at the next sweep."""
    for act in _chores:
        try:
            act()
        except Exception:
            log.exception("the chore %s failed", act.__name__)
