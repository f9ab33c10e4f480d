"""`manage.py demo`: fill an empty database with a sample story."""

import json
import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.rules import RuleError
from desk.demo import build


class Command(BaseCommand):
    """Build the demo once; a second call says so and changes nothing."""

    help = "Tạo dữ liệu mẫu trên cơ sở dữ liệu trống."

    def add_arguments(self, parser):
        """Take the phase in which the sample year is to stand."""
        parser.add_argument("--phase", default=build.USUAL, help=f"một trong: {', '.join(build.PHASES)}")

    def handle(self, *args, phase, **options):
        """Build, then leave the demo's date and logins beside the data."""
        if phase not in build.PHASES:
            raise CommandError(f"Không có bước tên “{phase}”. Hãy chọn một trong: {', '.join(build.PHASES)}.")
        marker = settings.DATA_DIR / "demo.json"
        if marker.exists():
            self.stdout.write("Dữ liệu mẫu đã có sẵn.")
            return
        try:
            logins = build.build(phase)
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        facts = {"today": build.PHASES[phase].isoformat(), "logins": logins}
        temporary = marker.with_suffix(".tmp")
        temporary.write_text(json.dumps(facts, ensure_ascii=False, indent=1))
        os.replace(temporary, marker)
        self.stdout.write("Đã tạo dữ liệu mẫu: hai khối thi đua ở trung ương và một cụm thi đua các tỉnh.")
