"""Files as the database knows them: by their content."""

from django.db import models


class StoredFile(models.Model):
    """One content, kept once, named by its SHA-256; what it is called for people is its owner's business."""

    sha256 = models.CharField("mã băm", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("kích thước (byte)")
    content_type = models.CharField("loại tệp", max_length=100)
    stored_at = models.DateTimeField("lưu lúc")
    pages = models.PositiveSmallIntegerField("số trang", null=True, blank=True)  # of PDFs that were counted

    class Meta:
        verbose_name = "tệp lưu trữ"
        verbose_name_plural = "tệp lưu trữ"
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty"),
            models.CheckConstraint(
                condition=models.Q(pages__isnull=True) | models.Q(pages__gt=0), name="stored_file_has_pages"
            ),
        ]

    def __str__(self):
        return self.sha256[:12]

    @property
    def path(self):
        """Where the content lies below the file storage: two levels of folders keep each small."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"
