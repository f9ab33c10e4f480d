"""A small world for the tests, built the way people build it: through the rule functions."""

from datetime import date

from blocs import criteria, founding, leadership, publishing, reply_days, seasons, standards
from blocs.models import Criterion, Season
from core import accounts
from members import agencies, people, posts
from members.models import Agency, Post
from results import pledges
from tests import kept

LONG_AGO = date(2015, 1, 1)
PASSWORD = "mat-khau-dai-2023"


@kept.once
def agency(name="Ban Đối ngoại Trung ương", *, code=None, kind="party", by=None):
    """An agency with a name since long ago."""
    code = code or "".join(word[0] for word in name.split()).upper()
    made = agencies.found(
        name=name,
        short_name=name[:80],
        code=code[:20],
        valid_from=LONG_AGO,
        kind=kind,
        place="Hà Nội",
        by=by,
    )
    return Agency.objects.get(pk=made.pk)


@kept.once
def person(of, *kinds, username=None, given="Hà", ends_on=None):
    """A person of agency `of` who holds `kinds` there and, with `username`, can sign in."""
    made = people.record(
        of, honorific="ms", family_name="Nguyễn", middle_name="Thu", given_name=given, by=None
    )
    if username:
        user = accounts.open_own(username, password=PASSWORD)
        people.link_account(made, user=user, by=None)
    for kind in kinds:
        post = posts.appoint(made, agency=of, kind=kind, starts_on=LONG_AGO, by=None)
        if ends_on:
            posts.end(post, ends_on=ends_on, by=None)
    return made


@kept.once
def officer(body=None, username="can-bo"):
    """A council officer's account."""
    body = body or agency("Ban Thi đua - Khen thưởng Trung ương", code="BTĐKT", kind="state")
    return person(body, Post.Kind.COUNCIL_OFFICER, username=username, given="Lan").user


@kept.once
def bloc(names=("Ban Một", "Ban Hai", "Ban Ba"), *, body=None, name="Khối thử", **facts):
    """A bloc with member agencies in the given order."""
    body = body or agency(f"Cơ quan quản lý {name}", code=f"QL{name[-8:]}")
    made = founding.found(
        name=name, short_name=name, level="central", form="party", managing_body=body, by=None, **facts
    )
    for place, member in enumerate(names, 1):
        founding.join(made, agency=agency(member, code=f"{name[-6:]}{place}"), joined_on=LONG_AGO, by=None)
    return made


def members(of):
    """The member agencies of a bloc in protocol order."""
    return [row.agency for row in of.memberships.on().select_related("agency")]


@kept.once
def season(of=None, year=2023, *, led=True):
    """A season in planning; with `led`, the first member is head, the second standing deputy."""
    of = of or bloc()
    made = seasons.open_season(of, year=year, theme="Đoàn kết, sáng tạo", by=None)
    if led:
        first, second, *_ = members(of)
        leadership.appoint(made, head=first, standing_deputy=second, by=None)
    return made


@kept.once
def head_of(season, username="khoi-truong"):
    """An account of the head agency's clerk."""
    return person(season.terms.get(post="head").agency, Post.Kind.CLERK, username=username, given="Vinh").user


@kept.once
def fill(table, *, scored=(60, 40), bonus=5, penalty=5, each=1):
    """Give a draft scored groups of these points, a bonus and a penalty group.

    A scored group has `each` criteria that share its points, the others have one.
    """
    for points in scored:
        _group(table, "scored", f"Nhóm {points} điểm", points, each)
    if bonus:
        _group(table, "bonus", "Điểm thưởng", bonus)
    if penalty:
        _group(table, "penalty", "Điểm trừ", penalty)
    return table


@kept.once
def pledging(of=None, *, grades=(), ladder=(), replies=0, cross=None):
    """A season whose planning is concluded: grades by percent, ladder, days of a reply, a CrossScoring."""
    of = planned(of or season())
    table = fill(of.criteria)
    if grades:
        standards.set_grades(table, graded_by="percent", grades=grades, by=None)
    if ladder:
        standards.set_ladder(table, steps=ladder, by=None)
    reply_days.set_days(table, days=replies, by=None)
    if cross:
        standards.set_cross(table, cross=cross, by=None)
    publishing.publish(table, by=None)
    return seasons.conclude_planning(Season.objects.get(pk=of.pk), by=None)


@kept.once
def pledged(season, agency, text="4 đề án"):
    """The handed-in pledge of one member with one target."""
    pledge = pledges.start(season, agency=agency, by=None)
    criterion = Criterion.objects.filter(group__table__season=season).first()
    pledges.set_target(pledge, criterion, text=text, version=0, by=None)
    return pledges.hand_in(pledge, by=None)


def _group(table, kind, name, points, each=1):
    group = criteria.add_group(table, kind=kind, name=name, max_points=points, by=None)
    for _ in range(each):
        share = points // each
        criteria.add_criterion(
            group,
            name=f"Tiêu chí {share}",
            guidance="",
            max_points=share,
            evidence_required=True,
            by=None,
        )


@kept.once
def planned(season):
    """Give the season the dates that planning needs."""
    dates = {"planning": (2, 28), "pledging": (3, 15), "scoring": (12, 15), "conference": (12, 28)}
    seasons.plan(season, by=None, **{phase: date(season.year, *day) for phase, day in dates.items()})
    return season
