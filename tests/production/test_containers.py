"""docker-compose.yml and Dockerfile, read as data: no engine is needed to see what they promise."""

import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from django.conf import settings
from gunicorn.config import Config

from config import access_log
from scripts import native

from .stack import COMPOSE, OWN, ROOT, SERVICES

DOCKERFILE = (ROOT / "Dockerfile").read_text()
IGNORED = (ROOT / ".dockerignore").read_text().splitlines()


def test_the_compose_file_follows_the_schema_of_its_format():
    checker = Path(sys.executable).with_name("check-jsonschema")
    checked = subprocess.run(
        [checker, "--builtin-schema", "vendor.compose-spec", ROOT / "docker-compose.yml"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stdout) == (0, "ok -- validation done\n")


def test_the_services_are_the_known_ones_and_stop_at_the_same_image():
    assert list(SERVICES) == [*OWN, "database", "queue"]
    assert {SERVICES[name]["image"] for name in OWN} == {COMPOSE["x-app"]["image"]}


def test_only_one_service_migrates_and_the_others_wait_for_it():
    assert [name for name in OWN if "migrate" in SERVICES[name]["command"]] == ["migrate"]
    assert SERVICES["migrate"]["restart"] == "no"
    waiting = {name: SERVICES[name]["depends_on"] for name in ("web", "worker", "beat")}
    for needed in waiting.values():
        assert needed == {
            "migrate": {"condition": "service_completed_successfully"},
            "database": {"condition": "service_healthy"},
            "queue": {"condition": "service_healthy"},
        }


def test_a_service_others_wait_for_says_when_it_is_healthy():
    assert {name for name in SERVICES if "healthcheck" in SERVICES[name]} == {
        "web",
        "worker",
        "database",
        "queue",
    }


@pytest.mark.parametrize("name", OWN)
def test_our_services_share_the_files_and_have_few_rights(name):
    service = SERVICES[name]

    assert service["volumes"] == ["files:/data"]
    assert service["environment"]["DATA_DIR"] == "/data"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service and "user" not in service  # the image's own user


def test_a_worker_can_be_scaled():
    """Nothing about it can exist only once: no name, no port, no folder of the host."""
    assert {"container_name", "ports", "hostname"} & set(SERVICES["worker"]) == set()


def test_the_workers_that_the_handbook_parts_are_the_same_but_for_their_queues():
    handbook = (ROOT / "docs" / "operators.md").read_text()
    parted = yaml.safe_load(re.search(r"```yaml\n(.+?)```", handbook, re.S)[1])["services"]
    queues = {
        name: service["command"][len(SERVICES["worker"]["command"]) :] for name, service in parted.items()
    }

    assert queues == {"worker": ["--queues=celery"], "certificates": ["--queues=certificates"]}
    assert {*map(tuple, (service["command"][:-1] for service in parted.values()))} == {
        tuple(SERVICES["worker"]["command"])
    }
    assert [queue.name for queue in settings.CELERY_TASK_QUEUES] == ["celery", "certificates"]


def test_only_the_web_server_is_reached_from_outside_and_by_default_from_this_machine():
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["web"]
    assert SERVICES["web"]["ports"] == ["${PUBLISH:-127.0.0.1:8000}:8000"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert {name: s["networks"] for name, s in SERVICES.items() if s["networks"] != ["inside"]} == {
        "web": ["inside", "outside"]
    }


def test_the_database_writes_no_statement_of_a_ballot_into_its_log():
    command = SERVICES["database"]["command"]

    assert command[0] == "postgres"
    assert dict(word.split("=") for word in command[2::2]) == {
        "wal_recycle": "off",
        "log_min_error_statement": "panic",
        "log_min_duration_statement": "-1",
    }


def test_the_web_servers_log_has_no_lengths_and_no_line_of_a_ballot(capfd):
    asked = [word for word in SERVICES["web"]["command"] if word.startswith(("--access", "--logger"))]
    config = Config()
    config.set("accesslog", "-")
    log = access_log.WithoutBallots(config)
    answer = SimpleNamespace(status="200 OK", sent=98765, headers=[])

    for path in ("/ballot/", "/polls/7/vote/", "/polls/7/"):
        environ = {
            "PATH_INFO": path,
            "RAW_URI": path,
            "REQUEST_METHOD": "POST",
            "SERVER_PROTOCOL": "HTTP/1.1",
        }
        log.access(answer, SimpleNamespace(headers=[]), environ, timedelta(0))

    written = capfd.readouterr()
    assert asked == ["--access-logfile=-", "--logger-class=config.access_log.WithoutBallots"]
    lines = [line for line in (written.out + written.err).splitlines() if "HTTP/1.1" in line]
    assert [line.split('"')[1] for line in lines] == ["POST /polls/7/ HTTP/1.1"]
    assert "98765" not in lines[0]


def test_what_is_to_be_kept_lies_on_named_volumes():
    assert set(COMPOSE["volumes"]) == {"database", "files"}
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql"]


def test_no_secret_stands_in_the_files():
    text = (ROOT / "docker-compose.yml").read_text()

    assert re.findall(r"SECRET_KEY.*", text + DOCKERFILE) == []
    assert set(re.findall(r"\$\{DATABASE_PASSWORD([^}]*)\}", text)) == {":?put DATABASE_PASSWORD into .env"}
    assert text.count("PASSWORD:") == 3  # each of them one of the above
    assert ".env" in IGNORED and ".git" in IGNORED


def test_the_image_has_the_libraries_that_the_set_up_installs():
    installed = re.search(r"--no-install-recommends (.+) \\", DOCKERFILE)[1].split()

    assert installed == native.PACKAGES


def test_the_image_runs_as_an_ordinary_user_who_owns_only_the_data():
    last = DOCKERFILE.rpartition("\nFROM ")[2]

    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.M) == ["app"]
    assert last.index("\nUSER app") < last.index("\nCMD ")
    assert "--chown" not in DOCKERFILE


def test_what_the_image_copies_first_is_there_and_is_not_ignored():
    copied = [word for line in re.findall(r"^COPY ([^-.].+) \S+$", DOCKERFILE, re.M) for word in line.split()]

    assert copied and [name for name in copied if not (ROOT / name).exists() or name in IGNORED] == []


def test_the_image_is_built_by_our_own_scripts_with_names_that_exist():
    calls = re.findall(r'python -c "(.+?)"', DOCKERFILE)
    trial = [re.sub(r"(\w+\.ensure)\(.*\)", r"assert callable(\1)", call) for call in calls]

    assert len(trial) == 2
    for code in trial:
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_image_starts_the_web_server_when_it_is_told_nothing():
    command = json.loads(re.search(r"^CMD (.+)$", DOCKERFILE, re.M)[1])

    assert command[:2] == ["gunicorn", "config.wsgi"]
    assert shutil.which("gunicorn", path=Path(sys.executable).parent)
