"""`manage.py reset_second_factor USERNAME`: for the last officer who has lost phone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from core.models import User
from core.rules import RuleError
from members import second_factor

REASON = "Đặt lại từ máy chủ"


class Command(BaseCommand):
    """Take the second factor off one account, in the name of whoever runs the server."""

    help = "Đặt lại xác thực hai bước của một tài khoản."

    def add_arguments(self, parser):
        """Take the user name."""
        parser.add_argument("username")

    def handle(self, *args, username, **options):
        """Reset it and say so."""
        user = User.objects.filter(username=username.lower()).first()
        if user is None:
            raise CommandError(f"Không có tài khoản tên “{username}”.")
        try:
            second_factor.reset(user, by=None, reason=REASON)
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Đã đặt lại xác thực hai bước của {username}. Lần sau đăng nhập chỉ cần mật khẩu.")
