"""Registers `documents` with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See the package docstring for what this app holds."""

    name = "documents"
