"""Six ways to find out from a PostgreSQL who cast which ballot, as somebody with the whole machine would try.

Each returns {key of a voter: ballot}; voters it cannot say anything of are left out.
"""

import re
from itertools import pairwise
from pathlib import Path

from django.db import connection

from conferences.models import Urn

URN, ELECTOR, ENTRY = "conferences_urn", "conferences_elector", "core_entry"


def by_transaction(poll):
    """1: rows written by the same transaction belong together."""
    rows = asked(
        f"SELECT e.id FROM {ELECTOR} e JOIN {URN} u ON u.poll_id = e.poll_id AND e.xmin = u.xmin "
        "WHERE e.poll_id = %s ORDER BY e.id",
        poll.pk,
    )
    return in_order(rows, poll)


def by_place_on_disk(poll):
    """2: rows lie on the disk as they were written."""
    return in_order(asked(f"SELECT id FROM {ELECTOR} WHERE poll_id = %s ORDER BY ctid", poll.pk), poll)


def by_order_of_a_dump(poll):
    """3: a plain dump writes rows, and lists within rows, in their order."""
    urn = Urn.objects.get(pk=poll.pk)
    return dict(zip(urn.voted, urn.papers, strict=True))


def by_age_of_rows(poll):
    """4: a later transaction has a higher number; whatever names a voter is ranked by it."""
    rows = asked(
        f"SELECT e.id FROM {ELECTOR} e JOIN {ENTRY} h ON h.subject_id = e.id "
        "AND h.subject_type = 'conferences.elector' WHERE e.poll_id = %s "
        "ORDER BY e.xmin::text::bigint, h.xmin::text::bigint DESC",
        poll.pk,
    )
    return in_order(rows, poll)


def by_the_raw_file(keys, papers):
    """5: what an UPDATE replaced stays in the file of the table until it is written anew."""
    place = asked("SELECT pg_relation_filepath(%s)", URN)[0]
    return by_former_states(Path(folder(), place).read_bytes(), keys, papers)


def by_the_log_of_changes(keys, papers):
    """6: the log of changes holds each state of the row, one ballot apart."""
    found = {}
    for file in sorted(Path(folder(), "pg_wal").iterdir()):
        if file.is_file():
            found |= by_former_states(file.read_bytes(), keys, papers)
    return found


def by_former_states(data, keys, papers):
    """Two states of an urn that differ by one voter and one ballot tell whose it is."""
    words = re.compile(b"|".join(re.escape(word.encode()) for word in [*keys, *papers]))
    stream = [found.group().decode() for found in words.finditer(data)]
    admitted, states = sorted(keys), []
    for at in range(len(stream) - len(admitted)):
        if stream[at : at + len(admitted)] == admitted:
            states.append(state_at(stream, at + len(admitted), set(keys)))
    found = {}
    for (less, few), (more, many) in pairwise(sorted(states, key=lambda state: len(state[0]))):
        if len(more - less) == len(many - few) == 1 and less < more and few < many:
            found |= dict(zip(more - less, many - few, strict=True))
    return found


def state_at(stream, at, keys):
    """The voters and the ballots that stand after the list of those admitted."""
    voted, papers = [], []
    while at < len(stream) and stream[at] in keys and not papers and (not voted or stream[at] > voted[-1]):
        voted.append(stream[at])
        at += 1
    while at < len(stream) and stream[at] not in keys and len(papers) < len(voted):
        papers.append(stream[at])
        at += 1
    return frozenset(voted), frozenset(papers)


def in_order(rows, poll):
    """Give the ballots, in the order they are kept, to those of `rows` that voted."""
    urn = Urn.objects.get(pk=poll.pk)
    voted = [str(key) for key in rows if str(key) in urn.voted]
    return dict(zip(voted, urn.papers, strict=False))


def asked(sql, *facts):
    """The first column of what the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return [row[0] for row in cursor.fetchall()]


def folder():
    """Where the server keeps its files."""
    return asked("SHOW data_directory")[0]
