"""A paper's blocks as a page shows them: the same words, without the measures of a sheet."""

from documents import blocks


def shown(report_blocks):
    """Return `report_blocks` as plain dicts for a template; cells of a table come with their alignment."""
    frozen, _ = blocks.freeze(report_blocks, layout="")
    return [_laid(item) for item in frozen]


def again(document):
    """Return the blocks that `document` was issued with, for a template."""
    return [_laid(item) for item in document.blocks]


def _laid(item):
    if item["kind"] != "table":
        return item
    aligns = [column["align"] for column in item["columns"]]
    rows = [
        {"kind": row["kind"], "cells": list(zip(aligns, row["cells"], strict=True))} for row in item["rows"]
    ]
    return item | {"rows": rows}
