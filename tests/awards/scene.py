"""A year whose honours are decided, built through the rules.

Places in protocol order: 1 is the head, 2 the standing deputy, 3 an ordinary member. Days: the season is that
of 2023; wrap what must happen on a day of it in `clock.at`.
"""

from datetime import date
from decimal import Decimal

from awards.deciding import amendments, decisions
from awards.limiting import quotas
from awards.models import AwardForm, Nomination
from awards.nominating import nominations
from blocs.models import Season
from core import clock
from core.text import split_name
from members import people
from results import appraisal
from tests import kept, world
from tests.results import appraised

NAMES = ("Ban Một", "Ban Hai", "Ban Ba")
HEAD, DEPUTY, MEMBER = 1, 2, 3
LETTER = "Công văn số 12/HĐTĐKT, ngày 02/10/2023"
SIGNED = date(2023, 12, 20)


@kept.once
def appraised_season(names=NAMES):
    """A season in appraisal; every sheet is appraised, the points are not concluded yet."""
    season = appraised.year(names)
    for place in range(1, len(names) + 1):
        appraised.finished(season, place, lowered=str(50 - place))
    return Season.objects.get(pk=season.pk)


@kept.once
def concluded_season(names=NAMES):
    """A season in conference: the standing is written."""
    season = appraised_season(names)
    appraisal.conclude(season, by=None)
    return Season.objects.get(pk=season.pk)


def form(code="head-merit", season=None):
    """A form of the catalogue, as it holds for the season (or for 2023)."""
    day = season.standing_on if season else date(2023, 12, 31)
    return AwardForm.objects.on(day).get(code=code)


def member(season, place=MEMBER):
    """The member agency at this place in protocol order."""
    return world.members(season.bloc)[place - 1]


@kept.once
def person(season, place=MEMBER, name="Trần Thị Mai", position="Phó Vụ trưởng", honorific="ms"):
    """A person of the member at this place."""
    family, middle, given = split_name(name)
    facts = {"family_name": family, "middle_name": middle, "given_name": given, "position": position}
    return people.record(member(season, place), honorific=honorific, title="", **facts, by=None)


@kept.once
def collective(season, place=MEMBER, name="Vụ Tổng hợp"):
    """A collective of the member at this place."""
    return people.form_collective(member(season, place), name=name, by=None)


@kept.once
def nomination(season, place=MEMBER, *, code="head-merit", of=None, by=None, **facts):
    """A nomination of the member at this place: of its person or collective `of`, else of itself.

    An own form without `of` gets a fresh collective. It is put forward in November of the season's year, or
    today when that is still to come, so that a decision may be signed in December.
    """
    chosen = form(code, season)
    if of is None and not chosen.for_agency:
        of = collective(season, place, f"Vụ {Nomination.objects.count() + 1}")
    kind = {None: None, "Collective": "collective", "Person": "person"}[of and type(of).__name__]
    subject = {kind: of} if kind else {}
    year = season.year
    defaults = {
        "ground": Nomination.Ground.MERIT,
        "achievement": "Hoàn thành xuất sắc nhiệm vụ",
        "achieved_from": date(year, 1, 1),
        "achieved_to": date(year, 12, 31),
    }
    with clock.at(min(date(year, 11, 20), clock.today())):
        return nominations.propose(
            season, form=chosen, agency=member(season, place), **subject, **defaults | facts, by=by
        )


def priced(coefficient="1.5", *, code="head-merit", doubled=True):
    """The form with this coefficient of prize money."""
    facts = {"prize_coefficient": Decimal(coefficient), "doubles_for_collectives": doubled}
    AwardForm.objects.filter(code=code).update(**facts)


@kept.once
def quota(
    season, code="head-merit", recipient="collective", *, total=None, per_member=None, source=LETTER, **facts
):
    """The quota of a form."""
    return quotas.set_quota(
        season,
        form(code, season),
        recipient,
        total=total,
        per_member=per_member,
        source=source,
        **facts,
        by=None,
    )


@kept.once
def draft(season, *, number="05", signed_on=SIGNED, by=None, **facts):
    """A draft of an own decision without lines."""
    defaults = {
        "form": form("head-merit", season),
        "signer_name": "Vũ Trọng Lâm",
        "signer_post": "Khối trưởng",
        "place": "Hà Nội",
        "achievement": f"Đã có thành tích xuất sắc trong phong trào thi đua năm {season.year}",
    }
    return decisions.draft(season, number=number, signed_on=signed_on, **defaults | facts, by=by)


@kept.once
def issued_decision(season, nominated=None, *, by=None, **facts):
    """An issued own decision on `nominated`; by default one collective and one person of the third member."""
    if nominated is None:
        nominated = [nomination(season), nomination(season, of=person(season))]
    made = draft(season, by=by, **facts)
    decisions.add(made, nominated, by=by)
    return decisions.issue(made, by=by)


@kept.once
def amending(decision, *, number="09", signed_on=date(2024, 3, 5), by=None):
    """A draft of the decision that changes another one, without changes."""
    facts = {"signer_name": "Vũ Trọng Lâm", "signer_post": "Khối trưởng", "place": "Hà Nội"}
    facts = facts if decision.is_own else {}
    return amendments.draft(decision, number=number, signed_on=signed_on, **facts, by=by)
