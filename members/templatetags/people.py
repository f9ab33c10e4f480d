"""Filters that show people on a page."""

from django import template

from members import acting

register = template.Library()
register.filter("person_name", acting.name_of)
