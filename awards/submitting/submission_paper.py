"""The tờ trình of a dossier and its list, as blocks in Party or State form.

Contents of a tờ trình: Nghị định 152/2025/NĐ-CP, Điều 33 khoản 11 (bases; content, form, achievement;
opinions of bodies concerned; appraisal of subject, conditions, dossier). What is not recorded is not said.
"""

from awards.cataloguing import bases
from awards.models.catalogue import Recipient
from awards.submitting import dossiers, handed_over, opinions
from blocs.papers import abstract, founding_basis, letterhead, signer
from core.dates import short
from core.numbers import percent
from documents.blocks import (
    Basis,
    Column,
    Heading,
    Paragraph,
    Recipients,
    Row,
    Signature,
    Span,
    Table,
    Title,
)

GREETINGS = {"party": "Kính trình: ", "state": "Kính gửi: "}
VOTES = (
    Column("TT", 7, "center"),
    Column("Tập thể, cá nhân", 53),
    Column("Số phiếu đồng ý", 20, "center"),
    Column("Tỷ lệ", 20, "center"),
)
LIST = (
    Column("TT", 7, "center"),
    Column("Tập thể, cá nhân", 29),
    Column("Tóm tắt thành tích", 42),
    Column("Thời gian lập thành tích", 22, "center"),
)
NUMERALS = ("I", "II", "III", "IV", "V")


def blocks(dossier, cases, day):
    """Return the tờ trình of a dossier for its `cases` (from `dossiers.nominations_of`) on `day`."""
    season, form = dossier.season, dossier.written_in
    sections = (
        ("Quá trình xét", list(_process(dossier, cases))),
        ("Nội dung đề nghị", list(_request(dossier, cases))),
        ("Ý kiến của các cơ quan liên quan", list(_opinions(cases))),
        ("Nhận xét, thẩm định", list(_appraisal(dossier, cases))),
    )
    told = [(title, said) for title, said in sections if said]
    return [
        letterhead(season, type_code="TTr", day=day, form=form),
        Title("Tờ trình", abstract(f"đề nghị tặng {dossier.form.name} {season.named}", form)),
        addressed(dossier.addressee, form),
        Basis(tuple(f"Căn cứ {text}" for text in bases.on(day))),
        *founding_basis(season.bloc),
        *(
            block
            for numeral, (title, said) in zip(NUMERALS, told, strict=False)
            for block in (Heading(title, number=numeral), *said)
        ),
        Paragraph(f"{season.bloc.name} kính đề nghị {dossier.addressee} xem xét."),
        Signature(
            signer(season, day=day), Recipients(("Như trên", str(season.bloc.managing_body)), archive="")
        ),
    ]


def list_blocks(dossier, cases, day):
    """Return the list of a dossier: collectives, then persons, with achievement and its time."""
    season, form = dossier.season, dossier.written_in
    persons = [case for case in cases if case.recipient == Recipient.PERSON]
    collectives = [case for case in cases if case.recipient != Recipient.PERSON]
    parts = [row for row in ((collectives, "Tập thể"), (persons, "Cá nhân")) if row[0]]
    return [
        letterhead(season, day=day, form=form),
        Title("Danh sách", abstract(f"đề nghị tặng {dossier.form.name} {season.named}", form)),
        Paragraph((Span(f"(Kèm theo Tờ trình của {season.bloc.name})", italic=True),), align="center"),
        *(
            block
            for numeral, (rows, title) in zip(NUMERALS, parts, strict=False)
            for block in (Heading(title, number=numeral), Table(LIST, tuple(_listed(rows))))
        ),
        Signature(signer(season, day=day)),
    ]


def addressed(name, form):
    """Return the line that names to whom a paper goes: "Kính trình" in Party form, else "Kính gửi"."""
    return Paragraph((Span(GREETINGS[form], italic=True), Span(name)), align="center")


def described(case):
    """Return who is put forward with post and agency, as lists have it."""
    if case.person:
        parts = (f"{case.person.get_honorific_display()} {case.person}", case.person.position, case.name)
        return ", ".join(part for part in parts if part)
    return f"{case.collective}, {case.name}" if case.collective else case.name


def counted(cases):
    """Return how many are put forward, in words: "02 tập thể và 01 cá nhân"."""
    persons = sum(case.recipient == Recipient.PERSON for case in cases)
    counts = ((len(cases) - persons, "tập thể"), (persons, "cá nhân"))
    return " và ".join(f"{count:02d} {what}" for count, what in counts if count)


def _process(dossier, cases):
    for paper in handed_over.of(dossier.season):
        yield Paragraph(f"Ngày {short(paper.met_on)}: {paper.name}.")
    voted = [case for case in cases if case.votes is not None]
    if acclaimed := [dossiers.name_of(case) for case in cases if case.votes is None and case.is_supported]:
        yield Paragraph(f"Biểu quyết nhất trí thông qua: {', '.join(acclaimed)}.")
    if voted:
        yield Paragraph("Kết quả biểu quyết, bỏ phiếu:")
        yield Table(VOTES, tuple(_voted(place, case) for place, case in enumerate(voted, 1)))


def _voted(place, case):
    share = percent(case.votes, case.votes_base)
    return Row((str(place), dossiers.name_of(case), f"{case.votes}/{case.votes_base}", share))


def _request(dossier, cases):
    yield Paragraph(
        f"{dossier.season.bloc.name} đề nghị tặng {dossier.form.name} {dossier.season.named} cho "
        f"{counted(cases)} (danh sách và báo cáo thành tích kèm theo):"
    )
    for place, case in enumerate(cases, 1):
        yield Paragraph(f"{place}. {described(case)}.")


def _opinions(cases):
    asked = opinions.of(cases)
    for case in cases:
        for row in asked[case.pk]:
            about = f"{row.asked_of} về {dossiers.name_of(case)}"
            if row.answered_on is None:
                yield Paragraph(f"{about}: đã hỏi ngày {short(row.asked_on)}, chưa có trả lời.")
                continue
            note = f": {row.note.rstrip('.')}" if row.note else ""
            yield Paragraph(
                f"{about}: {row.get_answer_display().lower()}{note} (trả lời ngày {short(row.answered_on)})."
            )


def _appraisal(dossier, cases):
    if dossier.appraisal:
        yield Paragraph(dossier.appraisal)
    checked = sum(case.checked_at is not None for case in cases)
    if checked:
        yield Paragraph(
            f"{dossier.season.bloc.head_label} đã kiểm tra đối tượng, điều kiện, hồ sơ của "
            f"{checked:02d}/{len(cases):02d} đề nghị."
        )


def _listed(cases):
    for place, case in enumerate(cases, 1):
        period = f"{short(case.achieved_from)} đến {short(case.achieved_to)}"
        yield Row((str(place), described(case), case.achievement, period))
