"""Who gets where, and what breaks an address, is told by the views: drawing a page again tells nothing new.

In the short form a page is drawn once for its address and a refusal once in all; in the full form always.
"""

from django.template.backends.django import Template

from tests import proofs

REFUSALS = ("400.html", "403.html", "404.html", "405.html")


def once(monkeypatch, methods):
    """Leave out the drawing of what was drawn before, in the answers to requests of these `methods`."""
    seen, draw = set(), Template.render

    def render(template, context=None, request=None):
        if request is None or request.method not in methods or proofs.is_full():
            return draw(template, context, request)
        name = template.template.name
        page = name if name in REFUSALS else (name, request.resolver_match.route)
        if page in seen:
            return ""
        seen.add(page)
        return draw(template, context, request)

    monkeypatch.setattr(Template, "render", render)
