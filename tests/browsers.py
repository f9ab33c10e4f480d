"""Real Chromium, driven by Playwright."""

import ctypes
import os
import shutil
import signal
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the lightest first
# Pages of the browser's own that nobody sees; they cost nearly half of every window.
UNSEEN = "WebUIOmniboxAimPopup,WebUIOmniboxPopup,OmniboxPopupWebUI,PreloadTopChromeWebUI"
OTHER_WAYS = "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,PaintHolding"


@contextmanager
def chromium():
    """Give the machine's own Chromium; without it skip and say why, but fail where CI promised it."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        _cannot("không có Chromium trên máy này: sudo apt-get install -y chromium libatomic1")
    if not _loads("libatomic.so.1"):
        _cannot("Playwright cần thư viện libatomic: sudo apt-get install -y libatomic1")
    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        less = f"--disable-features={UNSEEN},{OTHER_WAYS}"
        browser = playwright.chromium.launch(executable_path=program, args=[*sandbox, less])
        yield browser
        browser.close()


@contextmanager
def patience(seconds):
    """Let a browser that does not answer any more fail its test instead of holding up all others."""

    def give_up(signal_number, frame):
        raise TimeoutError(f"no answer from the browser for {seconds} seconds")

    usual = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, usual)


def watch(page, host):
    """Return a list that fills with what must never happen: script errors, requests to elsewhere."""
    trouble = []
    page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
    page.on("console", lambda line: "Content Security Policy" in line.text and trouble.append(line.text))
    page.on(
        "request", lambda request: _leaves(request.url, host) and trouble.append(f"leaves: {request.url}")
    )
    return trouble


def _leaves(url, host):
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host


def _loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _cannot(reason):
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
