"""Registers `awards` with Django."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """See the package docstring for what this app holds."""

    name = "awards"
    verbose_name = "Khen thưởng"
