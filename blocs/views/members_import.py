"""The members of a bloc from an Excel file: the empty file, the preview, the act with its slips."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from blocs import members_excel, members_import, set_up
from blocs.forms import WorkbookForm
from blocs.models import Bloc
from blocs.permissions import can_manage_bloc
from core.guards import allowed, edits, reads, writes
from core.text import file_name
from documents import codes, excel

PAGE = "blocs/members_import.html"


@reads
@allowed(can_manage_bloc, Bloc)
def members_template(request, bloc):
    """The empty workbook, in the words of this bloc."""
    response = HttpResponse(members_excel.template(bloc), content_type=excel.XLSX)
    name = file_name(f"Mẫu đơn vị thành viên - {bloc.short_name}.xlsx")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@edits
@allowed(can_manage_bloc, Bloc)
def members_upload(request, bloc):
    """Hand in a workbook and see every row and every fault; nothing of the bloc changes."""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    form.fields["upload"].help_text = f"Tệp .xlsx, tối đa 20 MB, {members_excel.MOST_ROWS} dòng."
    staged = form.result if form.attempt(members_import.stage, bloc, by=request.user) else None
    context = {"bloc": bloc, "form": form, "staged": staged, "set_up": set_up.of(bloc, request.user)}
    refused = form.is_bound and not (staged and staged.token)
    return render(request, PAGE, context, status=422 if refused else 200)


@writes
@allowed(can_manage_bloc, Bloc)
def members_take(request, bloc):
    """Write the workbook that was looked at; the codes of the invitations are on this answer alone."""
    taken = members_import.take(bloc, token=request.POST.get("token", ""), by=request.user)
    if not taken.invited:
        messages.success(request, f"Đã ghi {taken.members} đơn vị thành viên.")
        return redirect(bloc)
    page = settings.PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    page += reverse("own:accept")
    links = [(one, f"{page}#{one.code}") for one in taken.invited]
    slips = [{"invited": one, "page": page, "link": link, "picture": codes.svg(link)} for one, link in links]
    context = {"bloc": bloc, "taken": taken, "slips": slips, "days": settings.INVITATION_DAYS}
    context["set_up"] = set_up.of(bloc, request.user)
    answer = render(request, "blocs/members_taken.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
