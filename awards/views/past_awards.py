"""What anybody was ever given: the search, the history of a person, collective or agency, one past award."""

from django.contrib import messages
from django.shortcuts import redirect, render

from awards.models import AwardForm, PastAward, PastImport
from awards.past import acts, entries, histories
from awards.past import excel as past_excel
from awards.past.forms import PastAwardForm, SubjectForm, first_values
from awards.permissions import can_import_past, can_keep_past, can_see
from blocs.forms import ReasonForm
from core import inputs
from core.guards import allowed, anyone, edits, reads
from documents import excel
from members.models import Agency, Collective, Person
from members.permissions import can_see_people
from members.views.paging import page_of

HISTORY = "awards/honours_of.html"


@reads
@allowed(anyone)
def honours(request):
    """All awards one may look up, by name, form, number, year; as a page or as Excel."""
    words, code, year = (request.GET.get(key, "").strip() for key in ("q", "form", "year"))
    year = int(year) if inputs.is_key(year) and len(year) < 5 else None
    officer = can_import_past(request.user)
    unmatched = officer and "unmatched" in request.GET
    found = histories.search(request.user, words=words, code=code, year=year, unmatched=unmatched)
    if request.GET.get("format") == "xlsx":
        return excel.download("Khen thưởng qua các năm", past_excel.LIST, past_excel.listed(found))
    context = {
        "page": page_of(request, found),
        "words": words,
        "code": code,
        "year": year,
        "officer": officer,
    }
    forms = {
        form.code: form.name for form in AwardForm.objects.order_by("ceremony_order", "valid_from", "pk")
    }
    context |= {"forms": forms.items(), "years": histories.years(request.user), "unmatched": unmatched}
    context["imports"] = PastImport.objects.visible_to(request.user)[:20]
    return render(request, "awards/honours.html", context)


@reads
@allowed(can_see, Person)
def honours_of_person(request, person):
    """What a person was ever given."""
    types = can_import_past(request.user)
    return _history(request, person, histories.of_person(request.user, person), types=types)


@reads
@allowed(can_see, Collective)
def honours_of_collective(request, collective):
    """What a collective was ever given."""
    return _history(request, collective, histories.of_collective(request.user, collective))


@reads
@allowed(can_see, Agency)
def honours_of_agency(request, agency):
    """What an agency and its predecessors were given; its people's too for who may see them."""
    sees = can_see_people(request.user, agency)
    inside = sees and request.GET.get("tab") == "inside"
    found = histories.of_agency(request.user, agency, inside=inside)
    return _history(request, agency, found, tabs=sees, inside=inside)


@edits
@allowed(can_import_past)
def past_new(request):
    """Type one past award, of somebody whose history one comes from or of anybody."""
    form = PastAwardForm(request.POST or None, initial=_begun(request))
    if form.attempt(entries.enter, by=request.user):
        award = form.result
        whose = f"gắn với {award.subject}" if award.subject else "chưa gắn với ai"
        messages.success(request, f"Đã ghi {award}; {whose}.")
        return redirect("awards:past_new" if "another" in request.POST else award)
    return render(request, "awards/past_new.html", {"form": form})


@edits
@allowed(can_see, PastAward)
def past_award(request, award):
    """One past award with its words and its source; an officer says whose it is."""
    keeps, words = can_keep_past(request.user, award), request.GET.get("q", "").strip()
    form = None
    if keeps:
        first = first_values(award)
        form = SubjectForm(request.POST or None, award=award, words=words, initial=first)
        if form.attempt(acts.attach, award, by=request.user):
            messages.success(request, f"Đã gắn với {award.subject}." if award.subject else "Đã lưu.")
            return redirect(award)
    context = {"award": award, "form": form, "words": words, "keeps": keeps}
    return render(request, "awards/past_award.html", context)


@edits
@allowed(can_keep_past, PastAward)
def past_remove(request, award):
    """Take away an award entered by mistake, with a reason."""
    form = ReasonForm(request.POST or None)
    if form.attempt(acts.remove, award, by=request.user):
        messages.success(request, "Đã bỏ lần khen thưởng.")
        return redirect("awards:honours")
    return render(request, "awards/past_remove.html", {"form": form, "award": award})


def _begun(request):
    """What the form begins with when it is opened from somebody's history."""
    key = request.GET.get("person", "")
    person = Person.objects.filter(pk=key).select_related("agency").first() if inputs.is_key(key) else None
    if person is None:
        return {}
    facts = {"recipient": person.full_name, "unit": person.agency.name, "code": person.personal_code}
    return facts | {"position": person.position}


def _history(request, subject, found, **facts):
    if request.GET.get("format") == "xlsx":
        return excel.download(f"Khen thưởng của {subject}", past_excel.LIST, past_excel.listed(found))
    context = {"subject": subject, "page": page_of(request, found), **facts}
    return render(request, HISTORY, context)
