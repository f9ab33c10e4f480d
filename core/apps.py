"""Registers `core` with Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The ground every other app stands on."""

    name = "core"
    verbose_name = "Nền tảng"
