"""`manage.py backup TARGET`: everything of this installation in one file."""

from django.core.management.base import BaseCommand, CommandError

from core.rules import RuleError
from documents import backup


class Command(BaseCommand):
    """Make the backup and say its SHA-256; end with an error when stored files were lost before."""

    help = "Sao lưu dữ liệu, tệp và khóa riêng vào một tệp. Người dùng vẫn làm việc được trong lúc đó."
    requires_system_checks = []

    def add_arguments(self, parser):
        """TARGET is where to."""
        parser.add_argument("target", help="tệp mới, hoặc một thư mục (tên tệp sẽ mang ngày giờ)")

    def handle(self, target, **options):
        """Carry it out."""
        try:
            made = backup.make(target, say=self._say)
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say(f"Đã sao lưu {made.rows} dòng dữ liệu và {made.files} tệp vào {made.path}")
        self._say(f"SHA-256: {made.sha256}")
        if made.lost:
            raise CommandError(
                f"{len(made.lost)} tệp đã hỏng hoặc mất từ trước nên không có trong bản sao lưu: "
                f"{', '.join(each[:12] for each in made.lost[:5])}… "
                "Hãy lấy lại chúng từ một bản sao lưu cũ hơn."
            )

    def _say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()
