"""The photos of the demo: simple drawings of our own, marked as samples, the same bytes every time."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from documents import faces

SIZE = WIDTH, HEIGHT = 960, 640
SKY, WALL, GRASS, WOOD = "#cfe3ec", "#efe6d3", "#86a86b", "#a9825a"
RED, GOLD, INK, WHITE = "#8d1b22", "#d9b45a", "#3b332c", "#fffdf8"
SKIN = "#e2b58f"
SHIRTS = ("#3f6a8a", "#7a8f4c", "#b5563f", "#5d5a7d", "#c08a2e", "#4d7f77")


def taken(scene):
    """Return the drawing of a `scene`, one of SCENES, as the browser would send a photo."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    SCENES[scene](draw)
    _mark(draw)
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=85)
    return SimpleUploadedFile(f"anh-mau-{scene}.jpg", stream.getvalue(), content_type="image/jpeg")


def _planting(draw):
    """Hills, a row of young trees, people beside them."""
    draw.ellipse((760, 50, 850, 140), fill=GOLD)
    draw.ellipse((-200, 260, 560, 900), fill="#a8c08c")
    draw.ellipse((380, 300, 1200, 900), fill="#98b57c")
    draw.rectangle((0, 470, WIDTH, HEIGHT), fill=GRASS)
    for place in range(6):
        _tree(draw, 90 + place * 160, 500, 0.7 + 0.15 * (place % 2))
    for place in range(5):
        _person(draw, 170 + place * 160, 590, 1.0, SHIRTS[place])


def _meeting(draw):
    """A banner, a long table, people behind it."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=WALL)
    draw.rectangle((150, 60, 810, 190), fill=RED)
    draw.rectangle((165, 75, 795, 175), outline=GOLD, width=3)
    for line, length in ((105, 420), (140, 300)):
        draw.rectangle((480 - length // 2, line, 480 + length // 2, line + 10), fill=WHITE)
    for place in range(7):
        _person(draw, 120 + place * 120, 470, 1.15, SHIRTS[place % 6])
    draw.rectangle((40, 430, 920, 470), fill=WOOD)
    draw.rectangle((60, 470, 900, 600), fill="#94704b")
    for place in range(7):
        draw.rectangle((95 + place * 120, 405, 145 + place * 120, 430), fill=WHITE)


def _giving(draw):
    """A house in the hills, people with parcels before it."""
    draw.polygon(((0, 420), (260, 170), (520, 420)), fill="#9fb6a6")
    draw.polygon(((380, 420), (700, 120), (1020, 420)), fill="#8aa695")
    draw.rectangle((0, 410, WIDTH, HEIGHT), fill=GRASS)
    draw.rectangle((330, 270, 630, 440), fill=WALL)
    draw.polygon(((290, 275), (480, 165), (670, 275)), fill="#a5503c")
    draw.rectangle((450, 340, 510, 440), fill=WOOD)
    for place in range(6):
        _person(draw, 130 + place * 140, 580, 1.1, SHIRTS[place])
        if place % 2 == 0:
            _parcel(draw, 170 + place * 140, 520)


def _match(draw):
    """A table tennis table, two players, spectators."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#d8dfe0")
    draw.rectangle((0, 420, WIDTH, HEIGHT), fill="#b98c5f")
    for place in range(8):
        _person(draw, 90 + place * 112, 400, 0.75, SHIRTS[place % 6])
    draw.rectangle((0, 330, WIDTH, 425), fill=RED)
    draw.polygon(((250, 470), (710, 470), (770, 530), (190, 530)), fill="#2f5f74")
    draw.line((480, 470, 480, 530), fill=WHITE, width=4)
    draw.rectangle((472, 440, 488, 530), fill=WHITE)
    for leg in (230, 720):
        draw.rectangle((leg, 530, leg + 12, 610), fill=INK)
    for x, shirt in ((120, SHIRTS[0]), (840, SHIRTS[2])):
        _person(draw, x, 610, 1.4, shirt)
    draw.ellipse((590, 405, 606, 421), fill=WHITE)


def _group(draw):
    """Two rows of people before a building."""
    draw.rectangle((0, 470, WIDTH, HEIGHT), fill="#c9bda8")
    draw.rectangle((110, 150, 850, 480), fill=WALL)
    draw.polygon(((80, 155), (480, 50), (880, 155)), fill="#8c4a3a")
    for place in range(6):
        draw.rectangle((160 + place * 118, 210, 210 + place * 118, 330), fill="#8fa9b5")
    for row, (count, y, size) in enumerate(((8, 500, 0.95), (7, 590, 1.1))):
        for place in range(count):
            _person(draw, 120 + 55 * row + place * 103, y, size, SHIRTS[(place + row) % 6])


SCENES = {"planting": _planting, "meeting": _meeting, "giving": _giving, "match": _match, "group": _group}


def _person(draw, x, foot, size, shirt):
    """Somebody who stands at (x, foot); 170 pixels tall at size 1."""
    head, shoulder = 24 * size, foot - 118 * size
    draw.rectangle((x - 20 * size, foot - 60 * size, x + 20 * size, foot), fill=INK)
    body = (x - 30 * size, shoulder, x + 30 * size, foot - 50 * size)
    draw.rounded_rectangle(body, radius=14 * size, fill=shirt)
    draw.ellipse((x - head, shoulder - 2 * head + 6, x + head, shoulder + 6), fill=SKIN)
    draw.chord((x - head, shoulder - 2 * head + 6, x + head, shoulder + 6), 180, 360, fill="#2b2521")


def _tree(draw, x, foot, size):
    draw.rectangle((x - 6 * size, foot - 90 * size, x + 6 * size, foot), fill="#7a5a3c")
    for dx, dy, r in ((0, -150, 46), (-30, -115, 36), (30, -115, 36)):
        centre, up, radius = x + dx * size, foot + dy * size, r * size
        draw.ellipse((centre - radius, up - radius, centre + radius, up + radius), fill="#5c8a4d")


def _parcel(draw, x, y):
    draw.rectangle((x - 34, y - 30, x + 34, y + 30), fill=GOLD)
    draw.rectangle((x - 5, y - 30, x + 5, y + 30), fill=RED)
    draw.rectangle((x - 34, y - 5, x + 34, y + 5), fill=RED)


def _mark(draw):
    """Say on the picture itself that it is none of an event."""
    font = ImageFont.truetype(faces.path(faces.FILES[True, False]), 34)
    draw.rectangle((0, HEIGHT - 52, 210, HEIGHT), fill=RED)
    draw.text((24, HEIGHT - 45), "ẢNH MẪU", font=font, fill=WHITE)
