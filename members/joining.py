"""One person, two records: the second is joined into the first in one act, with all that points to it.

What was written on paper keeps its words. What a room to the right has against it, it says in its own module
`effects` (`@effects.forbidding(Joining)`); what it wants told beforehand, by `@effects.told_of(Joining)`.
"""

from dataclasses import dataclass

from django.db import transaction

from core import belongings, clock, effects, records
from core.rules import RuleError
from core.transitions import move
from members import joined
from members.models import Invitation, Person, Post
from members.naming import Names

OFFERED = 20  # records that the page offers
FOUND_BY = 2  # letters of a name that are searched for


@dataclass(frozen=True)
class Joining:
    """Two records of one person: `gone` is to be joined into `kept`."""

    gone: Person
    kept: Person


@dataclass(frozen=True)
class Foreseen:
    """What joining would do: what moves, what somebody should know, why it is refused (empty: it is not)."""

    moves: list
    notes: list
    refusal: str


def candidates(kept, words, *, by):
    """Return the records that may be this person's second: of the same name, or found by `words`."""
    words = words.strip()
    rows = Person.objects.search(words) if len(words) >= FOUND_BY else Person.objects.namesakes(str(kept))
    rows = rows.visible_to(by).exclude(pk=kept.pk).select_related("agency")
    found, today = list(rows.order_by("sort_key", "pk")[:OFFERED]), clock.today()
    names = Names(person.agency_id for person in found)
    for person in found:
        person.agency.name = names.on(person.agency_id, today)
    return found


def foresee(kept, gone):
    """Return the Foreseen of joining `gone` into `kept`; nothing is written."""
    pair = Joining(gone, kept)
    return Foreseen(
        _moves(pair), [*_notes(pair), *effects.of(pair, clock.today())], next(_refusals(pair), "")
    )


def join(kept, gone, *, reason, by):
    """Join the record `gone` into `kept` with all that points to it; return what moved, in words.

    An account, an open invitation and a personal code pass over when `kept` has none; the same post at the
    same time becomes one. Raises RuleError when it is one record, when both have an account in use or codes
    that differ, and for what a room to the right says.
    """
    with transaction.atomic():
        first, second = sorted((kept, gone), key=lambda person: person.pk)  # all who join lock in one order
        rows = {row.pk: row for row in (joined.hold(first), joined.hold(second))}
        pair = Joining(rows[gone.pk], rows[kept.pk])
        if refusal := next(_refusals(pair), ""):
            raise RuleError(refusal)
        moved = _moves(pair)
        _pass_identity(pair, reason, by)
        for post in pair.gone.posts.select_for_update().order_by("starts_on", "pk"):
            _pass_post(post, pair, reason, by)
        for name, found in belongings.pointing_to(pair.gone):
            for row in found:
                _pass(row, name, pair, reason, by)
    return moved


def _refusals(pair):
    """Yield why the two are not joined, each in a sentence that says what to do."""
    gone, kept = pair.gone, pair.kept
    if gone.pk == kept.pk:
        yield "Hãy chọn một bản ghi khác với bản ghi đang mở."
        return
    if gone.personal_code and kept.personal_code:
        yield (
            f"Hai bản ghi có mã cá nhân khác nhau ({kept.personal_code} và {gone.personal_code}) nên được "
            "coi là hai người. Nếu một mã ghi nhầm, hãy sửa mã ấy trước."
        )
    if gone.user_id and kept.user_id:
        if gone.user.is_active and kept.user.is_active:
            yield (
                f"Cả hai bản ghi đều có tài khoản đang mở ({kept.user.username} và {gone.user.username}). "
                "Một người dùng một tài khoản: hãy khóa tài khoản không dùng nữa rồi gộp lại."
            )
        elif gone.user.is_active:
            yield (
                f"Tài khoản đang mở ({gone.user.username}) thuộc bản ghi sẽ mất. "
                "Hãy giữ bản ghi ấy và gộp bản ghi này vào đó."
            )
    yield from effects.hindrances(pair)


def _notes(pair):
    """Yield what tells the two apart: nothing of it forbids the act."""
    gone, kept = pair.gone, pair.kept
    if gone.search_key != kept.search_key:
        yield f"Họ tên khác nhau: {kept} và {gone}. Chỉ gộp khi chắc chắn là một người."
    if gone.honorific != kept.honorific:
        yield f"Xưng hô khác nhau: {kept.get_honorific_display()} và {gone.get_honorific_display()}."
    if gone.agency_id != kept.agency_id:
        yield (
            f"Hai bản ghi thuộc hai cơ quan: {kept.agency} và {gone.agency}. Sau khi gộp, người này thuộc "
            f"{kept.agency}; những gì đã đề nghị, đã quyết định giữ nguyên cơ quan khi ấy."
        )
    if gone.user_id and kept.user_id:
        yield f"Tài khoản đã khóa {gone.user.username} ở lại với bản ghi cũ và không mở lại được."


def _moves(pair):
    """Name what passes over: "2 chức trách", "tài khoản btc.ha"."""
    gone, kept = pair.gone, pair.kept
    rows = [(found.count(), _noun(found.model)) for _, found in belongings.pointing_to(gone)]
    moves = [f"{count} {noun}" for count, noun in rows if count]
    if gone.user_id and not kept.user_id:
        moves.append(f"tài khoản {gone.user.username}")
    if gone.personal_code:
        moves.append(f"mã cá nhân {gone.personal_code}")
    return moves


def _noun(model):
    return "bản ghi đã gộp trước đó" if model is Person else model._meta.verbose_name


def _pass_identity(pair, reason, by):
    """The joined record lets go of code and account before the kept one takes them."""
    gone, kept = pair.gone, pair.kept
    user = kept.user or gone.user
    facts = {"personal_code": kept.personal_code or gone.personal_code, "user": user}
    for invitation in Invitation.objects.filter(person__in=[gone, kept], state="open").order_by("person"):
        if user or (invitation.person_id == gone.pk and _is_invited(kept)):
            move(invitation, "revoke", by=by)
    left = gone.user if kept.user_id else None
    records.change(gone, joined_into=kept, personal_code="", user=left, by=by, act=joined.ACT, reason=reason)
    records.change(kept, **facts, by=by, act="person.take_in", reason=reason)


def _is_invited(person):
    return person.invitations.filter(state="open").exists()


def _pass_post(post, pair, reason, by):
    """A post passes over; held under both records at the same time, the two become one from first to last."""
    same = Post.objects.filter(person=pair.kept, agency=post.agency_id, kind=post.kind)
    meeting = [row for row in same.select_for_update().order_by("starts_on", "pk") if _meet(row, post)]
    if not meeting:
        records.change(post, person=pair.kept, by=by, act=joined.ACT, reason=reason)
        return
    every, first = [post, *meeting], meeting[0]
    ends = [row.ends_on for row in every]
    facts = {"starts_on": min(row.starts_on for row in every), "ends_on": None if None in ends else max(ends)}
    for row in [post, *meeting[1:]]:
        records.drop(row, by=by, act=joined.ACT, reason=reason)
    records.change(first, **facts, by=by, act=joined.ACT, reason=reason)


def _meet(one, other):
    """Whether two posts share a day."""
    return (one.ends_on is None or one.ends_on >= other.starts_on) and (
        other.ends_on is None or other.ends_on >= one.starts_on
    )


def _pass(row, name, pair, reason, by):
    """Let a row point to the kept record; what that one has already, word for word, goes."""
    facts = records.values(row) | {f"{name}_id": pair.kept.pk}
    del facts["id"]
    if type(row)._base_manager.filter(**facts).exists():
        records.drop(row, by=by, act=joined.ACT, reason=reason)
    else:
        records.change(row, **{name: pair.kept}, by=by, act=joined.ACT, reason=reason)
