"""Agencies: founded, renamed on a date, corrected where there was a slip."""

from django.db import transaction

from core import records, text
from core.dates import short
from core.rules import RuleError
from members.models import Agency, AgencyName


def found(*, name, short_name, code, valid_from, kind, place, superior="", by):
    """Enter a new agency with its first name (used from `valid_from`) and return it."""
    with transaction.atomic():
        agency = Agency(kind=kind, place=place, superior=superior, sort_key=text.title_key(name))
        records.keep(agency, by=by, act="agency.found")
        _keep_name(agency, name=name, short_name=short_name, code=code, valid_from=valid_from, by=by)
    return agency


def rename(agency, *, name, short_name, code, valid_from, by):
    """Give the agency a new name from `valid_from` on; everything before keeps the old one.

    Raises RuleError when the new name would begin before the latest one.
    """
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.pk)
        latest = agency.names.latest("valid_from")
        if valid_from <= latest.valid_from:
            day = short(latest.valid_from)
            raise RuleError(f"Tên mới phải dùng từ sau ngày {day}, là ngày tên “{latest.name}” bắt đầu.")
        _keep_name(agency, name=name, short_name=short_name, code=code, valid_from=valid_from, by=by)
        records.change(agency, sort_key=text.title_key(name), by=by, act="agency.resort")
    return agency


def correct_name(row, *, name, short_name, code, valid_from, by):
    """Mend a slip in one of an agency's names (an AgencyName); papers already issued keep what they show.

    Raises RuleError when the names would change their order.
    """
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(pk=row.agency_id)
        for other in agency.names.exclude(pk=row.pk):
            if (other.valid_from < row.valid_from) != (other.valid_from < valid_from):
                raise RuleError(
                    f"Ngày này làm đổi thứ tự các tên: tên “{other.name}” dùng từ {short(other.valid_from)}."
                )
        facts = {"name": name, "short_name": short_name, "code": code, "valid_from": valid_from}
        records.change(row, **facts, by=by, act="agency.correct_name")
        latest = agency.names.latest("valid_from")
        records.change(agency, sort_key=text.title_key(latest.name), by=by, act="agency.resort")
    return row


def correct(agency, *, kind, place, superior, by):
    """Correct what is not dated: kind, place name and the superior line of papers."""
    return records.change(agency, kind=kind, place=place, superior=superior, by=by, act="agency.correct")


def _keep_name(agency, *, by, **facts):
    return records.keep(AgencyName(agency=agency, **facts), by=by, act="agency.name")
