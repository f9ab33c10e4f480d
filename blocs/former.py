"""Who led in the years before the system: told by the managing body, with the source it is known from."""

from django.db import transaction

from blocs.models import Bloc, FormerTerm, Term
from core import clock, records
from core.rules import RuleError
from members.models import Agency

PLACES = Term.Place


def record(bloc, *, year, head, standing_deputy=None, deputies=(), source, by):
    """Write who led the bloc in `year`, in place of what was told before; it gives no rights.

    Raises RuleError for a year that has a season here or has not begun, and when an agency is named twice.
    """
    chosen = [(head, PLACES.HEAD)]
    chosen += [(standing_deputy, PLACES.STANDING_DEPUTY)] if standing_deputy else []
    chosen += [(agency, PLACES.DEPUTY) for agency in deputies]
    if len({agency.pk for agency, _ in chosen}) < len(chosen):
        raise RuleError("Một đơn vị chỉ giữ một vị trí lãnh đạo trong năm. Hãy chọn các đơn vị khác nhau.")
    with transaction.atomic():
        bloc = Bloc.objects.select_for_update().get(pk=bloc.pk)
        _refuse_year(bloc, year)
        for term in bloc.former_terms.filter(year=year):
            records.drop(term, by=by, act="former_term.rewrite")
        for rank, (agency, post) in enumerate(chosen, 1):
            term = FormerTerm(bloc=bloc, year=year, agency=agency, post=post, rank=rank, source=source)
            records.keep(term, by=by, act="former_term.record")
    return year


def forget(bloc, *, year, by):
    """Take a year off that was entered by mistake; the second click finds nothing and does nothing."""
    with transaction.atomic():
        bloc = Bloc.objects.select_for_update().get(pk=bloc.pk)
        for term in bloc.former_terms.filter(year=year):
            records.drop(term, by=by, act="former_term.forget")


def candidates(bloc):
    """Return the agencies that are or were members, by name: those that may have led."""
    return Agency.objects.named().filter(pk__in=bloc.memberships.values("agency"))


def told(bloc, year):
    """Return what was told of `year` as the form takes it; empty when nothing was."""
    terms = list(bloc.former_terms.filter(year=year))
    if not terms:
        return {}
    facts = {term.post: term.agency_id for term in terms if term.post != PLACES.DEPUTY}
    deputies = [term.agency_id for term in terms if term.post == PLACES.DEPUTY]
    return facts | {"deputies": deputies, "source": terms[0].source, "year": year}


def years(bloc):
    """Return the terms told of each year, {year: its terms}, the latest first."""
    found = {}
    for term in bloc.former_terms.named(clock.today()).select_related("bloc"):
        found.setdefault(term.year, []).append(term)
    return found


def _refuse_year(bloc, year):
    if bloc.seasons.filter(year=year).exists():
        raise RuleError(
            f"Năm {year} đã mở trong phần mềm. Lãnh đạo của năm đó ghi tại trang quy định của năm."
        )
    if year > clock.today().year:
        raise RuleError(f"Năm {year} chưa tới. Ở đây chỉ ghi lãnh đạo của các năm trước.")
