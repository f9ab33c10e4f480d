"""What the addresses of the honours are about, in the year that is at its conference."""

from datetime import date

from awards.certifying import copies
from awards.designing import drafts
from awards.models import BaseSalary, Certificate, EligibilityRule, Register
from awards.printing import batches, check_sheets, stock
from awards.qualifying import holds
from awards.registering import register_book
from documents import papers
from tests import world
from tests.awards import printed, scene
from tests.security import design_things, dossier_things


def things_of_awards(season):
    """Of the year at its conference: a draft, an issued decision, its certificates in a printed batch."""
    decision = printed.decision(season=season, signed_on=date(2021, 12, 20))
    papers.request(decision.paper, "pdf", by=None)
    certificate = printed.certificates(decision)[0]
    batch = batches.start(decision, mode="full", by=None)
    printed.draw(batch.job)
    sheet = batch.sheets.first()
    batches.preview(certificate, by=None)
    draft = scene.draft(season, number="06", signed_on=date(2021, 12, 21))
    (line,) = scene.decisions.add(draft, [scene.nomination(season)], by=None)
    quota = scene.quota(season, total=3)
    rooms = ("quotas", "nominations", "close", "decisions", "register", "certificates", "award-statistics")
    rooms += ("dossiers", "stock")
    changing = scene.amending(decision)
    change = scene.amendments.revoke(changing, decision.lines.last(), reason="Khai sai", by=None)
    designs = design_things.of(season)
    book = register_book.issue(Register.objects.get(agency=decision.issuing_agency), by=None)
    papers.request(book.book, "pdf", by=None)
    return {f"seasons/<int:pk>/{room}/": season for room in rooms} | {
        "decision-changes/": changing,
        "decision-changes/<int:pk>/lines/": decision.lines.first(),
        "decision-changes/<int:pk>/changes/": change,
        "decisions/<int:pk>/amend/": decision,
        "registers/": book,
        "base-salaries/": BaseSalary.objects.latest("valid_from"),
        "award-forms/": scene.form("pm-merit", season),
        "quotas/": quota,
        "member-quotas/": scene.quotas.set_member(
            quota, scene.member(season), number=2, source="Ý kiến của Khối trưởng", by=None
        ),
        **_things_of_eligibility(season),
        **dossier_things.of(season),
        **designs,
        "nominations/": scene.nomination(season, code="government-flag"),
        "decisions/": draft,
        "decisions/<int:pk>/lines/": line,
        "decisions/<int:pk>/papers/": decision,
        "decisions/<int:pk>/certificates/": decision,
        **_things_of_paper(decision, certificate),
        "certificates/": certificate,
        "certificates/<int:pk>/ground/": _in_own_design(decision, designs["certificate-designs/"]),
        "batches/": batch,
        "piles/": scene.member(season),
        "printers/": printed.printer(decision),
        "printed/": sheet,
        "reprints/": batches.reprint(sheet, reason="Kẹt giấy", by=None),
    }


def _in_own_design(decision, design):
    """Another certificate of the decision, as if it had been issued in the design of the agency."""
    other = printed.certificates(decision)[1]
    Certificate.objects.filter(pk=other.pk).update(design=drafts.published(design).key)
    return other


def _things_of_paper(decision, certificate):
    """The ledger of the decision with its sheet to check by, a copy, a kind of phôi with its first entry."""
    papers.request(check_sheets.issue(decision, by=None).paper, "pdf", by=None)
    facts = {"name": "Phôi A4", "count": 40, "on": decision.signed_on, "note": "Nhận từ Văn phòng"}
    phoi = stock.open_kind(decision.issuing_agency, **facts, by=None)
    return {
        "decisions/<int:pk>/ledger/": decision,
        "decisions/<int:pk>/check-sheet/": decision,
        "copies/": copies.issue(certificate, receiver="Văn thư", reason="Lưu hồ sơ", by=None),
        "stock/": phoi,
        "stock-entries/": phoi.entries.get(),
    }


def _things_of_eligibility(season):
    """A rule of everybody, a pause of the second member."""
    facts = {"kind": "inspection", "reason": "Thanh tra", "source": "CV 1", "starts_on": world.LONG_AGO}
    hold = holds.add(world.members(season.bloc)[1], **facts, by=None)
    rule = EligibilityRule.objects.on().first()
    return {"award-rules/": rule, "seasons/<int:pk>/holds/": season, "holds/": hold}
