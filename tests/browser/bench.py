"""The editor of a design in a browser: what its tests begin with, and what is done on it."""

import re

from playwright.sync_api import expect

from awards.designing import drafts
from tests.awards import printed
from tests.browser.steps import sign_in

SAVED = re.compile(r"^Đã lưu lúc \d\d:\d\d$")
SAVING = re.compile("/save/$")


def watched(page):
    """Note what goes wrong on the page unseen; return the list of it."""
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: dialog.accept())  # "leave the page?"
    return faults


def opened(page, season, design):
    """The page of the design, open for the certificate officer."""
    sign_in(page, printed.officer(season).username)
    page.goto(design.get_absolute_url())
    expect(page.locator("[data-designer][data-ready]")).to_be_visible()
    return page


def item(page, name):
    return page.locator(f"[data-item={name}]")


def entry(page, name):
    return page.locator(f"[data-choose={name}]")


def field(page, label):
    return page.get_by_label(label, exact=True)


def state(page):
    return page.locator("[data-save]")


def saved(page):
    expect(state(page)).to_have_text(SAVED)


def box_of(design, name="recipient"):
    return next(box for box in drafts.current(design).content["boxes"] if box["name"] == name)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def drag(page, locator, dx, dy):
    place = locator.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=3)
    page.mouse.up()


def scale(page):
    """px for one mm."""
    return item(page, "recipient").bounding_box()["width"] / 237
