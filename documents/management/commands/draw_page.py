"""`manage.py draw_page`: draws one page for another process, which need not load the renderer."""

import json
import sys

from django.core.management.base import BaseCommand

from documents import pdf


class Command(BaseCommand):
    """Take {"html", "style"} as JSON at standard input, give the PDF at standard output."""

    help = "Vẽ một trang PDF cho tiến trình khác; phần mềm tự gọi, không dùng bằng tay."
    requires_system_checks = []

    def handle(self, **options):
        """Draw it, without any face: a drawing has no words."""
        asked = json.load(sys.stdin)
        sys.stdout.buffer.write(pdf.draw_sheets(asked["html"], asked["style"], ()))
        sys.stdout.buffer.flush()
