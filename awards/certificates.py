"""Certificates of a decision. This module is the seam to the room where they are made and printed."""


def make(decision, *, by):
    """Make the certificates of an issued decision, one for each of its lines, and return them."""
    return []
