"""`python -m core.probe [LINE…]`: asks the web server beside it at /healthz, for health checks.

Ends with 0 when the named lines (all without names) are "ok". Standard library only, because it runs every
few seconds.
"""

import json
import os
import sys
import urllib.error
import urllib.request

PATIENCE = 8  # seconds; the web server itself gives up on a part after three


def main(names):
    """Print what is not well and return the exit code."""
    try:
        facts = ask()
    except (OSError, ValueError) as fault:
        print(f"Máy chủ web không trả lời: {fault}")
        return 1
    lines = names or [name for name in facts if name != "last_sweep_seconds"]
    ill = {name: facts.get(name) for name in lines if facts.get(name) != "ok"}
    for name, sentence in ill.items():
        print(f"{name}: {sentence}")
    return 1 if ill else 0


def ask():
    """Return what /healthz says. Raises OSError or ValueError when there is no such answer."""
    url = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz"
    request = urllib.request.Request(url, headers={"Host": _known_name()})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as ill:
        if ill.code != 503:
            raise
        return json.load(ill)


def _known_name():
    """A name the site answers to: the first of ALLOWED_HOSTS."""
    name = os.environ.get("ALLOWED_HOSTS", "*").split(",")[0].strip().lstrip(".")
    return "localhost" if name == "*" else name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
