"""Cutting a long list into pages."""

from django.core.paginator import Paginator

PER_PAGE = 100


def page_of(request, rows):
    """Return the page of `rows` that the request asks for; a senseless number gives the nearest one."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
