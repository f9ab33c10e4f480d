"""Registers `core` with Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """The ground every other app stands on."""

    name = "core"
    verbose_name = "Nền tảng"

    def ready(self):
        """Let every app say what acts would touch in it (core/effects.py)."""
        autodiscover_modules("effects")
