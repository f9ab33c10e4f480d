"""Builds the demo through the rule functions, day by day, on an empty database."""

import tomllib
from datetime import date
from pathlib import Path

from django.db import transaction

from blocs import criteria, founding, leadership, seasons
from core import accounts, clock, text
from core.models import User
from core.rules import RuleError
from desk.demo import together, year
from members import agencies, people, posts

BEGAN = date(2019, 1, 2)
OPENED = date(2023, 1, 9)
PLANNED = date(2023, 2, 1)
TODAY = date(2023, 12, 6)  # the day on which the demo is opened
PASSWORD = "thi-dua-2023"
MANAGING_BODY = {
    "name": "Ban Thi đua - Khen thưởng Trung ương",
    "short_name": "Ban TĐKT Trung ương",
    "code": "BTĐKT",
    "kind": "state",
    "place": "Hà Nội",
    "valid_from": BEGAN,
}
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng")
MIDDLES = ("Văn", "Thị", "Minh", "Thị", "Quốc")
GIVENS = ("Bình", "Cúc", "Dũng", "Giang", "Hải", "Khanh", "Loan", "Nam", "Oanh", "Phúc", "Tâm")
CRITERION = ("name", "guidance", "max_points", "evidence_required")
OFFICER = {
    "who": "Cán bộ cơ quan quản lý khối",
    "username": "btdkt.lan",
    "honorific": "ms",
    "family_name": "Ngô",
    "middle_name": "Thị",
    "given_name": "Lan",
    "position": "Chuyên viên chính",
    "posts": ["council_officer"],
}


def build():
    """Build both blocs and return the logins as dicts (username, password, who).

    Raises RuleError on a database that already holds accounts: real data is never mixed with samples.
    """
    if User.objects.exists():
        raise RuleError("Cơ sở dữ liệu đã có tài khoản. Dữ liệu mẫu chỉ tạo được trên cơ sở dữ liệu trống.")
    central, internal = _scenario("central"), _scenario("internal")
    with transaction.atomic():
        with clock.at(BEGAN):
            body = agencies.found(**MANAGING_BODY, by=None)
            logins = [_person(OFFICER, body, None)]
        for scenario in (central, internal):
            logins += _bloc(scenario, body)
    return logins


def _scenario(name):
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text())


def _bloc(scenario, body):
    officer = User.objects.get(username=OFFICER["username"])
    with clock.at(BEGAN):
        bloc = founding.found(**scenario["bloc"], managing_body=body, by=officer)
        founding.mark_as_sample(bloc, by=officer)
        by_code = {row[2]: _member(bloc, row, officer) for row in scenario["members"]}
        logins = [_person(facts, by_code[facts["agency"]], officer) for facts in scenario["people"]]
    with clock.at(OPENED):
        season = seasons.open_season(bloc, year=scenario["year"], theme=scenario["theme"], by=officer)
        leadership.appoint(
            season,
            head=by_code[scenario["head"]],
            standing_deputy=by_code[scenario["standing_deputy"]],
            deputies=[by_code[code] for code in scenario["deputies"]],
            by=officer,
        )
    with clock.at(PLANNED):
        head = _head_clerk(scenario)
        seasons.plan(season, by=head, **scenario["plan"])
        _write_criteria(season.criteria, scenario["groups"], head)
        together.plan(season, scenario, by_code, head)
    year.walk(season, scenario, _clerks(by_code, officer), head)
    together.hold(season, TODAY, head)
    return logins


def _member(bloc, row, officer):
    name, short_name, code, kind = row
    agency = agencies.found(
        name=name,
        short_name=short_name,
        code=code,
        kind=kind,
        place="Hà Nội",
        valid_from=BEGAN,
        by=officer,
    )
    founding.join(bloc, agency=agency, joined_on=BEGAN, by=officer)
    return agency


def _person(facts, agency, by):
    names = ("honorific", "family_name", "middle_name", "given_name", "position")
    person = people.record(agency, **{name: facts[name] for name in names}, by=by)
    user = accounts.open_own(facts["username"], password=PASSWORD, by=by)
    people.link_account(person, user=user, by=by)
    for kind in facts["posts"]:
        posts.appoint(person, agency=agency, kind=kind, starts_on=BEGAN, by=by)
    return {"username": facts["username"], "password": PASSWORD, "who": facts["who"]}


def _write_criteria(table, groups, head):
    for facts in groups:
        group = criteria.add_group(
            table, kind=facts["kind"], name=facts["name"], max_points=facts["max_points"], by=head
        )
        for row in facts["criteria"]:
            criteria.add_criterion(group, **{name: row[name] for name in CRITERION}, by=head)


def _clerks(by_code, officer):
    """Return the account of each member's clerk; who has none yet gets one with an invented name."""
    found = {}
    for number, (code, agency) in enumerate(by_code.items()):
        clerk = User.objects.filter(person__posts__agency=agency, person__posts__kind="clerk").first()
        found[agency] = clerk or _invented_clerk(agency, code, number, officer)
    return found


def _invented_clerk(agency, code, number, officer):
    family, middle, given = (names[number % len(names)] for names in (FAMILIES, MIDDLES, GIVENS))
    facts = {
        "who": "",
        "username": f"{text.search_key(code)}.cb",
        "honorific": "ms" if middle == "Thị" else "mr",
        "family_name": family,
        "middle_name": middle,
        "given_name": given,
        "position": "Chuyên viên",
        "posts": ["clerk"],
    }
    with clock.at(BEGAN):
        _person(facts, agency, officer)
    return User.objects.get(username=facts["username"])


def _head_clerk(scenario):
    return User.objects.get(username=scenario["people"][0]["username"])
