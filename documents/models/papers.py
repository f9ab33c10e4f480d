"""A paper: what it says (frozen blocks), how it is laid out, and the files made from it."""

from django.conf import settings
from django.db import models


class Document(models.Model):
    """A frozen list of blocks plus a layout profile. Never changed after it is issued.

    `blocks` is what both writers read; `sha256` is the hash of its canonical JSON with the layout's
    name, so that anyone can show from what a file was made.
    """

    class Kind(models.TextChoices):
        CRITERIA = "criteria", "Bảng tiêu chí"
        PLEDGE = "pledge", "Giao ước thi đua"
        SCORES = "scores", "Bảng điểm"
        REPORT = "report", "Báo cáo"
        MINUTES = "minutes", "Biên bản"
        SUBMISSION = "submission", "Tờ trình"
        DECISION = "decision", "Quyết định"
        PLAN = "plan", "Kế hoạch"
        LETTER = "letter", "Công văn"

    UNRECORDED = ("blocks",)  # frozen here for good, and their hash is recorded

    kind = models.CharField("loại văn bản", max_length=20, choices=Kind)
    title = models.CharField("tên gọi", max_length=300)
    layout = models.CharField("thể thức", max_length=40)
    blocks = models.JSONField("nội dung đã chốt")
    sha256 = models.CharField("mã băm nội dung", max_length=64)
    sample = models.BooleanField("dữ liệu mẫu", default=False)
    issued_at = models.DateTimeField("lập lúc")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người lập",
    )

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-issued_at", "-id"]

    def __str__(self):
        return self.title


class Rendition(models.Model):
    """One document in one format; the file appears when its job is done."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word"

    document = models.ForeignKey(Document, models.CASCADE, related_name="renditions", verbose_name="văn bản")
    format = models.CharField("định dạng", max_length=5, choices=Format)
    job = models.ForeignKey("documents.Job", models.PROTECT, related_name="+", verbose_name="việc tạo tệp")

    class Meta:
        verbose_name = "bản xuất"
        verbose_name_plural = "bản xuất"
        constraints = [
            models.UniqueConstraint(fields=["document", "format"], name="one_rendition_per_format"),
        ]

    def __str__(self):
        return f"{self.document} ({self.get_format_display()})"
