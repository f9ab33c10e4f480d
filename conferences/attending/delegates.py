"""Who is invited: the people of the member agencies, and guests of other bodies."""

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from blocs import leadership, seasons
from blocs.models import Membership
from conferences.attending import substitutions
from conferences.holding import hold
from conferences.models import Attendance, Conference, DayPresence, Delegate, Substitution
from core import records
from core.rules import RuleError
from members import lifetimes
from members.models import Agency, Post

STATES, ROLES = Conference.State, Delegate.Role
WRITABLE = (STATES.PLANNED, STATES.OPEN)
INVITE = "delegate.invite"


def invite(
    conference, *, full_name, agency=None, body="", title="", position="", role=ROLES.DELEGATE, email="", by
):
    """Put somebody on the list: of a member `agency`, or a guest of another `body`; return the Delegate.

    The second click returns the same one. Raises RuleError for an agency outside the bloc, an office given
    to a guest, a second secretary.
    """
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        delegate = Delegate(conference=conference, agency=agency, body=body, full_name=full_name)
        delegate.title, delegate.position, delegate.role, delegate.email = title, position, role, email
        if same := records.repeated(delegate, by=by, act=INVITE):
            return same
        _refuse_misplaced(delegate)
        return records.keep(delegate, by=by, act=INVITE)


def correct(delegate, *, full_name, agency=None, body="", title="", position="", role, email="", by):
    """Correct who it is or in which capacity; raises as `invite` does, and for who is stood in for.

    Who stands in for another stays with the agency or body of the other.
    """
    facts = {"full_name": full_name, "agency": agency, "body": body}
    facts |= {"title": title, "position": position, "role": role, "email": email}
    with transaction.atomic():
        conference = hold(delegate.conference, *WRITABLE)
        substitutions.refuse_absent(delegate)
        substitutions.refuse_elsewhere(delegate, agency=agency, body=body)
        wanted = Delegate(pk=delegate.pk, conference=conference, **facts)
        _refuse_misplaced(wanted)
        return records.change(delegate, **facts, by=by, act="delegate.correct")


def invite_agency_leads(conference, *, by):
    """Invite, in protocol order, who leads a member agency today; return how many came new.

    Who is on the list already is left as it is.
    """
    with transaction.atomic():
        conference = hold(conference, *WRITABLE)
        known = set(conference.delegates.values_list("agency", "full_name"))
        invited = 0
        for agency, person in _leaders(conference.season):
            if (agency, person.full_name) not in known:
                facts = {"full_name": person.full_name, "title": person.title, "position": person.position}
                delegate = Delegate(conference=conference, agency_id=agency, **facts)
                records.keep(delegate, by=by, act=INVITE)
                invited += 1
    return invited


def remove(delegate, *, by):
    """Take somebody off the list, with the attendance; the second click does nothing.

    Raises RuleError for the chair or the secretary of a conference that is open, and for both people of a
    substitution: that is withdrawn first.
    """
    with transaction.atomic():
        conference = hold(delegate.conference, *WRITABLE)
        found = conference.delegates.filter(pk=delegate.pk).first()
        if found is None:
            return
        _refuse_bound(found)
        if conference.state == STATES.OPEN and found.role in (ROLES.CHAIR, ROLES.SECRETARY):
            raise RuleError(
                f"{found} là {found.get_role_display().lower()} của hội nghị đang họp. "
                "Hãy chuyển tư cách đó cho người khác trước."
            )
        for kind, act in ((DayPresence, "day.undo"), (Attendance, "attendance.undo")):
            for row in kind.objects.filter(delegate=found):
                records.drop(row, by=by, act=act)
        records.drop(found, by=by, act="delegate.remove")


def units(conference):
    """Return the memberships that sit at the conference, in protocol order, named on the standing day.

    Those that count in the year; and when an agency leaves the bloc later in the year, its people still sit
    where they belonged on the day of the conference.
    """
    season = conference.season
    rows = Membership.objects.filter(bloc=season.bloc_id)
    came = rows.on(conference.starts_on).filter(agency__in=conference.delegates.values("agency"))
    counted = rows.on(season.standing_on)
    sit = Q(pk__in=counted.values("pk")) | Q(pk__in=came.values("pk"))
    return rows.filter(sit).order_by("order").named(season.standing_on)


def listed(conference):
    """Return the delegates in the order of a list: members by protocol, the chair first, guests last.

    Each with `place` (in protocol, None for a guest's body), `name` of its agency, `came`, and `mandate`: the
    Substitution by which it sits here, in the place of another who is not listed.
    """
    places = {row.agency_id: place for place, row in enumerate(units(conference))}
    named = conference.delegates.sitting().named(conference.season.standing_on)
    mandates = {row.substitute_id: row for row in Substitution.objects.of(conference)}
    found = list(named.select_related("attendance"))
    for delegate in found:
        delegate.place = places.get(delegate.agency_id)
        delegate.came = getattr(delegate, "attendance", None)
        delegate.mandate = mandates.get(delegate.pk)
    return sorted(found, key=_in_list)


def signing(conference, role):
    """Return the name of who signs as chair or secretary; with several, of the one of the head agency."""
    head = leadership.head_of(conference.season)
    people = [row for row in listed(conference) if row.role == role]
    people.sort(key=lambda row: row.agency_id != head)
    return people[0].full_name if people else ""


def members(season, day):
    """Return the agencies that belong to the season's bloc on `day`, in protocol order, named on that day."""
    held = Membership.objects.filter(bloc=season.bloc_id).on(day)
    return Agency.objects.named(day).filter(memberships__in=held).order_by("memberships__order")


def invited(conference):
    """Return the agencies whose people may be on the list, in protocol order, named on the standing day."""
    held = Membership.objects.filter(bloc=conference.season.bloc_id, agency=OuterRef("pk"))
    place = Subquery(held.order_by("-order").values("order")[:1])
    named = Agency.objects.named(conference.season.standing_on)
    return named.filter(pk__in=_seated(conference)).order_by(place)


def _in_list(row):
    """A substitute stands in the place of the other."""
    stood_for = row.mandate.absent_id if row.mandate else row.pk
    return row.place is None, row.place or 0, list(ROLES.values).index(row.role), stood_for


def _seated(conference):
    """The keys of the agencies that count in the year, and of those on the list that sit by their day."""
    return {row.agency_id for row in units(conference)}


def _leaders(season):
    """Pairs (agency's key, person who leads it today), by protocol, then by name."""
    members = [row.agency_id for row in seasons.members_of(season)]
    holders = lifetimes.holders_of(members)  # who was merged is represented by the leaders of the successor
    held = Post.objects.on().filter(kind=Post.Kind.LEADER, agency__in=set(holders.values()))
    held = held.select_related("person")
    by_agency = {}
    for post in held.order_by("person__sort_key", "person"):
        by_agency.setdefault(post.agency_id, []).append(post.person)
    return [(agency, person) for agency in members for person in by_agency.get(holders[agency], ())]


def _refuse_bound(delegate):
    """Raise RuleError where a substitution hangs on somebody who is to leave the list."""
    substitutions.refuse_absent(delegate)
    if Substitution.objects.filter(substitute=delegate).exists():
        raise RuleError(f"{delegate} đang thay người khác. Hãy hủy ủy quyền thay vì bỏ khỏi danh sách.")


def _refuse_misplaced(delegate):
    season = delegate.conference.season
    if delegate.agency is None:
        if delegate.body and delegate.role != ROLES.GUEST:
            raise RuleError(
                "Chủ trì, thư ký và đại biểu là người của đơn vị thành viên; "
                "người của cơ quan khác ghi là khách mời."
            )
        return
    if delegate.agency_id not in _seated(delegate.conference):
        raise RuleError(
            f"{delegate.agency} không phải thành viên của {season.bloc.word} trong {season.named}."
        )
    if delegate.role == ROLES.SECRETARY:
        others = delegate.conference.delegates.sitting().filter(role=ROLES.SECRETARY).exclude(pk=delegate.pk)
        if other := others.first():
            raise RuleError(f"Hội nghị đã có thư ký là {other}. Hãy sửa tư cách của người đó trước.")
