"""The year of one bloc as people walk it: everybody signs in and does the own part, through the pages.

It reads like the table "The season, step by step": plan, pledge, work, score, appraise, rank.
"""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from blocs.models import Bloc, Criterion, Season
from core import clock, first_run
from documents import papers
from members.models import Agency, Person
from results.models import Pledge, ScoreSheet, Standing

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

NAMES = ("Ban Một", "Ban Hai", "Ban Ba")
OWN = "mot-mat-khau-rieng-2023"


class Someone:
    """A person at a browser."""

    def __init__(self, username, password):
        self.client = Client()
        self.client.post(reverse("account_login"), {"login": username, "password": password})
        page = reverse("account_change_password")
        if self.client.get("/", follow=True).request["PATH_INFO"] == page:
            self.does("account_change_password", oldpassword=password, password1=OWN, password2=OWN)

    def sees(self, page, *args):
        """Open a page; return its text."""
        answer = self.client.get(reverse(page, args=args))
        assert answer.status_code == 200, page
        return answer.text

    def does(self, act, *args, **facts):
        """Send a form; it must be accepted."""
        answer = self.client.post(reverse(act, args=args), facts)
        if answer.status_code != 302:
            raise AssertionError((act, getattr(answer.context and answer.context.get("form"), "errors", "")))
        return answer


def set_up():
    """An empty installation becomes one with its first officer and its first bloc."""
    facts = {
        "code": first_run.code(),
        "agency_name": "Ban Thi đua - Khen thưởng Trung ương",
        "agency_short": "Ban TĐKT",
        "agency_code": "BTĐKT",
        "kind": "state",
        "place": "Hà Nội",
        "honorific": "ms",
        "family_name": "Ngô",
        "given_name": "Lan",
        "username": "lan",
        "password": OWN,
        "again": OWN,
        "bloc_name": "Khối thi đua các cơ quan",
        "bloc_short": "Các cơ quan",
        "level": "central",
        "form": "party",
    }
    assert Client().post(reverse("desk:first_run"), facts).status_code == 302
    return Someone("lan", OWN)


def found_members(officer):
    """The officer enters agencies, lets them join and gives each a clerk and a leader with accounts."""
    bloc, people = Bloc.objects.get(), {}
    for place, name in enumerate(NAMES, 1):
        code = f"B{place}"
        facts = {"name": name, "short_name": name, "code": code, "valid_from": "01/01/2020"}
        officer.does("members:agency_new", **facts, kind="party", place="Hà Nội")
        agency = Agency.objects.get(names__name=name)
        officer.does("blocs:member_join", bloc.pk, agency=agency.pk, joined_on="01/01/2020")
        people[name] = {
            kind: _appoint(officer, agency, kind, f"{kind}{place}") for kind in ("clerk", "leader")
        }
    return bloc, people


def _appoint(officer, agency, kind, username):
    facts = {"honorific": "mr", "family_name": "Lê", "given_name": username.capitalize()}
    officer.does("members:person_new", agency.pk, **facts)
    person = Person.objects.get(given_name=facts["given_name"])
    officer.does("members:post_new", person.pk, kind=kind, agency=agency.pk, starts_on="01/01/2020")
    answer = officer.client.post(reverse("members:account_new", args=[person.pk]), {"username": username})
    (password,) = re.findall(r"<code>([a-z0-9-]{14})</code>", answer.text)
    return Someone(username, password)


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
    for name, staff in people.items():
        agency = Agency.objects.get(names__name=name).pk
        staff["clerk"].does("results:pledge_start", season.pk, agency=agency)
        own = Pledge.objects.get(agency=agency)
        url = reverse("results:target_set", args=[own.pk, criterion])
        assert staff["clerk"].client.post(url, {"value": "4 đề án", "version": "0"}).status_code == 200
        staff["leader"].does("results:pledge_hand_in", own.pk)
    people["Ban Một"]["clerk"].does("results:pledge_sign", season.pk, signed_on="15/03/2023")


def score(people, season):
    """Every clerk types points and adds evidence, every leader submits, the head ends the round."""
    for place, (name, staff) in enumerate(people.items()):
        agency = Agency.objects.get(names__name=name).pk
        staff["clerk"].does("results:sheet_start", season.pk, agency=agency)
        sheet = ScoreSheet.objects.get(agency=agency)
        for line in sheet.lines.filter(criterion__group__kind="scored"):
            points = {"value": f"{30 + min(place, 1)},5", "version": str(line.version)}
            url = reverse("results:line_enter", args=[line.pk, "self_points"])
            assert staff["clerk"].client.post(url, points).status_code == 200
            proof = SimpleUploadedFile("báo cáo.pdf", papers_pdf(season), "application/pdf")
            staff["clerk"].does("results:line_evidence", line.pk, upload=proof)
        staff["leader"].does("results:sheet_submit", sheet.pk)
    people["Ban Một"]["clerk"].does("results:scoring_conclude", season.pk)


def papers_pdf(season):
    """Some real PDF: the published criteria table."""
    return papers.render_bytes(Season.objects.get(pk=season.pk).criteria.paper, "pdf")


def appraise(people, season):
    """The head appraises the members, a deputy the head; every difference has its reason."""
    head, deputy = people["Ban Một"]["clerk"], people["Ban Hai"]["clerk"]
    for sheet in ScoreSheet.objects.all():
        by = deputy if sheet.agency.name == "Ban Một" else head
        by.does("results:appraisal_accept", sheet.pk)
        by.does("results:appraisal_finish", sheet.pk)
    head.does("results:appraisal_conclude", season.pk)


def test_a_bloc_walks_its_year_from_an_empty_installation_to_its_standing():
    with clock.at(date(2023, 1, 9)):
        officer = set_up()
        bloc, people = found_members(officer)
        season = open_year(officer, bloc)
        head = people["Ban Một"]["clerk"]
        plan(head, season)
    with clock.at(date(2023, 3, 10)):
        pledge(people, season)
    with clock.at(date(2023, 7, 14)):
        head.does("blocs:season_go_on", season.pk)
    with clock.at(date(2023, 12, 1)):
        head.does("blocs:season_go_on", season.pk)
        score(people, season)
    with clock.at(date(2024, 1, 10)):
        appraise(people, season)

    season.refresh_from_db()
    assert season.phase == "conference"
    standing = Standing.objects.named(date(2024, 1, 10)).values_list("name", "total", "rank")
    assert [(name, str(total), rank) for name, total, rank in standing] == [
        ("Ban Hai", "63.00", 1),
        ("Ban Ba", "63.00", 1),
        ("Ban Một", "61.00", 3),
    ]
    page = people["Ban Ba"]["leader"].sees("results:standing", season.pk)
    assert "63,00" in page
