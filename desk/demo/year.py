"""The work of a demo year: pledges, sheets, evidence and appraisal, by the people who do it."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from blocs import publishing, seasons
from blocs.models import Criterion
from core import clock
from core.numbers import points, round_points
from documents import papers
from documents.blocks import Paragraph, Title
from documents.models import Document
from results import appraisal, evidence, pledges, scoring

QUARTER = Decimal("0.25")
REASON = "Số liệu trong minh chứng thấp hơn kết quả đơn vị kê khai."


def walk(season, scenario, clerks, head):
    """Take the season as far as the scenario's `done` dates say.

    `clerks` maps each member agency, in protocol order, to its clerk's account; `head` directs.
    """
    done, stand = scenario["done"], scenario["stand"]
    with clock.at(done["published"]):
        publishing.publish(season.criteria, by=head)
        season.refresh_from_db()
        seasons.conclude_planning(season, by=head)
    _pledge(season, scenario, clerks, head)
    for day in (done["midyear"], done["scoring"]):
        with clock.at(day):
            seasons.go_on(season, by=head)
    with clock.at(done["submitted"]):
        _fill_sheets(season, clerks, stand)
    if "appraisal" in done:
        with clock.at(done["appraisal"]):
            scoring.conclude(season, by=head)
            _appraise(season, clerks, head, stand["appraised"])


def _pledge(season, scenario, clerks, head):
    rows = [row for group in scenario["groups"] for row in group["criteria"]]
    texts = {row["name"]: row["target"] for row in rows if "target" in row}
    criteria = [row for row in _criteria(season) if row.name in texts]
    with clock.at(scenario["done"]["pledged"] - timedelta(days=5)):
        for agency, clerk in clerks.items():
            pledge = pledges.start(season, agency=agency, by=clerk)
            for criterion in criteria:
                pledges.set_target(pledge, criterion, text=texts[criterion.name], version=0, by=clerk)
            pledges.hand_in(pledge, by=clerk)
    with clock.at(scenario["done"]["pledged"]):
        pledges.conclude(season, signed_on=scenario["done"]["pledged"], by=head)


def _fill_sheets(season, clerks, stand):
    proof = _proof(season)
    for place, (agency, clerk) in enumerate(clerks.items()):
        if place >= stand.get("started", stand["submitted"]):
            break
        sheet = scoring.start(season, agency=agency, by=clerk)
        complete = place < stand["submitted"]
        promised = dict(agency.pledges.get(season=season).targets.values_list("criterion", "text"))
        for number, line in enumerate(sheet.lines.select_related("criterion__group")):
            if complete or number < 3 + place % 5:
                filled = _fill(line, place, number, proof, clerk)
                result = promised.get(line.criterion_id, "")
                scoring.enter(filled, cell="result", text=result, version=filled.version, by=clerk)
        if complete:
            scoring.submit(sheet, by=clerk)


def _fill(line, place, number, proof, clerk):
    """Points a little under the maximum, other for each member, in quarters; the same every time."""
    most, kind = line.criterion.max_points, line.criterion.group.kind
    step = max(QUARTER, round_points(most / 80))
    given = {
        "scored": max(most - step * ((place * 7 + number * number + place * number) % 5), Decimal(0)),
        "bonus": min(most, QUARTER * 4 * ((place + number) % 2)),
        "penalty": Decimal(0),
    }[kind]
    line = scoring.enter(line, cell="self_points", text=points(given), version=line.version, by=clerk)
    if given and line.criterion.evidence_required:
        upload = SimpleUploadedFile(f"Minh chứng {line.criterion.code}.pdf", proof, "application/pdf")
        evidence.add(line, upload=upload, by=clerk)
    return line


def _appraise(season, clerks, head, count):
    own = season.terms.get(post="head").agency_id
    sheets = [sheet for sheet in season.sheets.order_by("pk") if sheet.agency_id != own]
    for sheet in sheets[:count]:
        line = sheet.lines.select_related("criterion__group", "sheet__season").first()
        lowered = points(line.self_points - QUARTER * 4)
        appraisal.judge(line, text=lowered, reason=REASON, version=line.version, by=head)
        appraisal.accept_rest(sheet, by=head)
        appraisal.finish(sheet, by=head)


def _criteria(season):
    rows = Criterion.objects.filter(group__table__season=season)
    return rows.select_related("group__table").order_by("group__position", "position")


def _proof(season):
    """Return the bytes of a one-page PDF that says it is only a sample."""
    document = papers.issue(
        kind=Document.Kind.REPORT,
        title="Tệp minh chứng mẫu",
        blocks=[Title("Minh chứng mẫu"), Paragraph("Tệp này chỉ dùng để xem thử phần mềm.")],
        form=season.form,
        on=clock.today(),
        by=None,
        sample=True,
    )
    return papers.render_bytes(document, "pdf")
