"""Agencies: founded, renamed on a date, corrected where there was a slip."""

from django.db import transaction

from core import records, text
from core.dates import short
from core.rules import RuleError
from members.models import Agency, AgencyName


def found(*, name, short_name, code, valid_from, by, **facts):
    """Enter a new agency with its first name (used from `valid_from`) and return it.

    `facts` are what is not dated: kind, place and, where known, superior, province, address, phone, email.
    """
    with transaction.atomic():
        agency = Agency(sort_key=text.title_key(name), **facts)
        records.keep(agency, by=by, act="agency.found")
        _keep_name(agency, name=name, short_name=short_name, code=code, valid_from=valid_from, by=by)
    return agency


def take_name(agency, *, name, short_name, code, valid_from, brought_by, by):
    """Give the agency a new name from `valid_from` on (part of `successions.rename`); who signs stays.

    Raises RuleError when the new name would begin before the latest one.
    """
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.pk)
        refuse_early_name(agency, valid_from)
        latest = agency.names.latest("valid_from")
        signers = {"party_signer": latest.party_signer, "state_signer": latest.state_signer}
        facts = {"name": name, "short_name": short_name, "code": code, "valid_from": valid_from}
        _keep_name(agency, **facts, **signers, brought_by=brought_by, by=by)
        records.change(agency, sort_key=text.title_key(name), by=by, act="agency.resort")
    return agency


def refuse_early_name(agency, valid_from):
    """Raise RuleError when a new name would begin before the latest one."""
    latest = agency.names.latest("valid_from")
    if valid_from <= latest.valid_from:
        day = short(latest.valid_from)
        raise RuleError(f"Tên mới phải dùng từ sau ngày {day}, là ngày tên “{latest.name}” bắt đầu.")


def lose_name(row, *, by):
    """Take away a name whose act is cancelled; the one before it counts again."""
    agency = row.agency
    records.drop(row, by=by, act="agency.lose_name")
    latest = agency.names.latest("valid_from")
    records.change(agency, sort_key=text.title_key(latest.name), by=by, act="agency.resort")


def head_papers(row, *, by, **lines):
    """Set what papers show while the agency goes by this name: heading and signer in either form."""
    return records.change(row, **lines, by=by, act="agency.head_papers")


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
        if row.brought_by:
            records.change(row.brought_by, happens_on=valid_from, by=by, act="succession.correct")
        latest = agency.names.latest("valid_from")
        records.change(agency, sort_key=text.title_key(latest.name), by=by, act="agency.resort")
    return row


def correct(agency, *, by, **facts):
    """Correct what is not dated: kind, place name, superior line of papers, province, contacts."""
    return records.change(agency, **facts, by=by, act="agency.correct")


def _keep_name(agency, *, by, **facts):
    return records.keep(AgencyName(agency=agency, **facts), by=by, act="agency.name")
