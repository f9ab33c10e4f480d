"""Which twelve months a year of a bloc is: the calendar's, or a school year's. Pure."""

from datetime import date, timedelta

from django.db import models


class Span(models.TextChoices):
    """A school year is named by both its years and known by the first: "2026–2027" is 2026."""

    CALENDAR = "calendar", "Năm dương lịch, từ tháng 1 đến tháng 12"
    SCHOOL = "school", "Năm học, từ tháng 9 đến tháng 8 năm sau"

    @property
    def first_month(self):
        """The month in which the year begins."""
        return 9 if self is Span.SCHOOL else 1

    @property
    def word(self):
        """What such a year is called within a sentence."""
        return "năm học" if self is Span.SCHOOL else "năm"

    def written(self, year):
        """The year as people write it: "2026", or "2026–2027"."""
        return f"{year}–{year + 1}" if self is Span.SCHOOL else str(year)

    def first_day(self, year):
        """The day on which the year begins."""
        return date(year, self.first_month, 1)

    def last_day(self, year):
        """The day on which the year ends."""
        return date(year + 1, self.first_month, 1) - timedelta(days=1)

    def half_ends(self, year):
        """The last day of its first six months."""
        months = self.first_month + 5  # counted from 0, the month after the half
        return date(year + months // 12, months % 12 + 1, 1) - timedelta(days=1)
