"""Badges drawn: eight on a sheet, with name, agency, capacity and a code that leads to the row."""

import io

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from conferences.attending import badges, delegates, substitutions
from conferences.models import BadgeSheet
from core.rules import RuleError
from documents import files, jobs
from documents.models import Shard
from tests import kept, world

from . import polled, scene

pytestmark = pytest.mark.django_db
ADDRESS = "https://thidua.example.vn/badge/"


@kept.once
def gathering():
    """A planned conference with nine people."""
    conference = scene.planned(world.season(), "thematic")
    scene.person(conference, scene.HEAD, "Vũ Trọng Lâm", role="chair", came=False)
    for number in range(1, 8):
        scene.person(conference, scene.MEMBER, f"Đại biểu số {number}", came=False)
    scene.guest(conference, came=False)
    scene.user_of(conference.season)
    return conference


def drawn(sheet):
    """The worker draws the file; its bytes."""
    jobs.work(sheet.job.shards.get().pk, badges.draw)
    stored = badges.file_of(sheet)
    assert stored, Shard.objects.get(job=sheet.job).error
    with files.open(stored) as stream:
        return stream.read()


def test_everybody_has_a_card_eight_on_a_sheet():
    conference = gathering()
    substitutions.name(
        conference.delegates.get(full_name="Đại biểu số 7"), full_name="Đỗ Hà", reason="ốm", by=None
    )
    content = drawn(badges.start(conference, address=ADDRESS, by=None))

    with pikepdf.open(io.BytesIO(content)) as book:
        sizes = [tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in book.pages]
    assert sizes == [(210, 297)] * 2
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    for row in delegates.listed(conference):
        assert row.full_name in text
        assert badges.grouped(badges.code_of(row)) in text
    assert "Đại biểu số 7" not in text
    assert "KHÁCH MỜI" in text


def test_who_has_none_gets_one_later_and_a_second_click_draws_nothing():
    conference = gathering()
    first = badges.start(conference, address="", by=None)
    assert badges.start(conference, address="", by=None) == first
    BadgeSheet.objects.update(made_at="2020-01-01T00:00Z")
    late = scene.person(conference, scene.MEMBER, "Người Đến Sau", came=False)

    second = badges.start(conference, address="", only_new=True, by=None)
    assert second.job.shards.get().facts["delegates"] == [late.pk]
    BadgeSheet.objects.update(made_at="2020-01-01T00:00Z")
    with pytest.raises(RuleError, match="Không còn ai chưa có thẻ"):
        badges.start(conference, address="", only_new=True, by=None)


def test_the_head_prints_them_and_the_page_warns_of_an_address_no_telephone_opens(client, settings):
    conference = gathering()
    client.force_login(polled.opener())
    address = reverse("conferences:badges", args=[conference.pk])
    assert "mã QR chỉ chứa dãy số" not in client.get(address).text
    assert "mã QR chỉ chứa dãy số" in client.get(address, headers={"host": "localhost"}).text

    progress = client.post(address).url
    sheet = BadgeSheet.objects.get()
    assert sheet.job.shards.get().facts["address"] == "http://testserver/badge/"
    assert client.get(progress).status_code == 200
    file = reverse("conferences:badge_file", args=[sheet.pk])
    assert client.get(file).url == progress
    drawn(sheet)
    assert client.get(file).headers["Content-Type"] == "application/pdf"
