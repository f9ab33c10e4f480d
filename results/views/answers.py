"""What the pages of this room share: one saved cell as an answer, and a grid of groups and rows."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from blocs import tree
from blocs.models import CriteriaGroup
from core.inputs import is_key
from core.rules import RuleError
from members.models import Agency
from results.cells import StaleCell

EVERY = CriteriaGroup.Kind.values
SOMEBODY_ELSE = (
    "Trình duyệt này đang đăng nhập bằng tài khoản khác. Hãy đăng nhập lại bằng tài khoản của bạn."
)


def cell(request, act, **more):
    """Carry out `act(version)` for one typed cell and answer in JSON.

    200 {"version", ...more()}; 401 when the page was opened by another account (header X-User);
    409 {"sentence", "value", "version"} when somebody was faster;
    422 {"sentence"} when the rule refuses. Nothing typed is lost: the page keeps it in the cell.
    `values`, when among `more`, gives the texts of the row's cells by name; a 409 carries them too.
    """
    if is_stranger(request):
        return refuse_account()
    try:
        version = act(version_of(request.POST.get("version", "")))
    except StaleCell as stale:
        facts = {"sentence": str(stale), "value": stale.shown, "version": stale.version}
        if "values" in more:
            facts["values"] = more["values"]()
            facts["value"] = facts["values"].get(request.POST.get("cell", ""), stale.shown)
        return JsonResponse(facts, status=409)
    except RuleError as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    except ValidationError as refusal:
        return JsonResponse({"sentence": " ".join(refusal.messages)}, status=422)
    return JsonResponse({"version": version, **{name: make() for name, make in more.items()}})


def refused_page(request, refused, act, page):
    """Carry out `act()`, which says what it did, once what was typed with it is written; return None then.

    After a refusal return `page(refused)`: the grid with all that was typed; `refused` are the lines that
    could not be written.
    """
    if refused:
        messages.error(request, f"Chưa lưu được {len(refused)} dòng; lý do ghi dưới từng dòng.")
        return page(refused)
    try:
        messages.success(request, act())
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return page(refused)
    return None


def is_stranger(request):
    """Whether the page that sends was opened by another account than the one that is signed in now."""
    return request.headers.get("X-User", str(request.user.pk)) != str(request.user.pk)


def refuse_account():
    """The answer to a stranger: the cells wait in the browser for their own account."""
    return JsonResponse({"sentence": SOMEBODY_ELSE}, status=401)


@dataclass(frozen=True)
class Band:
    """One line of a grid in a top group: a `row`, or the `head` or `sum` of a group in it; `depth` from 1."""

    kind: str
    depth: int
    item: object


def laid_out(node, row, group, depth=1):
    """Yield the Bands of what stands in a group of the criteria tree.

    `row` makes the item of a criterion (None: it is not shown), `group` that of a group.
    """
    for child in node.children:
        if child.is_group:
            yield Band("head", depth, group(child.row))
            yield from laid_out(child, row, group, depth + 1)
            yield Band("sum", depth, group(child.row))
        elif (item := row(child.row)) is not None:
            yield Band("row", depth, item)


def grid(table, row, kinds=EVERY):
    """Return [(top group, [Band])] of a table; `row` makes the item of a criterion."""
    return [
        (node.row, list(laid_out(node, row, lambda group: group)))
        for node in tree.of(table)
        if node.row.kind in kinds
    ]


def posted_agency(request):
    """Return the agency a form names by its id; 404 for anything that is none."""
    text = request.POST.get("agency", "")
    return get_object_or_404(Agency, pk=text if is_key(text) else None)


def refuse_stranger(user, paper, predicate):
    """Raise PermissionDenied unless `predicate(user, paper)`; for acts that make `paper` first."""
    if not predicate(user, paper):
        raise PermissionDenied


def version_of(text):
    """Read the version a page sends with a cell. Raises RuleError for anything but a number."""
    try:
        return int(text)
    except ValueError:
        raise RuleError("Trang đã cũ. Hãy tải lại trang rồi nhập tiếp.") from None
