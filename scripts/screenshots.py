"""`make screenshots`: the pictures of docs/, taken of a throw-away installation with the sample data.

Runs inside the virtual environment. Needs the machine's Chromium.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from core import processes
from scripts import console
from scripts.console import ROOT, Stop, say
from scripts.services import free_port

TARGET = ROOT / "docs" / "screenshots"
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PASSWORD = "thi-dua-2023"  # of every sample account (desk/demo/cast.py)
OFFICE, PHONE, HALL = (1366, 768), (390, 844), (1920, 1080)
PATIENCE = 60  # seconds until the installation answers
WIDEST, COLOURS = 1366, 160  # pixels; of a picture that is kept


@dataclass(frozen=True)
class Shot:
    """One picture: who looks, by which entries of the menu and links one gets there, at which size.

    `year` is chosen first, where the year that is shown at once is another.
    """

    name: str
    who: str
    path: tuple
    size: tuple = OFFICE
    year: str = ""


SHOTS = (
    Shot("season", "ktnn.dung", ("Năm thi đua",)),
    Shot("appraisal", "ktnn.dung", ("Thẩm định", "Thẩm định bảng của Bộ Công an")),
    Shot("ranking", "nxb.vinh", ("Xếp thứ",), year="2023"),
    Shot("board", "nxb.vinh", ("Xếp thứ", "Mở bảng chiếu"), HALL, year="2023"),
    Shot("nominations", "nxb.vinh", ("Đề nghị khen",), year="2023"),
    Shot("certificates", "nxb.mai", ("In Bằng khen",), year="2023"),
    Shot("designer", "nxb.mai", ("Mẫu Bằng khen", "Bằng khen của Khối trưởng, phôi in sẵn")),
    Shot("conference", "nxb.vinh", ("Hội nghị", "Hội nghị tổng kết công tác năm 2023"), year="2023"),
    Shot("desk-phone", "ktnn.dung", (), PHONE),
)


def main():
    """Build the installation, take every picture, leave nothing behind but docs/screenshots/."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        raise Stop("Cần Chromium để chụp ảnh: sudo apt-get install -y chromium libatomic1")
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="screenshots-") as folder,
        running(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=options)
        for shot in SHOTS:
            say(f"• {shot.name}")
            take(browser, address, shot)
        browser.close()
    shrink()


class running:
    """The sample installation in `folder`, for as long as the block lasts."""

    def __init__(self, folder):
        self.port = free_port()
        place = {"PORT": str(self.port), "PUBLIC_URL": f"http://127.0.0.1:{self.port}"}  # for QR codes
        self.environment = os.environ | {"DATA_DIR": str(folder)} | place
        self.log = folder / "log"
        self.process = None

    def __enter__(self):
        """Prepare and start it; return its address when it answers."""
        subprocess.run([sys.executable, "-m", "scripts.prepare"], cwd=ROOT, env=self.environment, check=True)
        with self.log.open("w") as output:
            self.process = processes.start(
                [sys.executable, "manage.py", "start"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + PATIENCE
        while "Phần mềm đã chạy tại" not in self.log.read_text():
            if time.monotonic() > deadline:
                raise Stop(self.log.read_text())
            time.sleep(0.2)
        return f"http://127.0.0.1:{self.port}"

    def __exit__(self, *trouble):
        """Stop it."""
        processes.end(self.process, seconds=15)


def take(browser, address, shot):
    """Sign in, go where the shot is, and keep the picture."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=address, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/login/")
    page.get_by_label("Tên đăng nhập").fill(shot.who)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    if shot.year:
        page.locator("details.kt-context summary").click()
        page.locator("details.kt-context").get_by_role("button", name=f"Năm {shot.year}").first.click()
    for name in shot.path:
        page = followed(page, page.get_by_role("link", name=name, exact=True).first)
        page.wait_for_load_state("networkidle")
    page.screenshot(path=TARGET / f"{shot.name}.png")
    context.close()


def followed(page, link):
    """Click a link and return the page it leads to; the board has a window of its own."""
    if link.get_attribute("target") != "_blank":
        link.click()
        return page
    with page.expect_popup() as opened:
        link.click()
    return opened.value


def shrink():
    """Reduce the pictures to the few colours our pages have, and to the width a README shows."""
    for path in sorted(TARGET.glob("*.png")):
        with Image.open(path) as taken:
            picture = taken.convert("RGB")
        picture.thumbnail((WIDEST, picture.height))
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    console.carry_out(main)
