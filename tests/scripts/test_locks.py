"""The locks pin everything by hash and name no registry, so that a mirror serves them as well."""

import json
import re
import subprocess
import sys

import pytest

from scripts.console import ROOT


def pins(name):
    """Return the packages a lock pins, each with its version, its marker and its hashes."""
    text = re.sub(r"\s*#.*", "", (ROOT / name).read_text()).replace("\\\n", " ")
    return {line.split("==")[0]: line for line in text.splitlines() if line.strip()}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-setup.txt"])
def test_every_python_package_is_pinned_by_hash(name):
    unpinned = [line for line in pins(name).values() if "==" not in line or "--hash=sha256:" not in line]

    assert unpinned == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-setup.txt"])
def test_no_python_lock_names_an_address(name):
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", (ROOT / name).read_text()) == []


def test_tests_run_on_exactly_what_the_product_runs_on():
    product, tests = pins("requirements.txt"), pins("requirements-dev.txt")

    assert {name: tests.get(name) for name in product} == product


def test_every_front_end_package_is_pinned_by_hash_and_names_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = {name: package for name, package in packages.items() if name}

    assert [name for name, package in fetched.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in fetched.items() if "resolved" in package] == []


def test_front_end_versions_are_exact():
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]

    assert [name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_what_the_lock_installs_needs_nothing_more():
    """Packages are installed as locked, without asking them what they need: the lock must be whole."""
    command = [sys.executable, "-m", "pip", "check"]
    asked = subprocess.run(command, check=False, capture_output=True, text=True)

    assert (asked.returncode, asked.stdout.strip()) == (0, "No broken requirements found.")
