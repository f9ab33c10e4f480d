"""Which paragraph of which member's half-year report went into the bloc's report: who said it stays known."""

from django.db import models

from core.fields import BlockField
from members.models import Agency

from .reports import ReportSection


class ReportQuote(models.Model):
    """One paragraph as the member wrote it, taken over into one part of the bloc's report."""

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="quotes", verbose_name="mục")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="đơn vị")
    text = BlockField("đoạn văn", max_length=4000)
    sha256 = models.CharField("mã băm", max_length=64)  # of the text: an index holds no long text

    class Meta:
        verbose_name = "đoạn trích"
        verbose_name_plural = "đoạn trích"
        constraints = [
            models.UniqueConstraint(
                fields=["section", "agency", "sha256"],
                name="quote_once",
                violation_error_message="Đoạn này đã đưa vào báo cáo.",
            )
        ]

    def __str__(self):
        return f"{self.agency}: {self.text}"
