"""Registers `results` with Django."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """See the package docstring for what this app holds."""

    name = "results"
    verbose_name = "Kết quả"
