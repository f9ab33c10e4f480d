"""What `make test` hands to pytest."""

import os

from scripts import develop


def test_the_words_of_args_are_handed_on_as_a_shell_would_read_them(monkeypatch):
    monkeypatch.setenv("ARGS", "tests/core -k 'history or dates'")

    assert develop.chosen() == ["tests/core", "-k", "history or dates"]


def test_without_words_the_suite_is_shared_among_the_cores_but_not_among_too_many(monkeypatch):
    monkeypatch.delenv("ARGS", raising=False)
    shared = []
    for cores in ({0}, {0, 1}, set(range(64))):
        monkeypatch.setattr(os, "sched_getaffinity", lambda pid, cores=cores: cores)
        shared.append(develop.chosen())

    assert [words[:2] for words in shared] == [["-n", "4"], ["-n", "5"], ["-n", "5"]]
