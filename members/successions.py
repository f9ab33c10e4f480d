"""Agencies merge, split, take a new name or come to an end, each on a day and by a decision.

What is dated stays as it was: names, papers, places, honours. Posts move with the act; what later rooms hold
(memberships, terms) follows by their own acts, which the desk lists.
"""

from django.db import transaction

from core import clock, effects, records
from core.dates import short
from core.rules import RuleError
from members import agencies, lifetimes, posts
from members.models import Agency, Succession, SuccessionLink

KINDS = Succession.Kind


def merge(predecessors, *, into, happens_on, by, **decision):
    """Merge agencies into `into`, which may be one of them or another; it takes over their open work.

    `decision` holds decision (its number), decided_on, authority, note; as in every act below. Raises
    RuleError as `foresee_merge` does. Returns the Succession.
    """
    links = _merged(predecessors, into)
    return _carry_out(KINDS.MERGE, links, happens_on, by, decision)


def split(agency, *, into, taker=None, happens_on, by, **decision):
    """Split an agency into the agencies `into`; `taker`, one of them, takes over its open work.

    Without a taker the agency goes on and keeps its work: only parts of it were given away.
    """
    links = _split(agency, into, taker)
    return _carry_out(KINDS.SPLIT, links, happens_on, by, decision)


def dissolve(agency, *, happens_on, by, **decision):
    """End an agency that nobody follows. Its posts end; its papers and places stay."""
    return _carry_out(KINDS.DISSOLVE, [(agency, None, False)], happens_on, by, decision)


def rename(agency, *, name, short_name, code, happens_on, by, **decision):
    """Give the agency a new name from `happens_on` on; everything before keeps the old one.

    Raises RuleError when the new name would begin before the latest one, or the agency has ended by then.
    """
    with transaction.atomic():
        _hold([agency])
        lifetimes.refuse_ended(agency, happens_on)
        act = Succession(kind=KINDS.RENAME, happens_on=happens_on, **decision)
        records.keep(act, by=by, act="succession.rename")
        agencies.take_name(
            agency, name=name, short_name=short_name, code=code, valid_from=happens_on, brought_by=act, by=by
        )
    return act


def foresee_merge(predecessors, *, into, happens_on, **_):
    """Return [(predecessor, what the merger touches)] or raise RuleError with what speaks against it."""
    return _foresee(_merged(predecessors, into), happens_on)


def foresee_split(agency, *, into, taker=None, happens_on, **_):
    """As `foresee_merge`, for a split."""
    return _foresee(_split(agency, into, taker), happens_on)


def foresee_dissolve(agency, *, happens_on, **_):
    """As `foresee_merge`, for an end."""
    return _foresee([(agency, None, False)], happens_on)


def foresee_rename(agency, *, happens_on, **_):
    """As `foresee_merge`, for a new name."""
    lifetimes.refuse_ended(agency, happens_on)
    agencies.refuse_early_name(agency, happens_on)
    return [(agency, effects.of(agency, happens_on))]


def correct(succession, *, by, **decision):
    """Mend a slip in what is said of the decision; day and agencies stay."""
    return records.change(succession, **decision, by=by, act="succession.correct")


def cancel(succession, *, reason, by):
    """Undo an act that was entered wrongly; posts and names are as before.

    Raises RuleError when something follows from it already, here or in a later room.
    """
    with transaction.atomic():
        links = list(succession.links.select_related("predecessor", "successor"))
        names = list(succession.names.select_related("agency"))
        _hold([*_involved(_as_facts(links)), *(name.agency for name in names)])
        succession = Succession.objects.select_for_update().filter(pk=succession.pk).first()
        if succession is None:
            raise RuleError(records.GONE)
        if hindrances := cancelling_hindered_by(succession):
            raise RuleError(f"Không hủy được vì đã có việc tiếp theo: {'; '.join(hindrances)}.")
        for link in links:
            if link.takes_over or link.successor is None:
                posts.give_back(link.predecessor, frm=link.successor, on=succession.happens_on, by=by)
            records.drop(link, by=by, act="succession.unlink", reason=reason)
        for name in names:
            agencies.lose_name(name, by=by)
        records.drop(succession, by=by, act="succession.cancel", reason=reason)


def cancelling_hindered_by(succession):
    """Return, in words, what follows from the act already; empty while it may be cancelled."""
    found = []
    for link in succession.links.select_related("successor"):
        if link.takes_over and link.successor.end:
            found.append(f"{link.successor} cũng đã được sáp nhập hoặc kết thúc")
    for name in succession.names.select_related("agency"):
        if name.agency.names.filter(valid_from__gt=name.valid_from).exists():
            found.append(f"{name.agency} đã mang tên mới hơn")
    return found + effects.of(succession, clock.today())


def _merged(predecessors, into):
    return [(agency, into, True) for agency in predecessors if agency != into]


def _split(agency, into, taker):
    if taker is not None and taker != agency and taker not in into:
        raise RuleError("Cơ quan nhận việc còn mở phải là một trong những cơ quan được chia ra.")
    return [(agency, successor, successor == taker) for successor in into if successor != agency]


def _carry_out(kind, links, happens_on, by, decision):
    """The act itself: checked under the locks of all agencies, written, and the posts moved with it."""
    with transaction.atomic():
        _hold(_involved(links))
        _refuse(links, happens_on)
        act = Succession(kind=kind, happens_on=happens_on, **decision)
        records.keep(act, by=by, act=f"succession.{kind}")
        for predecessor, successor, takes_over in links:
            link = SuccessionLink(
                succession=act, predecessor=predecessor, successor=successor, takes_over=takes_over
            )
            records.keep(link, by=by, act="succession.link")
        for predecessor, successor, takes_over in links:
            if takes_over or successor is None:
                _move_posts(predecessor, successor, happens_on, by)
    return act


def _move_posts(predecessor, successor, on, by):
    """Posts go to who takes over, and on to who has taken over from that one since."""
    if successor is None:
        posts.end_all(predecessor, on=on, by=by)
        return
    posts.pass_on(predecessor, to=successor, on=on, by=by)
    if further := SuccessionLink.objects.ending().filter(predecessor=successor).first():
        _move_posts(successor, further.successor, further.succession.happens_on, by)


def _foresee(links, happens_on):
    _refuse(links, happens_on)
    touched = {predecessor: effects.of(predecessor, happens_on) for predecessor, _, _ in links}
    return list(touched.items())


def _refuse(links, happens_on):
    if not links:
        raise RuleError("Hãy chọn ít nhất một cơ quan khác với cơ quan này.")
    if len({(one.pk, other and other.pk) for one, other, _ in links}) < len(links):
        raise RuleError("Một cơ quan được ghi hai lần. Mỗi cơ quan chỉ chọn một lần.")
    ending = {one for one, other, takes_over in links if takes_over or other is None}
    for agency in _involved(links):
        _refuse_before_first_name(agency, happens_on)
        if agency not in ending:
            lifetimes.refuse_ended(agency, happens_on)
    for agency in ending:
        _refuse_second_end(agency)
        _refuse_later_life(agency, happens_on)


def _refuse_before_first_name(agency, day):
    first = agency.names.earliest("valid_from").valid_from
    if day < first:
        raise RuleError(
            f"Danh mục chỉ có {agency} từ ngày {short(first)}. "
            "Hãy chọn ngày từ đó trở đi, hoặc sửa ngày bắt đầu của tên trước."
        )


def _refuse_second_end(agency):
    if ending := SuccessionLink.objects.ending().filter(predecessor=agency).first():
        act = ending.succession
        raise RuleError(
            f"{agency} đã kết thúc từ ngày {short(act.happens_on)} theo {act.decision}. "
            "Nếu việc đó ghi nhầm, hãy hủy việc đó trước."
        )


def _refuse_later_life(agency, day):
    """An agency that ends on `day` can neither begin, nor be named, nor take anything over after it."""
    latest = agency.names.latest("valid_from")
    if latest.valid_from >= day:
        raise RuleError(
            f"{agency} mang tên “{latest.name}” từ ngày {short(latest.valid_from)}. "
            "Ngày kết thúc phải sau ngày đó."
        )
    later = SuccessionLink.objects.filter(successor=agency, succession__happens_on__gte=day)
    if later := later.select_related("predecessor", "succession").first():
        raise RuleError(
            f"{agency} nhận việc của {later.predecessor} từ ngày {short(later.succession.happens_on)}, "
            "nên không thể kết thúc trước hoặc trong ngày đó."
        )


def _hold(involved):
    """Lock the agencies until the act is over, always in the same order."""
    keys = {agency.pk for agency in involved}
    list(Agency.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _involved(links):
    """Every agency of the links once, the predecessors first."""
    return list(dict.fromkeys([one for one, _, _ in links] + [other for _, other, _ in links if other]))


def _as_facts(links):
    return [(link.predecessor, link.successor, link.takes_over) for link in links]
