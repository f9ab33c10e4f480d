"""The people of the story at their browsers, and the machine that makes their files."""

import re

from django.test import Client
from django.urls import reverse

from config.celery import app
from core import first_run
from documents.models import Shard
from members.models import Agency, Person

OWN = "mot-mat-khau-rieng-2023"
BODY = "Ban Thi đua - Khen thưởng Trung ương"
STAFF = {  # agency -> user name -> (given name, post)
    "Ban Một": {"vinh": ("Vinh", "clerk"), "lam": ("Lâm", "leader"), "quy": ("Quý", "certificate_officer")},
    "Ban Hai": {"ha": ("Hà", "clerk"), "nam": ("Nam", "leader")},
    "Ban Ba": {"mai": ("Mai", "clerk"), "son": ("Sơn", "leader")},
}


class RefusedError(AssertionError):
    """An act of the story that must be accepted was not."""


class Someone:
    """A person at a browser."""

    def __init__(self, username, password, agency=None):
        self.agency = agency
        self.client = Client()
        self.client.post(reverse("account_login"), {"login": username, "password": password})
        page = reverse("account_change_password")
        if self.client.get("/", follow=True).request["PATH_INFO"] == page:
            self.does("account_change_password", oldpassword=password, password1=OWN, password2=OWN)

    def sees(self, page, *args):
        """Open a page; return its text."""
        answer = self.client.get(reverse(page, args=args))
        assert answer.status_code == 200, (page, answer)
        return answer.text

    def does(self, act, *args, asking=None, **facts):
        """Send a form; it must be accepted. `asking` is the query of its address."""
        answer = self.client.post(reverse(act, args=args, query=asking), facts)
        if answer.status_code != 302:
            errors = getattr(answer.context and answer.context.get("form"), "errors", "")
            raise RefusedError(act, answer.status_code, errors)
        return answer

    def types(self, cell, *args, **facts):
        """Leave a cell or a part that saves itself; the server must keep it."""
        answer = self.client.post(reverse(cell, args=args), facts)
        assert answer.status_code == 200, (cell, answer.text)

    def may(self, page, *args):
        """Whether a page with a form opens."""
        status = self.client.get(reverse(page, args=args)).status_code
        assert status in (200, 403)
        return status == 200

    def takes_away(self, paper, *args):
        """Ask for a paper, wait for the machine, download it; return its bytes."""
        self.does(f"{paper}_request", *args)
        machine_works()
        return self.downloads(f"{paper}_file", *args)

    def downloads(self, page, *args):
        """Download a finished file."""
        answer = self.client.get(reverse(page, args=args))
        assert (answer.status_code, answer.streaming) == (200, True), page
        return b"".join(answer.streaming_content)


def machine_works():
    """Do what a worker does with everything that is asked for."""
    app.loader.import_default_modules()  # what a worker does when it starts
    while waiting := Shard.objects.filter(state=Shard.State.WAITING).order_by("last", "pk").first():
        app.tasks[waiting.job.task].run(waiting.pk)


def set_up():
    """An empty installation becomes one with its first officer and its first bloc."""
    facts = {
        "code": first_run.code(),
        "agency_name": BODY,
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


def found_members(officer, bloc):
    """The officer enters the agencies, lets them join, gives their staff accounts: {user name: Someone}."""
    people = {}
    for place, (name, staff) in enumerate(STAFF.items(), 1):
        facts = {"name": name, "short_name": name, "code": f"B{place}", "valid_from": "01/01/2020"}
        officer.does("members:agency_new", **facts, kind="party", place="Hà Nội")
        agency = Agency.objects.get(names__name=name)
        officer.does("blocs:member_join", bloc.pk, agency=agency.pk, joined_on="01/01/2020")
        for username, (given, post) in staff.items():
            people[username] = _appoint(officer, agency, post, username, given)
    return people


def _appoint(officer, agency, post, username, given):
    facts = {"honorific": "mr", "family_name": "Lê", "given_name": given, "position": "Chuyên viên"}
    officer.does("members:person_new", agency.pk, **facts)
    person = Person.objects.get(given_name=given)
    officer.does("members:post_new", person.pk, kind=post, agency=agency.pk, starts_on="01/01/2020")
    answer = officer.client.post(reverse("members:account_new", args=[person.pk]), {"username": username})
    (password,) = re.findall(r"<code>([a-z0-9-]{14})</code>", answer.text)
    return Someone(username, password, agency.pk)
