"""The mergers of the Party centre in February 2025 (law-and-formats, section 5.4), through the rules."""

from datetime import date

from members import agencies, successions
from members.models import Agency
from tests import world

DAY = date(2025, 2, 3)
DECISION = {"decision": "158-QĐ/TW", "decided_on": date(2025, 1, 20), "authority": "Bộ Chính trị"}
NEW = "Ban Tuyên giáo và Dân vận Trung ương"


def founded(name=NEW, *, code="BTGDVTW", valid_from=DAY):
    """An agency that begins with the reorganisation."""
    facts = {"short_name": name[:80], "code": code, "kind": "party", "place": "Hà Nội"}
    made = agencies.found(name=name, valid_from=valid_from, **facts, by=None)
    return Agency.objects.get(pk=made.pk)


def merged(*predecessors, into=None, happens_on=DAY, by=None):
    """The act that merges them, into a new agency unless told otherwise."""
    into = into or founded()
    return successions.merge(list(predecessors), into=into, happens_on=happens_on, by=by, **DECISION)


def propaganda_and_mass():
    """The two that merged: Ban Tuyên giáo Trung ương, Ban Dân vận Trung ương."""
    return world.agency("Ban Tuyên giáo Trung ương"), world.agency("Ban Dân vận Trung ương")
