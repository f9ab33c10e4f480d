"""`manage.py restore FILE`: makes an empty installation the one in the backup."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.rules import RuleError
from documents import restore


class Command(BaseCommand):
    """Restore all or nothing; with --check only read the backup."""

    help = "Khôi phục một bản sao lưu vào một hệ thống trống; --check chỉ kiểm tra bản sao lưu."
    requires_system_checks = []

    def add_arguments(self, parser):
        """FILE is what `manage.py backup` made."""
        parser.add_argument("file", help="tệp do manage.py backup tạo ra")
        parser.add_argument("--sha256", default="", help="mã SHA-256 mà lệnh backup đã in")
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không thay đổi gì")

    def handle(self, file, sha256, check, **options):
        """Carry it out."""
        act = restore.check if check else restore.restore
        try:
            manifest = act(file, sha256=sha256, say=self._say)
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        made_at = manifest["made_at"]
        self._say(f"Bản sao lưu lúc {made_at} nguyên vẹn." if check else f"Đã khôi phục bản lúc {made_at}.")
        if manifest["lost"]:
            self._say(f"Bản này thiếu {len(manifest['lost'])} tệp đã hỏng từ trước khi sao lưu.")
        if "secret-key" in manifest["members"] and not settings.EMBEDDED and not check:
            self._say(
                "Bản sao lưu có khóa riêng của máy cũ. Máy chủ này dùng SECRET_KEY của nó; nếu muốn giữ khóa "
                "cũ, hãy lấy tệp secret-key trong bản sao lưu và đặt vào SECRET_KEY."
            )

    def _say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()
