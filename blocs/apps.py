"""Registers `blocs` with Django."""

from django.apps import AppConfig


class BlocsConfig(AppConfig):
    """See the package docstring for what this app holds."""

    name = "blocs"
