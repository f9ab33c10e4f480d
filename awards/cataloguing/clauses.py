"""Articles that a refusal names, as dated data (`clauses.toml`): what a paper of a given day is held to."""

import tomllib
from functools import lru_cache
from pathlib import Path

SOURCE = Path(__file__).parent / "clauses.toml"
UNREAD = "chưa đối chiếu văn bản gốc"
NUMBER, DOSSIER = "number", "dossier"


def article(of, day, form=""):
    """Return what a paper of `day` is held to, in words, "" where the file knows nothing.

    `of` is NUMBER or DOSSIER, `form` a value of `Form`. An article that nobody has read is named as such.
    """
    rows = [row for row in _every() if row["of"] == of and row.get("form", form) == form]
    return _joined((row["text"], row.get("recalled", False)) for row in rows if _holds(row, day))


def cited(of, day, form=""):
    """Return " (theo <article>)", else as `article`."""
    said = article(of, day, form)
    return f" (theo {said})" if said else ""


def told(sources):
    """Return " (theo A; B)" of (article, whether nobody has read it yet) pairs; "" without any."""
    said = _joined(sources)
    return f" (theo {said})" if said else ""


def _joined(sources):
    return "; ".join(f"{text}, {UNREAD}" if recalled else text for text, recalled in sources)


def _holds(row, day):
    return row["from"] <= day and (row.get("to") is None or day <= row["to"])


@lru_cache(maxsize=1)
def _every():
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))["clauses"]
