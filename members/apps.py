"""Registers `members` with Django."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """See the package docstring for what this app holds."""

    name = "members"
