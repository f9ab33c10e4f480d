"""What stands before a view: which methods it answers and who may call it. Closed by default.

    @writes
    @allowed(can_submit, ScoreSheet)
    def sheet_submit(request, sheet): ...

A test walks the URLconf and fails for a view that lacks either word.
"""

from functools import wraps
from threading import get_ident

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.shortcuts import redirect, render

from core import admissions
from core.rules import RuleError

KEPT = {  # what a browser may keep: no page once its reader has signed out, but a form half filled in
    "reads": "private, no-store",
    "writes": "private, no-store",
    "edits": "private, no-cache",
}
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "TRUNCATE")


class WriteInReadError(Exception):
    """A view tried to change the database while answering a GET."""


def reads(view):
    """Answer GET and HEAD; a write to the database is an error."""
    return _guard(_looking(view), "reads", ["GET", "HEAD"])


def writes(view):
    """Answer POST only: the view calls one act."""
    return _guard(view, "writes", ["POST"])


def edits(view):
    """A page with a form: GET shows it (and cannot write), POST carries it out."""
    looking = _looking(view)

    @wraps(view)
    def inner(request, *args, **kwargs):
        return (view if request.method == "POST" else looking)(request, *args, **kwargs)

    return _guard(inner, "edits", ["GET", "HEAD", "POST"])


def tries(view):
    """A sandbox: GET shows it, POST tries something out, and a write to the database is an error in both."""
    return _guard(_looking(view), "edits", ["GET", "HEAD", "POST"])


def allowed(predicate, model=None, seen=None, *, kept=None):
    """Let in whom `predicate` lets in.

    With `model`, the URL's `pk` is fetched from `model.objects.visible_to(user)` (404 for a stranger's
    object), `predicate(user, obj)` is asked (403) and the view gets the object in place of `pk`. Where
    another row stands for that of an old link by now (the queryset's `standing_for`), it leads on to that.
    A view that is called with every key fetches it by `seen(pk, user)`: the same row, or None, in less time.
    `kept`, for what a whole hall asks again and again: that a row is visible is asked twice a minute
    (core.admissions); the row itself is read anew each time, by this Prepared question for its `pk`.
    """

    def decorate(view):
        @wraps(view)
        def inner(request, *args, pk=None, **kwargs):
            if model is None:
                found = ()
                if pk is not None:
                    kwargs["pk"] = pk
            else:
                row = seen(pk, request.user) if seen else _row(request.user, model, pk, kept)
                if row is None:
                    return _led_on(request, model.objects.visible_to(request.user), pk)
                found = (row,)
            if not predicate(request.user, *found):
                raise PermissionDenied
            return view(request, *found, *args, **kwargs)

        inner.right = predicate
        return inner

    return decorate


def anyone(user):
    """Everybody who is signed in."""
    return user.is_authenticated


def public(view):
    """Let in people without an account; the view itself shows only what anyone may see."""
    opened = login_not_required(view)
    opened.right = public
    return opened


def _row(user, model, pk, kept):
    """The row of the address, or None; that it is visible may be known from a moment ago."""
    known = admissions.of(user, model, pk) if kept else None
    if known and known.stands:
        return kept.one(pk=pk)
    row = model.objects.visible_to(user).filter(pk=pk).first()
    if known and row:
        known.note()
    return row


def _led_on(request, rows, pk):
    """Lead an old link to the row that stands for it; an act is refused there, a stranger finds nothing."""
    heir = rows.standing_for(pk) if hasattr(rows, "standing_for") else None
    if heir is None:
        raise Http404
    if request.method == "POST":
        raise RuleError(f"Bản ghi này đã gộp vào {heir}. Hãy mở bản ghi ấy rồi làm lại.")
    match = request.resolver_match
    return redirect(match.view_name, **match.kwargs | {"pk": heir.pk})


def _guard(view, kind, methods):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method not in methods:
            return _not_this_way(request, methods)
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", KEPT[kind])
        return response

    guarded.kind = kind
    guarded.right = getattr(view, "right", None)
    guarded.login_required = getattr(view, "login_required", True)
    return guarded


def _not_this_way(request, methods):
    """Somebody opened the address of an act, which only takes what a button sends."""
    refusal = render(request, "405.html", status=405)
    refusal.headers["Allow"] = ", ".join(methods)
    return refusal


def _looking(view):
    @wraps(view)
    def inner(request, *args, **kwargs):
        with connection.execute_wrapper(_refuser(get_ident())):
            return view(request, *args, **kwargs)

    return inner


def _refuser(thread):
    """Refuse what this thread writes; the browser tests' server lends one connection to all its threads."""

    def refuse(execute, sql, params, many, context):
        if get_ident() == thread and sql.lstrip(" (").upper().startswith(WRITING):
            raise WriteInReadError(sql[:120])
        return execute(sql, params, many, context)

    return refuse
