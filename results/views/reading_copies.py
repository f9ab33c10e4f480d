"""Copies for reading: papers that are drawn when they are asked for and kept nowhere."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from documents import papers


def answer(title, content, format):
    """Answer with `content` (bytes) as a file of this title, to be saved; `format` is "pdf" or "docx"."""
    reply = HttpResponse(content, content_type=papers.CONTENT_TYPES[format])
    name = f"{title}.{format}".replace("/", "-")
    reply.headers["Content-Disposition"] = content_disposition_header(True, name)
    reply.headers["X-Content-Type-Options"] = "nosniff"
    return reply
