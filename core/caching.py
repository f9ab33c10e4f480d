"""The cache is a help and never a need: where it does not answer, nothing is remembered and nothing fails."""

import logging

logger = logging.getLogger(__name__)


def asked(act, *words):
    """Return what an act of the cache answers, or None where it is away."""
    try:
        return act(*words)
    except Exception:  # each kind of cache has errors of its own
        logger.warning("the cache does not answer", exc_info=True)
        return None
