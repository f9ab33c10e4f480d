"""The first half of the story: the rules of the year, the pledge, the work, the points."""

from django.core.files.uploadedfile import SimpleUploadedFile

from blocs.models import Activity, Criterion, Season
from results.models import Pledge, ScoreSheet

CLERKS, LEADERS = ("vinh", "ha", "mai"), ("lam", "nam", "son")  # of the three members in protocol order


def open_year(officer, bloc):
    """The officer opens the year and records its lead."""
    officer.does("blocs:season_new", bloc.pk, year="2023", theme="Đoàn kết, sáng tạo")
    season = Season.objects.get()
    first, second, third = (row.agency_id for row in bloc.memberships.on())
    officer.does("blocs:season_lead", season.pk, head=first, standing_deputy=second, deputies=[third])
    return season


def plan(head, season):
    """The head sets the dates, writes the criteria, publishes them and concludes the planning."""
    dates = {"planning": "28/02/2023", "pledging": "15/03/2023", "scoring": "15/12/2023"}
    head.does("blocs:season_plan", season.pk, **dates, conference="31/01/2024")
    table = season.criteria.pk
    groups = [("Nhiệm vụ chính trị", "scored", "60"), ("Thi đua", "scored", "40"), ("Thưởng", "bonus", "5")]
    for name, kind, points in groups:
        head.does("blocs:group_new", table, name=name, kind=kind, max_points=points)
        group = season.criteria.groups.get(name=name).pk
        head.does("blocs:criterion_new", group, name=f"{name} 1", max_points=points, evidence_required="on")
    head.does("blocs:criteria_publish", table)
    head.does("blocs:planning_conclude", season.pk)


def pledge(people, season):
    """Every clerk writes targets, every leader hands them in, the head records the signing."""
    criterion = Criterion.objects.first().pk
    for clerk, leader in zip(CLERKS, LEADERS, strict=True):
        people[clerk].does("results:pledge_start", season.pk, agency=people[clerk].agency)
        own = Pledge.objects.get(agency=people[clerk].agency)
        people[clerk].types("results:target_set", own.pk, criterion, value="4 đề án", version=0)
        people[leader].does("results:pledge_hand_in", own.pk)
    people["vinh"].does("results:pledge_sign", season.pk, signed_on="15/03/2023")


def work_together(head, season):
    """The head takes up a movement; an activity is planned, held, and its gifts are written down."""
    facts = {"name": "Xây dựng văn hóa công sở", "launched_by": "Thủ tướng Chính phủ"}
    head.does("blocs:movement_new", season.pk, **facts)
    head.does("blocs:activity_new", season.pk, name="Về nguồn", starts_on="27/04/2023", place="Tân Trào")
    activity = Activity.objects.get()
    head.does("blocs:activity_hold", activity.pk, starts_on="27/04/2023")
    head.does("blocs:gift_new", activity.pk, item="suất học bổng", quantity="10", unit_value_vnd="1.000.000")


def score(people, season):
    """Every clerk types points and adds evidence, every leader submits, the head ends the round."""
    proof = people["mai"].takes_away("blocs:paper", season.criteria.pk, "pdf")
    for place, (clerk_name, leader_name) in enumerate(zip(CLERKS, LEADERS, strict=True)):
        clerk, leader = people[clerk_name], people[leader_name]
        clerk.does("results:sheet_start", season.pk, agency=clerk.agency)
        sheet = ScoreSheet.objects.get(agency=clerk.agency)
        for line in sheet.lines.filter(criterion__group__kind="scored"):
            points = f"{30 + min(place, 1)},5"
            clerk.types("results:line_enter", line.pk, "self_points", value=points, version=line.version)
            upload = SimpleUploadedFile("báo cáo.pdf", proof, "application/pdf")
            clerk.does("results:line_evidence", line.pk, upload=upload)
        leader.does("results:sheet_submit", sheet.pk)
    people["vinh"].does("results:scoring_conclude", season.pk)


def appraise(people, season):
    """The head appraises the members, a deputy the head; the difference has its reason."""
    head, deputy, member = people["vinh"], people["ha"], people["mai"]
    for sheet in ScoreSheet.objects.all():
        by = deputy if sheet.agency_id == head.agency else head
        if sheet.agency_id == member.agency:
            lower(by, sheet)
        by.does("results:appraisal_accept", sheet.pk)
        by.does("results:appraisal_finish", sheet.pk)


def lower(head, sheet):
    """The head takes half a point from a line and says why."""
    line = sheet.lines.filter(criterion__group__kind="scored").first()
    facts = {"points": "31", "reason": "Thiếu xác nhận", "version": line.version}
    head.types("results:line_judge", sheet.pk, line.pk, **facts)
