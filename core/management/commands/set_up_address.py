"""`manage.py set_up_address`: where the first officer sets up an empty installation on servers."""

from django.conf import settings
from django.core.management.base import BaseCommand

from core import address, first_run


class Command(BaseCommand):
    """Print the address with its code; `manage.py start` shows the same on one machine."""

    help = "In địa chỉ và mã để cài đặt lần đầu một hệ thống chưa có tài khoản."

    def handle(self, *args, **options):
        """Print it, or that there is nothing left to set up."""
        if first_run.is_open():
            place = settings.PUBLIC_URL or address.shown(settings.HOST, settings.PORT)
            self.stdout.write(first_run.address(place))
        else:
            self.stdout.write("Hệ thống đã được cài đặt; không còn mã nào.")
