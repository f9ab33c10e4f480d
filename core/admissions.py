"""Who was let in a moment ago: a page that asks every two seconds asks for its right every half minute.

What is kept is only that an account may see a row, never anything of the row, which is read anew each time.
It is dropped for everybody as soon as an act on a row that gives rights stands in the history: its model says
`GIVES_RIGHTS = True`. Where the cache does not answer, everything is asked anew.
"""

import secrets
from dataclasses import dataclass

from django.core.cache import cache

from core import clock
from core.caching import asked

KEPT = 30  # seconds
RIGHTS = "admissions:rights"  # a token that is another one after each change of anybody's rights


@dataclass(frozen=True)
class Admission:
    """Whether an account was let in to a row a moment ago, while rights stood as they stand now.

    `told` is what is kept of it, "" where nothing can be. An account has one entry for each model, that of
    the row it asked for last: what is kept grows with the accounts only and pushes nothing else out.
    """

    key: str
    told: str
    stands: bool

    def note(self):
        """Keep that the account was let in, by the rights that stood before it was asked."""
        if self.told:
            asked(cache.set, self.key, self.told, KEPT)


def of(user, model, pk):
    """Return the Admission of an account to the row `pk` of a model, today."""
    key = f"admission:{user.pk}:{model._meta.label_lower}"
    found = asked(cache.get_many, [RIGHTS, key])
    rights = found is not None and (found.get(RIGHTS) or asked(cache.get_or_set, RIGHTS, _fresh, None))
    if not rights:
        return Admission(key, "", stands=False)
    told = f"{rights} {pk} {clock.today():%j}"
    return Admission(key, told, stands=found.get(key) == told)


def drop_all():
    """Ask everybody anew: rights have changed."""
    asked(cache.set, RIGHTS, _fresh(), None)


def _fresh():
    return secrets.token_hex(8)
