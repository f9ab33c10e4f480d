"""The benchmark of a first look in a small size: it runs, and what it looks at is a proof of one page."""

import re

import pytest
from django.urls import reverse

from bench import preview
from tests.awards import printed
from tests.documents import reading

pytestmark = pytest.mark.django_db


def test_a_preview_is_measured_against_a_bare_request(capsys, monkeypatch):
    monkeypatch.setattr(preview, "load", lambda: 0.5)  # loading the renderer takes seconds

    preview.run(rounds=1)

    line = (
        r"preview: ratio=[0-9.]+ aim=1 seconds=[0-9.]+ new=[0-9.]+ again=[0-9.]+ bare=[0-9.]+ "
        r"load=0.50 \(CPU of ours over a bare request and 0.5 s\)\n"
    )
    assert re.fullmatch(line, capsys.readouterr().out)


def test_what_is_measured_is_the_proof_that_an_officer_gets(client):
    decision = printed.decision()
    [certificate, _] = printed.certificates(decision)
    client.force_login(printed.officer(decision.season))

    content = preview.look(client, certificate)

    fetched = client.get(reverse("awards:preview_file", args=[certificate.pk]))
    assert b"".join(fetched) == content
    assert len(reading.pages(content)) == 1
