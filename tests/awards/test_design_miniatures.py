"""Designs drawn small: in the list of designs, and below the certificates of a batch; drawn once."""

import io
from pathlib import Path

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.urls import reverse
from PIL import Image

from awards.designing import drafts, pictures, uses
from awards.models import Certificate
from documents import confined, miniatures
from members.models import Post
from tests.awards.test_design_files import picture, upload
from tests.results import appraised

from . import drawn, printed, scene

pytestmark = pytest.mark.django_db

RED = (200, 60, 40)  # of the picture that is laid


@pytest.fixture(autouse=True)
def drawings(monkeypatch):
    """What is drawn from here on, page by page; nothing is remembered from other tests."""
    cache, done, draw = LocMemCache("miniatures", {}), [], confined.draw
    cache.clear()
    monkeypatch.setattr(miniatures, "cache", cache)
    monkeypatch.setattr(confined, "draw", lambda *asked: done.append(asked) or draw(*asked))
    return done


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def thumbnail(browser, design, **more):
    return browser.get(url("design_thumbnail", design.pk), **more)


def shown(answer):
    """The picture in an answer."""
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def near(one, other):
    return all(abs(a - b) < 20 for a, b in zip(one, other, strict=True))


def darkest(image):
    return min(sum(image.getpixel((x, y))) for x in range(0, 640, 2) for y in range(0, 453, 2))


def used(design, season):
    """Three certificates that are printed in `design`."""
    drafts.publish(design, by=None)
    uses.assign(design, form_code="", kind="", by=None)
    return printed.decision(3, 0, season=season)


# --- What cannot be shown -----------------------------------------------------------------------------


def test_a_ground_that_is_lost_is_no_picture_and_the_list_opens_all_the_same(officer, design, settings):
    version = pictures.put(design, upload(picture(size=(311, 220))), role="ground", by=None)
    (Path(settings.MEDIA_ROOT) / version.picture.path).unlink()

    assert thumbnail(officer, design).status_code == 404
    assert officer.get(url("designs")).status_code == 200


def test_a_draft_whose_words_cannot_be_set_shows_its_ground(officer, design):
    draft = drafts.current(design)
    drafts.write(design, drawn.typed(draft, recipient={"width": 20}), revision=0, by=None)

    assert shown(thumbnail(officer, design)).size == (640, 453)


def test_a_stranger_finds_neither_sheet_nor_ground(client, season, design):
    used(design, season)
    client.force_login(printed.stranger())

    assert thumbnail(client, design).status_code == 404
    assert client.get(url("certificate_ground", Certificate.objects.first().pk)).status_code == 404


def test_whoever_sees_the_certificates_sees_their_ground(client, season, design):
    used(design, season)
    certificate = Certificate.objects.first()
    addresses = [url("certificate_ground", certificate.pk), url("design_thumbnail", design.pk)]
    leader, member = printed.officer(season, Post.Kind.LEADER), appraised.user_of(season, scene.MEMBER)

    seen = []
    for user in (leader, member):
        client.force_login(user)
        seen.append([client.get(address).status_code for address in addresses])
    assert seen == [[200, 404], [404, 404]]


def test_a_certificate_on_our_own_stock_has_no_ground_to_fetch(officer, season):
    printed.decision(1, 0, season=season)
    certificate = Certificate.objects.get()

    assert officer.get(url("certificate_ground", certificate.pk)).status_code == 404
    assert b"<image" not in officer.get(certificate.get_absolute_url()).content


# --- The list of designs ------------------------------------------------------------------------------


def test_the_sheet_is_shown_with_its_drawing_and_sample_words(officer, design):
    answer = thumbnail(officer, design)
    image = shown(answer)

    assert (answer.headers["Content-Type"], image.size) == ("image/jpeg", (640, 453))
    assert near(image.getpixel((3, 3)), (0xFF, 0xFA, 0xF0))  # its paper
    assert any(near(image.getpixel((x, 226)), (0x9E, 0x1B, 0x22)) for x in range(60))  # its frame
    assert len(answer.content) < 90_000


@pytest.mark.parametrize("role", ["stock", "ground"])
def test_a_picture_is_shown_reduced_whatever_it_is_for(officer, design, role):
    content = picture(size=(4000, 2828))
    pictures.put(design, upload(content), role=role, by=None)
    answer = thumbnail(officer, design)
    image = shown(answer)

    assert image.size == (640, 453)
    assert near(image.getpixel((5, 5)), RED)
    assert darkest(image) < 200  # words on it
    assert len(answer.content) < 60_000


def test_a_sheet_is_drawn_once_and_anew_when_it_looks_different(officer, design, drawings):
    first = thumbnail(officer, design)
    again = thumbnail(officer, design)
    assert (again.content, len(drawings)) == (first.content, 1)
    held = thumbnail(officer, design, headers={"If-None-Match": first.headers["ETag"]})
    assert (held.status_code, held.content, len(drawings)) == (304, b"", 1)

    drafts.write(design, drawn.typed(drafts.current(design), unit={"y": 107}), revision=0, by=None)
    moved = thumbnail(officer, design, headers={"If-None-Match": first.headers["ETag"]})
    assert (moved.status_code, len(drawings)) == (200, 2)
    pictures.put(design, upload(picture()), role="stock", by=None)
    laid = thumbnail(officer, design, headers={"If-None-Match": moved.headers["ETag"]})
    assert (laid.status_code, len(drawings)) == (200, 3)


def test_the_list_draws_nothing_itself_and_shows_what_is_used(officer, design, drawings):
    drafts.draft_from(drafts.publish(design, by=None), by=None)
    page = officer.get(url("designs"))
    (row,) = page.context["rows"]

    assert (row["shown"].number, row["height"], drawings) == (1, 85, [])
    assert f'src="{url("design_thumbnail", design.pk)}?v=1&amp;k={row["tag"]}"' in page.content.decode()


# --- The certificates of a batch ----------------------------------------------------------------------


def test_the_certificates_of_a_batch_lie_on_one_ground(officer, season, design, drawings):
    pictures.put(design, upload(picture()), role="ground", by=None)
    decision = used(design, season)
    for name in ("batch_start", "decision_certificates"):
        page = officer.get(url(name, decision.pk)).content.decode()
        grounds = {part.split('"')[0] for part in page.split('<image href="')[1:]}
        assert (page.count("<image"), len(grounds), drawings) == (3, 1, [])

    (address,) = grounds
    image = shown(officer.get(address.replace("&amp;", "&")))
    assert (image.size, len(drawings)) == ((640, 453), 1)
    assert near(image.getpixel((5, 5)), RED)
    officer.get(url("certificate_ground", Certificate.objects.last().pk))
    assert len(drawings) == 1  # of one design, whichever certificate asks


def test_the_public_page_shows_no_ground_of_an_agency(client, season, design):
    used(design, season)
    certificate = Certificate.objects.first()
    page = client.get(reverse("awards:verify", args=[certificate.token]))

    assert (page.status_code, b"<image" in page.content) == (200, False)
