"""The settings of the ballot's load: our own, with the empty POST of bench.grid beside our addresses."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.grid"
