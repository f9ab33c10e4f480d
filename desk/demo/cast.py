"""Who takes part in the demo: agencies, their people, and the accounts they act by."""

from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth.hashers import make_password

from blocs import founding
from blocs.models import Bloc
from core import accounts, text
from core.models import User
from members import agencies, people, posts
from members.models import Agency, Collective, Person

PASSWORD = "thi-dua-2023"
MANAGING_BODY = {
    "name": "Ban Thi đua - Khen thưởng Trung ương",
    "short_name": "Ban TĐKT Trung ương",
    "code": "BTĐKT",
    "kind": "state",
    "place": "Hà Nội",
}
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
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đinh")
MIDDLES = ("Văn", "Thị", "Minh", "Thị", "Quốc", "Thị Thanh", "Đức")
GIVENS = (
    "Bình",
    "Cúc",
    "Dũng",
    "Giang",
    "Hải",
    "Khanh",
    "Loan",
    "Nam",
    "Oanh",
    "Phúc",
    "Tâm",
    "Yến",
    "Thành",
)


@dataclass
class Cast:
    """The people of one bloc: its agencies by code, and the logins to print."""

    bloc: Bloc
    officer: User
    agencies: dict[str, Agency]
    logins: list = field(default_factory=list)

    def account(self, code, kind):
        """Return the account of the agency `code` that holds the post `kind`."""
        held = {"person__posts__agency": self.agencies[code], "person__posts__kind": kind}
        return User.objects.filter(**held).order_by("pk").first()

    def clerk(self, code):
        """Return the account of the clerk of the agency `code`."""
        return self.account(code, "clerk")

    def leader(self, code):
        """Return the account of the leader of the agency `code`."""
        return self.account(code, "leader")


def managing_body(since):
    """Found the managing body with its officer on the day `since`; return (agency, account, login)."""
    body = agencies.found(**MANAGING_BODY, valid_from=since, by=None)
    login = person(OFFICER, body, since, by=None)
    return body, User.objects.get(username=OFFICER["username"]), login


def gather(scenario, body, officer, since):
    """Found the bloc of a scenario with its members and people on the day `since`; return its Cast."""
    bloc = founding.found(**scenario["bloc"], managing_body=body, by=officer)
    founding.mark_as_sample(bloc, by=officer)
    by_code = {row[2]: _member(bloc, row, since, officer) for row in scenario["members"]}
    cast = Cast(bloc, officer, by_code)
    for facts in scenario["people"]:
        cast.logins.append(person(facts, by_code[facts["agency"]], since, by=officer))
    for number, code in enumerate(by_code):
        for kind in ("clerk", "leader"):
            if cast.account(code, kind) is None:
                person(invented_person(code, kind, number), by_code[code], since, by=officer)
    return cast


def person(facts, agency, since, *, by):
    """Record a person who holds `posts` since that day and can sign in; return the login to print."""
    names = ("honorific", "family_name", "middle_name", "given_name", "position")
    made = people.record(agency, **{name: facts[name] for name in names}, by=by)
    user = accounts.open_own(facts["username"], hashed=_hashed(), by=by)
    people.link_account(made, user=user, by=by)
    for kind in facts["posts"]:
        posts.appoint(made, agency=agency, kind=kind, starts_on=since, by=by)
    return {"username": facts["username"], "password": PASSWORD, "who": facts["who"]}


@cache
def _hashed():
    return make_password(PASSWORD)


def recipient(agency, number, position, *, by):
    """Record one of the invented people who are put forward for honours."""
    return Person.objects.get(pk=people.record(agency, **invented_name(number), position=position, by=by).pk)


def known_recipient(agency, number, position, *, by):
    """Return the invented person of that `number` in `agency`, recorded when nobody has done so yet."""
    names = {name: text for name, text in invented_name(number).items() if name != "honorific"}
    found = Person.objects.filter(agency=agency, **names).first()
    return found or recipient(agency, number, position, by=by)


def known_collective(agency, name, *, by):
    """Return the collective of that name in `agency`, formed when nobody has done so yet."""
    found = Collective.objects.filter(agency=agency, name=name).first()
    return found or people.form_collective(agency, name=name, by=by)


def invented_person(code, kind, number):
    """Return the facts of a clerk or leader of the member `code`, invented."""
    shift, suffix, position = {"clerk": (0, "cb", "Chuyên viên"), "leader": (5, "ld", "Phó Thủ trưởng")}[kind]
    username = f"{text.search_key(code)}.{suffix}"
    facts = {"who": "", "username": username, "position": position, "posts": [kind]}
    return invented_name(number + shift) | facts


def invented_name(number):
    """Return name parts and form of address; the same for the same `number`."""
    family, middle, given = (names[number % len(names)] for names in (FAMILIES, MIDDLES, GIVENS))
    return {
        "honorific": "ms" if middle.startswith("Thị") else "mr",
        "family_name": family,
        "middle_name": middle,
        "given_name": given,
    }


def _member(bloc, row, since, officer):
    name, short_name, code, kind, *place = row
    agency = agencies.found(
        name=name,
        short_name=short_name,
        code=code,
        kind=kind,
        place=place[0] if place else "Hà Nội",
        valid_from=since,
        by=officer,
    )
    founding.join(bloc, agency=agency, joined_on=since, by=officer)
    return agency
