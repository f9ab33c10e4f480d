"""Registers `desk` with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """See the package docstring for what this app holds."""

    name = "desk"
