"""What a server refuses to start with, and what it passes: Django's own checks for deployment."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from .stack import ROOT, example

GOOD = {
    "SECRET_KEY": "k7Jw-3nPq_0xLr8VtZs5Yb2Mh6Gd9Fc4Ka1Ej-Uo_Ti3Rn8Wv5Qe",
    "DATABASE_URL": "postgres://app:word@database:5432/app",
    "REDIS_URL": "redis://queue:6379/0",
    "PUBLIC_URL": "https://thidua.example.vn",
    "ALLOWED_HOSTS": "thidua.example.vn",
}

TELL = "from django.conf import settings; print(settings.SECOND_FACTOR)"


def check(tmp_path, **changes):
    """Run Django's checks for deployment with the example's settings, filled in, and `changes`."""
    return manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **changes)


def manage(tmp_path, *words, **changes):
    """Run `manage.py` with the example's settings, filled in, and `changes`; None takes one away."""
    variables = {"PATH": os.environ["PATH"], **example(), **GOOD, "DATA_DIR": str(tmp_path), **changes}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_filled_in_example_passes_the_checks_for_deployment(tmp_path):
    checked = check(tmp_path)

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    "key",
    [None, "", "short", "change-me-to-something-long-that-nobody-knows", example()["SECRET_KEY"]],
    ids=["missing", "empty", "short", "placeholder", "of the example"],
)
def test_a_server_does_not_start_with_a_key_that_others_know(tmp_path, key):
    checked = check(tmp_path, SECRET_KEY=key)

    assert checked.returncode == 1
    assert "SECRET_KEY is missing, shorter than 32 characters or still the example." in checked.stderr


def test_a_server_never_falls_back_to_the_key_in_its_folder(tmp_path):
    (tmp_path / "secret-key").write_text(GOOD["SECRET_KEY"])

    assert check(tmp_path, SECRET_KEY=None).returncode == 1


def test_a_public_address_with_a_path_is_refused_because_no_qr_code_would_lead_here(tmp_path):
    checked = check(tmp_path, PUBLIC_URL="https://example.vn/thi-dua")

    assert checked.returncode == 1
    assert "PUBLIC_URL=https://example.vn/thi-dua has a path" in checked.stderr


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"DEBUG": "true"}, "security.W018"),
        ({"PUBLIC_URL": "http://thidua.example.vn"}, "security.W012"),
        ({"HSTS_SECONDS": "0"}, "security.W004"),
        ({"ALLOWED_HOSTS": None}, "security.W020"),
    ],
    ids=["debug", "no TLS", "no HSTS", "no names"],
)
def test_what_is_no_production_is_told(tmp_path, changes, warning):
    checked = check(tmp_path, **changes)

    assert checked.returncode == 1
    assert warning in checked.stderr


def test_the_example_explains_every_setting_there_is():
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', (ROOT / "config/settings.py").read_text()))
    example = (ROOT / ".env.example").read_text()
    shown = set(re.findall(r"^# .+\n#?([A-Z_]+)=", example, re.M))

    assert sorted(read - shown) == []
    assert read > {"SECRET_KEY", "DATABASE_URL", "HSTS_SECONDS"}


def test_the_example_holds_no_secret():
    secrets = {name: value for name, value in example().items() if re.search("KEY|PASSWORD", name)}

    assert secrets == {"SECRET_KEY": "change-me-to-a-long-random-text-of-your-own", "DATABASE_PASSWORD": ""}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"SECOND_FACTOR": None}, "required"),
        ({"SECOND_FACTOR": "off"}, "off"),
        ({"SECOND_FACTOR": None, "DATABASE_URL": None, "REDIS_URL": None}, "offered"),
    ],
    ids=["servers", "as told", "one machine"],
)
def test_servers_require_the_second_step_of_sign_in_and_one_machine_offers_it(tmp_path, changes, found):
    asked = manage(tmp_path, "shell", "--no-imports", "-c", TELL, **changes)

    assert asked.stdout.strip() == found


def test_a_sample_year_on_servers_stays_usable_with_its_known_passwords(tmp_path):
    (tmp_path / "demo.json").write_text('{"today": "2024-02-05", "logins": []}')

    asked = manage(tmp_path, "shell", "--no-imports", "-c", TELL, SECOND_FACTOR=None)

    assert asked.stdout.strip() == "offered"


def test_an_unknown_word_for_the_second_step_is_refused(tmp_path):
    checked = check(tmp_path, SECOND_FACTOR="yes")

    assert checked.returncode == 1
    assert "SECOND_FACTOR=yes is not one of: required, offered, off." in checked.stderr
