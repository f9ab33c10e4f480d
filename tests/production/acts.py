"""Acts inside the running servers: `python -m tests.production.acts ACT` prints its answer as JSON."""

import json
import sys
import time
from datetime import date

import django

django.setup()

from documents import files, jobs, papers  # noqa: E402
from documents.blocks import Paragraph, Title  # noqa: E402
from documents.models import Rendition  # noqa: E402


def make_paper(seconds=60):
    """Ask for a paper and wait for a worker to make it; tell its first bytes and what became of the work."""
    document = papers.issue(
        kind="report",
        title="Báo cáo thử",
        blocks=[Title("Báo cáo", "thử máy chủ"), Paragraph("Khối thi đua đã họp đủ.")],
        form="state",
        on=date(2023, 12, 6),
        by=None,
    )
    papers.request(document, "pdf", by=None)
    rendition = Rendition.objects.get(document=document, format="pdf")
    end = time.monotonic() + seconds
    while not jobs.progress(rendition.job).finished and time.monotonic() < end:
        time.sleep(0.1)
    with files.open(papers.file_of(rendition)) as content:
        return [jobs.progress(rendition.job).state, content.read(5).decode()]


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]]()))
