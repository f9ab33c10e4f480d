"""The báo cáo thành tích of one nomination as blocks: on the paper of the agency that puts it forward."""

from operator import itemgetter

from awards.models import Nomination, PastAward
from awards.models.catalogue import Recipient
from awards.nominating import reporting
from blocs.papers import abstract
from core.dates import short
from documents.blocks import (
    Column,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    SignatureGrid,
    Signer,
    Table,
    Title,
)
from members import letterheads

AWARDED = (
    Column("Năm", 12, "center"),
    Column("Danh hiệu, hình thức khen thưởng", 44),
    Column("Số, ngày quyết định; cơ quan ban hành", 44),
)
RESULTS, AWARDS = "Thành tích đạt được", "Các hình thức đã được khen thưởng"
NUMERALS = ("I", "II", "III")


def blocks(nomination, day, form):
    """Return the report of a nomination (`named`) on `day` in `form`."""
    season, subject = nomination.season, nomination.person or nomination.collective or nomination.name
    about = f"đề nghị tặng {nomination.form.name} {season.named}"
    head = letterheads.of(nomination.agency_id, form=form, day=day)
    return [
        _letterhead(nomination, head, day),
        Title("Báo cáo thành tích", abstract(about, form)),
        Paragraph(f"{_whom(nomination)}: {subject}", align="center"),
        *(
            block
            for numeral, (heading, said) in zip(NUMERALS, _sections(nomination), strict=False)
            for block in (Heading(heading, number=numeral), *said)
        ),
        SignatureGrid(
            (
                Signer(post=f"Xác nhận của {season.bloc.head_label} {season.bloc.name}"),
                Signer(post=head.signer or "Thủ trưởng đơn vị"),
            ),
            columns=2,
        ),
    ]


def title(nomination):
    """Return what lists and the file call the report."""
    subject = nomination.person or nomination.collective or nomination.name
    return f"Báo cáo thành tích {subject} - {nomination.form.short_name} {nomination.season.label}"


def _letterhead(nomination, head, day):
    *above, own = head.lines.split("\n")
    facts = {"type_code": "BC", "issuer_code": nomination.code, "place": head.place, "day": day}
    return Letterhead(superior="\n".join(above), agency=own, **facts)


def _whom(nomination):
    if nomination.person:
        return f"{nomination.person.get_honorific_display()}"
    return "Tập thể"


def _sections(nomination):
    """Yield (heading, blocks) of each numbered section; what nobody has written is left out."""
    written = [section for section in reporting.sections(nomination) if section.text]
    profile = [section for section in written if section.part == "I"]
    results = [section for section in written if section.part != "I"]
    for section in profile:
        yield section.title, [Paragraph(section.text)]
    if results:
        told = []
        for number, section in enumerate(results, 1):
            told += [Heading(section.title, number=str(number), level=2), Paragraph(section.text)]
        yield RESULTS, told
    yield AWARDS, list(_awarded(nomination))


def _awarded(nomination):
    """What the same subject was granted before, by decisions of this system and in the time before it."""
    kind = nomination.recipient.value
    whose = {kind: getattr(nomination, f"{kind}_id")}
    own = whose if kind != Recipient.AGENCY else whose | {"collective": None, "person": None}
    granted = Nomination.objects.filter(**own, state=Nomination.State.GRANTED)
    granted = granted.filter(season__year__lt=nomination.season.year).select_related(
        "form", "season", "decision_line__decision"
    )
    past = PastAward.objects.filter(**whose, year__lt=nomination.season.year)
    rows = [(row.season.year, _award(row)) for row in granted.order_by("season__year", "pk")]
    rows += [(row.year, _past(row)) for row in past.order_by("year", "pk")]
    if rows:
        yield Table(AWARDED, tuple(row for _, row in sorted(rows, key=itemgetter(0))))
    else:
        yield Paragraph("Chưa có hình thức nào được ghi nhận.")


def _award(row):
    line = getattr(row, "decision_line", None)
    decision = line and line.decision
    said = decision and _said(decision.number, decision.signed_on, decision.authority)
    return Row((row.season.label, row.form.name, said or ""))


def _past(row):
    return Row((str(row.year), row.form_text, _said(row.decision_number, row.decided_on, row.decided_by)))


def _said(number, day, authority):
    numbered = " ".join(part for part in (number, day and f"ngày {short(day)}") if part)
    return "; ".join(part for part in (numbered, authority) if part)
