"""Agencies: the list, one agency, founding, renaming, correcting."""

from django.contrib import messages
from django.shortcuts import redirect, render

from core.guards import allowed, anyone, edits, reads
from documents import excel
from members import agencies, lifetimes, lineage
from members.forms import AgencyForm, NameForm, NewAgencyForm
from members.models import Agency, AgencyName, Collective, Person
from members.permissions import can_correct_name, can_manage_agencies, can_see_people
from members.views.paging import page_of

COLUMNS = [
    "Tên đầy đủ",
    "Tên ngắn",
    "Ký hiệu",
    "Loại cơ quan",
    "Địa danh",
    "Tỉnh, thành phố",
    "Địa chỉ",
    "Điện thoại",
    "Thư điện tử",
    "Kết thúc",
]


@reads
@allowed(anyone)
def agency_list(request):
    """The directory, searched without accents, as a page or as Excel."""
    words = request.GET.get("q", "")
    found = Agency.objects.visible_to(request.user).search(words)
    if request.GET.get("format") == "xlsx":
        return excel.download("Danh mục cơ quan, đơn vị", COLUMNS, _exported(found))
    page = page_of(request, found)
    context = {"page": page, "words": words, "can_manage": can_manage_agencies(request.user)}
    ends = lifetimes.ends_of([agency.pk for agency in page])
    context["rows"] = [(agency, ends.get(agency.pk)) for agency in page]
    return render(request, "members/agency_list.html", context)


def _exported(found):
    rows = list(found)
    ends = lifetimes.ends_of([row.pk for row in rows])
    for row in rows:
        contacts = (row.get_province_display(), row.address, row.phone, row.email)
        end = ends[row.pk].words if row.pk in ends else ""
        yield (row.name, row.short_name, row.code, row.get_kind_display(), row.place, *contacts, end)


@reads
@allowed(lambda user, agency: True, Agency)
def agency_detail(request, agency):
    """One agency: its names through time and, for those who may see them, its people."""
    found = lineage.of(agency)
    context = {
        "agency": agency,
        "names": agency.names.select_related("brought_by"),
        "lineage": found,
        "can_manage": can_manage_agencies(request.user),
        "sees_people": can_see_people(request.user, agency),
    }
    if context["sees_people"]:
        people = Person.objects.filter(agency__in=found.taken_over).select_related("user", "agency")
        context["people"] = people.prefetch_related("posts")
        collectives = Collective.objects.filter(agency__in=found.taken_over)
        context["collectives"] = collectives.select_related("agency")
    return render(request, "members/agency_detail.html", context)


@edits
@allowed(can_manage_agencies)
def agency_new(request):
    """Enter an agency."""
    form = NewAgencyForm(request.POST or None)
    if form.attempt(agencies.found, by=request.user):
        messages.success(request, f"Đã thêm {form.result} vào danh mục.")
        return redirect(form.result)
    return render(request, "members/agency_form.html", {"form": form, "heading": "Thêm cơ quan, đơn vị"})


@edits
@allowed(can_correct_name, AgencyName)
def agency_name_correct(request, name):
    """Mend a slip in a name."""
    agency = name.agency
    facts = {field: getattr(name, field) for field in NameForm.base_fields}
    form = NameForm(request.POST or None, initial=facts)
    if form.attempt(agencies.correct_name, name, by=request.user):
        messages.success(request, f"Đã sửa tên “{name}”. Văn bản đã lập giữ nguyên.")
        return redirect(agency)
    context = {"form": form, "heading": f"Sửa tên “{facts['name']}”", "back": agency}
    return render(request, "members/agency_form.html", context)


@edits
@allowed(can_manage_agencies, Agency)
def agency_correct(request, agency):
    """Correct what is not dated."""
    facts = {name: getattr(agency, name) for name in AgencyForm.base_fields}
    form = AgencyForm(request.POST or None, initial=facts)
    if form.attempt(agencies.correct, agency, by=request.user):
        messages.success(request, f"Đã sửa thông tin của {agency}.")
        return redirect(agency)
    context = {"form": form, "heading": f"Sửa thông tin {agency}", "back": agency}
    return render(request, "members/agency_form.html", context)
