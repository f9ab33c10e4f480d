"""Filters that show numbers and dates the Vietnamese way; built into every template."""

from django import template

register = template.Library()
