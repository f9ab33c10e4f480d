"""What the summary workbook of a bloc costs: ours, over openpyxl merely writing the same cells.

Every member has every line appraised. Ours reads the database, adds up every sheet three times, writes looks,
links and formulas with their results; the reference gets the finished cells. Both run in one process in turn.
"""

import io
import statistics
import time
from datetime import date
from decimal import Decimal

from django.core.management import call_command
from django.db import transaction
from openpyxl import Workbook, load_workbook

from blocs import criteria, founding, leadership, publishing, seasons
from blocs.models import Season
from core import clock
from members import agencies
from results import scoring, summary_excel
from results.models import ScoreLine, ScoreSheet

MEMBERS, CRITERIA, GROUPS, ROUNDS = 20, 100, 5, 3
AIM = 5
LONG_AGO = date(2015, 1, 1)


def run():
    """Print the ratio, the seconds and the size."""
    call_command("migrate", verbosity=0)
    measure(MEMBERS, CRITERIA // GROUPS, ROUNDS)


def measure(members, each, rounds):
    """Print them for so many members and five groups of `each` criteria."""
    season = appraised(members, each)
    content = summary_excel.write(season)
    cells = cells_of(content)
    ours, reference = [], []
    for _ in range(rounds):
        ours.append(_cpu(summary_excel.write, season))
        reference.append(_cpu(merely, cells))
    ours, reference = statistics.median(ours), statistics.median(reference)
    print(
        f"workbook: ratio={ours / reference:.1f} aim={AIM} members={members} criteria={each * GROUPS} "
        f"seconds={ours:.2f} reference={reference:.2f} mb={len(content) / 1024 / 1024:.2f} "
        "(CPU of the summary workbook over openpyxl writing the same cells)",
        flush=True,
    )


def appraised(members, each):
    """Return a season with so many members and five groups of `each` criteria, every line appraised."""
    with transaction.atomic():
        season = _season(members, each)
        for member in seasons.members_of(season):
            scoring.start(season, agency=member.agency, by=None)
        points = {"self_points": Decimal("1.5"), "appraised_points": Decimal("1.25")}
        ScoreLine.objects.update(**points, appraisal_reason="Còn thiếu một văn bản minh chứng")
        state, now = ScoreSheet.State.APPRAISED, clock.now()
        ScoreSheet.objects.update(state=state, submitted_at=now, appraised_at=now)
    return Season.objects.select_related("bloc").get(pk=season.pk)


def cells_of(content):
    """Return [(title, rows)] of what stands in a workbook, formulas as they are."""
    return [
        (sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in load_workbook(io.BytesIO(content))
    ]


def merely(cells):
    """Write the same cells with openpyxl and nothing else."""
    book = Workbook(write_only=True)
    for title, rows in cells:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(io.BytesIO())


def _season(members, each):
    body = _agency("Cơ quan quản lý", "QL")
    facts = {"name": "Khối đo", "short_name": "Khối đo", "level": "central", "form": "party"}
    bloc = founding.found(managing_body=body, by=None, **facts)
    ours = [_agency(f"Ban Đảng số {number}", f"BD{number}") for number in range(members)]
    for agency in ours:
        founding.join(bloc, agency=agency, joined_on=LONG_AGO, by=None)
    season = seasons.open_season(bloc, year=2023, theme="", by=None)
    leadership.appoint(season, head=ours[0], standing_deputy=ours[1], by=None)
    for place in range(GROUPS):
        group = criteria.add_group(season.criteria, name=f"Nhóm {place}", max_points=2 * each, by=None)
        for number in range(each):
            name = f"Hoàn thành nhiệm vụ được giao số {number} theo kế hoạch năm"
            facts = {"name": name, "guidance": "", "max_points": 2, "evidence_required": False}
            criteria.add_criterion(group, **facts, by=None)
    publishing.publish(season.criteria, by=None)
    Season.objects.filter(pk=season.pk).update(phase="scoring")  # the steps before are not what is measured
    return Season.objects.get(pk=season.pk)


def _agency(name, code):
    facts = {"name": name, "short_name": name, "code": code, "kind": "party", "place": "Hà Nội"}
    return agencies.found(valid_from=LONG_AGO, by=None, **facts)


def _cpu(act, *facts):
    began = time.process_time()
    act(*facts)
    return time.process_time() - began
