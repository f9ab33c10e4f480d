"""Builds the demo through the rule functions, act by act, on an empty database."""

import tomllib
from datetime import date
from pathlib import Path

from django.db import transaction

from core import clock
from core.models import User
from core.rules import RuleError
from desk.demo import cast
from desk.demo.amending import Amending
from desk.demo.circumstances import Circumstances
from desk.demo.crossing import Crossing
from desk.demo.designed import Designed
from desk.demo.dossiers import Dossiers
from desk.demo.following import FollowingYear
from desk.demo.halfyear import HalfYear
from desk.demo.honours import Honours
from desk.demo.measured import MeasuredYear
from desk.demo.past_years import PastYears
from desk.demo.replying import Replying
from desk.demo.shared import Shared
from desk.demo.timeline import Timeline
from desk.demo.together import Together
from desk.demo.year import Year

BEGAN = date(2019, 1, 2)
PHASES = {  # the day on which the demo is opened, by the phase that the central bloc's 2023 is in then
    "planning": date(2023, 2, 20),
    "pledging": date(2023, 3, 10),
    "running": date(2023, 5, 15),
    "midyear": date(2023, 8, 15),
    "scoring": date(2023, 12, 6),
    "appraisal": date(2023, 12, 22),
    "conference": date(2024, 1, 30),
    "awarding": date(2024, 2, 5),
    "closed": date(2024, 7, 22),
}
USUAL = "awarding"


def build(phase=USUAL):
    """Build the three blocs up to the day of `phase` (a key of PHASES) and return the logins to print.

    Raises RuleError on a database that already holds accounts: real data is never mixed with samples.
    """
    if User.objects.exists():
        raise RuleError("Cơ sở dữ liệu đã có tài khoản. Dữ liệu mẫu chỉ tạo được trên cơ sở dữ liệu trống.")
    with transaction.atomic():
        story = Story()
        story.tell(phase)
    return story.logins


class Story:
    """Both blocs, founded; then told phase by phase, an earlier one first."""

    def __init__(self):
        with clock.at(BEGAN):
            body, officer, self._first_login = cast.managing_body(BEGAN)
            self._blocs = [
                cast.gather(_scenario(name), body, officer, BEGAN)
                for name in ("central", "internal", "cluster")
            ]
        central, internal, cluster = self._blocs
        self._timeline = Timeline()
        _tell_of_central(self._timeline, central)
        _tell_of_internal(self._timeline, internal)
        MeasuredYear(cluster, _scenario("cluster")).put_on(self._timeline)  # scored in February 2024

    def tell(self, phase):
        """Go on up to the day of `phase` (a key of PHASES)."""
        self._timeline.tell(PHASES[phase])

    @property
    def logins(self):
        """Whoever can sign in by now, as facts to print."""
        return [self._first_login, *(login for bloc in self._blocs for login in bloc.logins)]


def _tell_of_central(timeline, central):
    """2019 as far as it was reported, 2023 whole, and 2024 up to its signed pledge."""
    first, year = Year(central, _scenario("central-2019")), Year(central, _scenario("central"))
    around = _scenario("central-dossiers")
    for story in (
        first,
        Together(first),
        year,
        Honours(year, year.scenario["honours"]),
        Designed(year, year.scenario["honours"]),
        Circumstances(year, around),
        PastYears(central.officer, around["past"]),
        Together(year),
        HalfYear(year),
        Replying(year),
        Shared(year),
        Amending(year, around["amendment"]),
        Dossiers(year, around),
    ):
        story.put_on(timeline)
    timeline.on(first.scenario["done"]["closed"], first.close)
    timeline.on(date(2024, 7, 15), year.close)
    criteria = {"groups": year.scenario["groups"]}
    FollowingYear(central, _scenario("central-2024") | criteria).put_on(timeline)


def _tell_of_internal(timeline, internal):
    """2023 with its half-year conference; its sheets are being appraised when the other bloc has met,

    that of its head by other members.
    """
    year = Year(internal, _scenario("internal"))
    year.put_on(timeline)
    Together(year).put_on(timeline)
    HalfYear(year).put_on(timeline)
    Replying(year).put_on(timeline)
    Crossing(year).put_on(timeline)


def _scenario(name):
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text())
