"""The benchmarks of score sheets in a small size: they run, and nothing they do is refused."""

import re
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection

from bench import _clerks, clerks, grid
from results.models import ScoreLine


@pytest.mark.django_db
def test_a_cell_is_measured_against_an_empty_post(capsys):
    grid.run(rounds=4, each=4)

    line = r"grid: ratio=[0-9.]+ aim=3 queries=\d+ ms=[0-9.]+ bare_ms=[0-9.]+ .*\n"
    assert re.fullmatch(line, capsys.readouterr().out)


@pytest.mark.django_db(transaction=True)
def test_clerks_who_share_a_sheet_type_at_once_without_an_error(live_server):
    if connection.vendor != "postgresql":
        pytest.skip("cần PostgreSQL thật: chạy bằng make test")
    people = _clerks.build(6, 2, each=4)
    port = urlsplit(live_server.url).port

    load = clerks.Load(port, cells=3, pause=(0, 0.1), end=time.monotonic() + 60)
    load.run(people)

    assert (load.errors, len(load.seconds)) == ([], 18)
    assert ScoreLine.objects.filter(version__gt=1).count() == 18
