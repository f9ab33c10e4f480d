"""Registers `conferences` with Django."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """See the package docstring for what this app holds."""

    name = "conferences"
    verbose_name = "Hội nghị"
