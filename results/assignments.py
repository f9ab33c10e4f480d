"""The appraisal shared among persons: by member, by top group of the criteria table, or by both.

Nobody has to be named; what is given to nobody is appraised by everybody with the right on the sheet. What is
given to somebody is written by that person and by the leader of the head agency. The sheet of the head itself
is never part of it: that stays with the deputies. A part whose people have left counts as given to nobody.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import cached_property

from blocs import leadership, phases, seasons
from blocs.models import CriteriaGroup, Season
from core import records
from core.rules import RuleError
from members import acting
from members.models import Person, Post, SuccessionLink
from members.models.successions import heir, taken_over
from results import holds
from results.models import Assignment

OPEN = ("scoring", "appraisal")
LEADER = (Post.Kind.LEADER,)


@dataclass(frozen=True)
class Appraiser:
    """Somebody who may be given a part: staff of the head today, or of a deputy that is asked to help.

    `own` are the agencies the person acts for, whose sheets are never given to it.
    """

    person: Person
    agency: str
    own: frozenset
    helps: bool  # works for a deputy

    @property
    def name(self):
        """As everywhere."""
        return str(self.person)

    @property
    def words(self):
        """The name; of who helps, with the agency."""
        return f"{self.name} ({self.agency})" if self.helps else self.name


class Shares:
    """Who appraises what in one year, now: from its Assignments and the Appraisers by person's key."""

    def __init__(self, season, rows, people):
        self.season, self.rows, self.people = season, rows, people
        self._people_of = {}
        for row in rows:
            self._people_of.setdefault(row.key, []).append(row.person_id)

    @cached_property
    def tops(self):
        """The top groups of the criteria table, in their order; one query when they are asked for."""
        return list(CriteriaGroup.objects.filter(table__season=self.season, parent__isnull=True))

    def holders(self, agency_id, group_id):
        """Return the keys of all persons who were given this part, also of those who have left."""
        if not self.rows or agency_id in leadership.own_of_head(self.season):
            return set()
        keys = {(agency_id, group_id), (agency_id, None), (None, group_id), (None, None)}
        return {person for key in keys for person in self._people_of.get(key, ())}

    def appraisers(self, agency_id, group_id):
        """Return the Appraisers of this part, those of the head first; nobody of the own agency."""
        held = self.holders(agency_id, group_id)
        known = (each for key, each in self.people.items() if key in held)
        return [each for each in known if agency_id not in each.own]

    def named(self, agency_id, criterion):
        """Return the Appraisers of a criterion at this member."""
        return self.appraisers(agency_id, self.group_of(criterion)) if self.rows else []

    def group_of(self, criterion):
        """Return the key of the top group in which a criterion stands."""
        return next((row.pk for row in self.tops if row.path == criterion.path.partition(".")[0]), None)

    def lets(self, user, agency_id, criterion):
        """Whether `user` writes the appraised points of a criterion, given the right on the sheet."""
        named = self.named(agency_id, criterion)
        if any(each.person.user_id == user.pk for each in named):
            return True
        if leadership.leads(user, self.season):
            return not named or acting.acts_for(user, leadership.head_of(self.season), LEADER)
        return agency_id in leadership.own_of_head(self.season)

    def parts_of(self, person_id):
        """Return the keys of the parts that one person was given."""
        return {row.key for row in self.rows if row.person_id == person_id}

    @property
    def gone(self):
        """The persons who were given a part and have left since: {person's key: Person}."""
        return {row.person_id: row.person for row in self.rows if row.person_id not in self.people}


def of(season):
    """Return the Shares of a year. One query while nothing is shared, else a constant number."""
    rows = list(season.assignments.select_related("person"))
    return Shares(season, rows, candidates(season) if rows else {})


def candidates(season):
    """Return {person's key: Appraiser} of all who may be given a part, the head's people first.

    That are the staff of the head and of the deputies today who can sign in.
    """
    takers = SuccessionLink.objects.takers()
    head = heir(leadership.head_of(season), takers)
    deputies = {heir(term.agency_id, takers) for term in season.terms.all()} - {head}
    posts = Post.objects.on().filter(kind__in=acting.STAFF, person__user__is_active=True)
    seated = posts.filter(agency__in={head, *deputies} - {None}).values("person")
    held = {}
    for post in posts.filter(person__in=seated).named().select_related("person").order_by("person", "pk"):
        held.setdefault(post.person, []).append(post)
    found = [_appraiser(person, rows, head, deputies, takers) for person, rows in held.items()]
    found.sort(key=lambda each: (each.helps, each.agency, each.person.sort_key, each.person.pk))
    return {each.person.pk: each for each in found}


def helps(user, sheet):
    """Whether `user`, of a deputy, was asked to appraise something of this member's sheet.

    Read once for the object of the season, as a page asks for every member.
    """
    season = sheet.season
    if not leadership.deputises(user, season):
        return False
    if not hasattr(season, "_shares"):
        season._shares = of(season)
    named = (
        each for top in season._shares.tops for each in season._shares.appraisers(sheet.agency_id, top.pk)
    )
    return any(each.person.user_id == user.pk for each in named)


def own_lines(sheet, lines, *, by):
    """Return those of `lines` whose appraised points `by` writes; the program (None) writes all of them.

    The caller holds the sheet and its criteria table (see `holds`), for which whoever changes the parts
    waits too: they stay as they are read.
    """
    if by is None:
        return list(lines)
    shares = of(sheet.season)
    return [line for line in lines if shares.lets(by, sheet.agency_id, line.criterion)]


def refuse_others(sheet, lines, *, by):
    """Refuse what `by` would write into lines that are somebody else's; held as `own_lines` says."""
    own = own_lines(sheet, lines, by=by)
    locked = [line for line in lines if line not in own]
    if not locked:
        return
    shares = of(sheet.season)
    codes = ", ".join(line.criterion.code for line in locked)
    named = shares.named(sheet.agency_id, locked[0].criterion)
    whose = f"do {', '.join(each.words for each in named)} thẩm định" if named else "không giao cho anh, chị"
    raise RuleError(
        f"Dòng {codes} {whose} nên không sửa được. "
        f"Muốn đổi, hãy đề nghị {sheet.season.bloc.head_label} phân công lại."
    )


def refuse_help(sheet, *, by):
    """Refuse what stays with the head (for its own sheet, with the deputies) whoever helps with the lines."""
    season = sheet.season
    if by and not leadership.leads(by, season) and sheet.agency_id not in leadership.own_of_head(season):
        raise RuleError(f"Điểm thống nhất do {season.bloc.head_label} ghi.")


def assign(season, *, person, parts, shown, by):
    """Give `person` the `parts` and take away those among `shown` (what the page showed) that are not in it.

    A part is (member's key or None for every one, group's key or None). What others gave meanwhile stays.
    Raises RuleError outside scoring and appraisal, for somebody who is no staff of the lead, and for a part
    that is none or the person's own.
    """
    with transaction.atomic():
        now = _open(season)
        held = {row.key: row for row in now.assignments.filter(person=person)}
        begun = sorted(parts - shown - held.keys(), key=lambda part: (part[0] or 0, part[1] or 0))
        if begun:
            _refuse(now, person, begun)
        for agency, group in begun:
            row = Assignment(season=now, person=person, agency_id=agency, group_id=group)
            records.keep(row, by=by, act="appraisal.assign")
        for key in (shown - parts) & held.keys():
            records.drop(held[key], by=by, act="appraisal.unassign")


def _open(season):
    """The season, held until the act is over; no line is judged and no criterion corrected beside it."""
    now = Season.objects.select_for_update(of=("self",)).select_related("bloc").get(pk=season.pk)
    if now.phase not in OPEN:
        raise RuleError(
            "Phân công thẩm định ở bước Tự chấm hoặc Thẩm định; "
            f"năm này đang ở bước {phases.label(now.phase)}."
        )
    holds.refuse_correcting(now, "phân công thẩm định")
    return now


def _refuse(season, person, parts):
    known = candidates(season).get(person.pk)
    if known is None:
        raise RuleError(
            f"{person} không giữ chức trách và tài khoản ở đơn vị {season.bloc.head_label} hoặc "
            f"{season.bloc.deputy_label} nên không giao phần thẩm định được."
        )
    members = {row.agency_id: row.name for row in seasons.members_of(season)}
    groups = set(CriteriaGroup.objects.filter(table__season=season, parent=None).values_list("pk", flat=True))
    own_of_head = leadership.own_of_head(season)
    for agency, group in parts:
        if agency not in {None, *members} or group not in {None, *groups}:
            raise RuleError("Có phần không thuộc năm này. Hãy tải lại trang rồi chọn lại.")
        if agency in own_of_head:
            raise RuleError(
                f"Bảng của {members[agency]} do đơn vị {season.bloc.deputy_label} thẩm định "
                "nên không phân công."
            )
        if agency in known.own:
            raise RuleError(f"{person} làm việc cho {members[agency]} nên không thẩm định đơn vị này.")


def _appraiser(person, posts, head, deputies, takers):
    """The Appraiser of a person with today's posts."""
    at_head = [post for post in posts if post.agency_id == head]
    seat = (at_head or [post for post in posts if post.agency_id in deputies])[0]
    own = frozenset(taken_over({post.agency_id for post in posts}, takers))
    return Appraiser(person, seat.short_name, own, helps=not at_head)
