"""The conferences and reports of the story, from the invitation to the minutes."""

from awards.models import Nomination
from conferences.models import Conference, Report


def prepare(head, season, kind, day):
    """The head plans a conference, fills the agenda, invites the leaders, a chair and a secretary."""
    facts = {"kind": kind, "starts_on": day, "starts_at": "08:00", "venue": "Hội trường số 1"}
    head.does("conferences:conference_new", season.pk, **facts)
    conference = Conference.objects.get(season=season, kind=kind)
    head.does("conferences:agenda_template", conference.pk)
    head.does("conferences:delegates_lead", conference.pk)
    for role, name in (("chair", "Vũ Trọng Khôi"), ("secretary", "Đỗ Thị Hoa")):
        facts = {"agency": head.agency, "full_name": name, "role": role}
        head.does("conferences:delegate_new", conference.pk, **facts)
    return conference


def open_with_all(head, conference):
    """Everybody invited is checked in at the door and the conference is opened."""
    for delegate in conference.delegates.all():
        head.does("conferences:delegate_check_in", delegate.pk)
    head.does("conferences:conference_open", conference.pk)


def endorse(head, conference, season):
    """All three units vote for what was put forward at state level."""
    (nomination,) = Nomination.objects.filter(season=season, state="proposed")
    votes = {"base": "3", f"votes_{nomination.pk}": "3"}
    head.does("conferences:endorse", conference.pk, **votes)


def elect(head, conference, first, deputy):
    """The next lead is elected; what recording does is shown first and then confirmed."""
    facts = {"base": "3", "head": first, "head_votes": "3", "standing_deputy": deputy}
    facts |= {"standing_deputy_votes": "2"}
    asked = head.client.post(f"/conferences/{conference.pk}/election/", facts)
    assert asked.templates[0].name == "conferences/elect_confirm.html"
    head.does("conferences:elect", conference.pk, **facts, confirmed="1")


def close(head, conference):
    """A resolution, the chair's conclusion, the end; the minutes as PDF."""
    head.does("conferences:resolution_new", conference.pk, text="Thông qua báo cáo.")
    facts = {"conclusion": "Các đơn vị gửi kế hoạch trước ngày 15 tháng sau."}
    head.does("conferences:conference_conclude", conference.pk, **facts)
    head.does("conferences:conference_close", conference.pk)
    return head.takes_away("conferences:minutes", conference.pk, "pdf")


def report(head, season, kind, day):
    """The head writes what the figures do not say, sets the particulars, issues the report; its Word file."""
    head.does("conferences:report_start", season.pk, kind)
    draft = Report.objects.get(season=season, kind=kind)
    for part in draft.sections.filter(text=""):
        facts = {"value": "Các đơn vị hoàn thành nhiệm vụ.", "version": part.version}
        head.types("conferences:report_section", draft.pk, part.key, **facts)
    facts = {"number": "12", "dated": day, "form": "party", "signer_name": "Lê Lâm"}
    head.does("conferences:report_particulars", draft.pk, **facts, signer_post="Khối trưởng")
    head.does("conferences:report_issue", draft.pk)
    return head.takes_away("conferences:report_paper", draft.pk, "docx")
