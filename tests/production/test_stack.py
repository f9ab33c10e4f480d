"""The commands of docker-compose.yml make an installation that works, says how it is, and loses nothing."""

import json

import pytest

from core import first_run

from .stack import NAME

pytestmark = pytest.mark.faults

WELL = {"database": "ok", "queue": "ok", "worker": "ok"}


def lines(stack):
    return {name: stack.health()[1].get(name) for name in WELL}


@pytest.fixture(autouse=True)
def all_is_well(stack):
    """Every test begins with everything running."""
    stack.wait_for(lambda: stack.health()[0] == 200)


def test_healthz_becomes_healthy(stack):
    assert lines(stack) == WELL


@pytest.mark.parametrize("service", ["web", "worker"])
def test_the_health_check_of_the_container_passes(stack, service):
    assert stack.probe(service) == 0


def test_a_paper_is_made_by_the_worker(stack):
    made = stack.run(
        "web",
        ["python", "-m", "tests.production.acts", "make_paper"],
        DJANGO_SETTINGS_MODULE="config.settings",
    )

    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout) == ["done", "%PDF-"]


def test_a_killed_worker_turns_its_line_and_no_other(stack):
    stack.kill("worker")
    stack.wait_for(lambda: stack.health()[0] == 503)

    told = lines(stack)
    web_is_well, worker_is_well = stack.probe("web") == 0, stack.probe("worker") == 0
    stack.start("worker")

    assert told["worker"].startswith("Tiến trình làm việc nền im lặng đã ")
    assert told | {"worker": "ok"} == WELL
    assert (web_is_well, worker_is_well) == (True, False)


def test_without_beat_nobody_sweeps_and_that_is_told(stack):
    stack.kill("beat")
    stack.wait_for(lambda: stack.health()[0] == 503)

    told = lines(stack)
    stack.start("beat")

    assert told["worker"].startswith("Tiến trình làm việc nền im lặng đã ")


def test_plain_http_is_led_to_https_and_cookies_stay_on_it(stack):
    status, headers, _ = stack.get("/login/")
    assert (status, headers["Location"]) == (301, f"https://{NAME}/login/")

    status, headers, _ = stack.get("/login/", **{"X-Forwarded-Proto": "https"})
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=3600"
    assert [cookie for cookie in headers.get_all("Set-Cookie") if "; Secure" not in cookie] == []


def test_a_foreign_name_is_not_answered(stack):
    assert stack.get("/healthz", Host="evil.example")[0] == 400


def test_an_empty_installation_tells_where_it_is_set_up(stack):
    told = stack.manage("set_up_address").stdout.strip()

    assert told.startswith(f"https://{NAME}/{first_run.PATH}?code=")
