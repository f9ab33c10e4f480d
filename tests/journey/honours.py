"""The honours of the story: quotas, nominations, the lead's decision, its certificates on paper."""

from datetime import date

from awards.models import AwardForm, Certificate, Decision, Nomination, PrintBatch
from members.models import Collective, Person
from tests.awards import printed
from tests.journey.people import machine_works

LETTER = "Công văn số 12/HĐTĐKT, ngày 02/10/2023"
MERIT, FLAG = "head-merit", "government-flag"


def form(code):
    """The form of the catalogue with this code, as the law of the year's last day has it."""
    return AwardForm.objects.on(date(2023, 12, 31)).get(code=code).pk


def set_quotas(officer, season):
    """The officer of the managing body enters the numbers of its letter."""
    for what, total in ((f"{form(MERIT)}-collective", "3"), (f"{form(FLAG)}-agency", "1")):
        officer.does("awards:quota_new", season.pk, what=what, total=total, per_member="1", source=LETTER)


def propose_own(clerk, season):
    """A member's clerk enters a collective and a person, and puts both forward for the lead's honour."""
    clerk.does("members:collective_new", clerk.agency, name="Vụ Tổng hợp")
    facts = {"honorific": "ms", "family_name": "Trần", "middle_name": "Thị", "given_name": "Tâm"}
    clerk.does("members:person_new", clerk.agency, **facts, position="Phó Vụ trưởng")
    collective, person = Collective.objects.get(), Person.objects.get(given_name="Tâm")
    for subject in (f"person-{person.pk}", f"collective-{collective.pk}"):
        clerk.does("awards:nomination_new", season.pk, **_why(MERIT, subject))


def propose_flag(head, season, agency):
    """The head's clerk puts the first of the ranking forward for the Government's flag."""
    head.does("awards:nomination_new", season.pk, asking={"agency": agency}, **_why(FLAG, "agency"))


def _why(code, subject):
    facts = {"form": form(code), "subject": subject, "ground": "merit", "achievement": "Hoàn thành 4 đề án."}
    return facts | {"achieved_from": "01/01/2023", "achieved_to": "31/12/2023"}


def decide(head, season):
    """The head drafts the own decision, takes in what was put forward, issues it; its paper goes to Word."""
    facts = {"number": "05", "signed_on": "20/01/2024", "place": "Hà Nội", "backdated": "Hồ sơ giấy nhập bù"}
    facts |= {"signer_name": "Lê Lâm", "signer_post": "Trưởng Ban", "achievement": "Thành tích năm 2023"}
    head.does("awards:decision_new", season.pk, form=form(MERIT), **facts)
    decision = Decision.objects.get()
    waiting = Nomination.objects.filter(form=form(MERIT)).values_list("pk", flat=True)
    head.does("awards:decision_add", decision.pk, nomination=list(waiting))
    head.does("awards:decision_issue", decision.pk)
    assert head.takes_away("awards:paper", decision.pk, "docx").startswith(b"PK")
    return decision


def print_all(printer, decision):
    """The certificate officer has the file of all certificates made; the register numbers read in it."""
    printer.does("awards:batch_start", decision.pk, mode="full")
    batch = PrintBatch.objects.get()
    machine_works()
    return printed.numbers(printer.downloads("awards:batch_file", batch.pk))


def token_of(name):
    """What the QR code of this recipient's certificate says."""
    return Certificate.objects.get(line__name=name).token


def record_flag(head, season):
    """The Prime Minister's decision came back: the head records it."""
    nomination = Nomination.objects.get(form=form(FLAG))
    facts = {"authority": "Thủ tướng Chính phủ", "number": "512/QĐ-TTg", "signed_on": "15/05/2024"}
    facts["backdated"] = "Hồ sơ giấy nhập bù"
    asking = {"form": form(FLAG)}
    head.does("awards:decision_record", season.pk, asking=asking, **facts, nominations=[nomination.pk])
    nomination.refresh_from_db()
    return nomination
