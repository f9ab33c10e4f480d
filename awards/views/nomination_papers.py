"""What hangs on a nomination: its files with their first page drawn, its report, opinions of other bodies."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from awards.models import Nomination, NominationFile, Opinion
from awards.nominating import nomination_files, reporting
from awards.permissions import can_see
from awards.submitting import opinions
from awards.submitting.forms import AnswerForm, NominationFileForm, OpinionForm, ReportForm
from awards.submitting.permissions import can_ask, can_file, can_note_answer, can_remove_file
from awards.views.checking import act
from awards.views.uploaded import added
from core.guards import allowed, edits, reads, writes
from documents import files
from documents.models import Preview


@edits
@allowed(can_file, Nomination)
def nomination_file_new(request, nomination):
    """Add files; one sentence for each, and the page again for what was refused."""
    form = NominationFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        told = nomination_files.add_each(
            nomination, uploads=said["upload"], kind=said["kind"], note=said["note"], by=request.user
        )
        if added(request, form, told):
            return redirect(nomination)
    return act(request, nomination, form, "Thêm giấy tờ, minh chứng", submit="Tải tệp lên")


@reads
@allowed(can_see, NominationFile)
def nomination_file(request, file):
    """The file itself; only who sees the nomination finds it."""
    return files.serve(request, file.file, name=file.name)


@reads
@allowed(can_see, NominationFile)
def nomination_file_page(request, file, page):
    """One drawn page as a picture; 404 until it is there."""
    row = get_object_or_404(Preview.objects.select_related("shard__file"), file=file.file_id, page=page)
    if row.shard.file is None:
        raise Http404
    return files.serve(request, row.shard.file, name=f"{file.name} - trang {page}.png", inline=True)


@writes
@allowed(can_remove_file, NominationFile)
def nomination_file_remove(request, file):
    """Take a file away from its nomination."""
    nomination_files.remove(file, by=request.user)
    messages.success(request, f"Đã gỡ “{file.name}”.")
    return redirect(file.nomination)


@edits
@allowed(can_file, Nomination)
def nomination_report(request, nomination):
    """Write the sections of the báo cáo thành tích."""
    form = ReportForm(request.POST or None, nomination=nomination)
    if form.attempt(reporting.write, nomination, by=request.user):
        messages.success(request, "Đã lưu báo cáo thành tích.")
        return redirect(nomination)
    return act(request, nomination, form, "Báo cáo thành tích", submit="Lưu báo cáo")


@edits
@allowed(can_ask, Nomination)
def opinion_new(request, nomination):
    """Note that another body was asked."""
    days = opinions.days_for(nomination.form)
    form = OpinionForm(request.POST or None, days=days)
    if form.attempt(opinions.ask, nomination, by=request.user):
        messages.success(request, f"Đã ghi hỏi ý kiến {form.result}.")
        return redirect(nomination)
    return act(request, nomination, form, "Hỏi ý kiến cơ quan liên quan", submit="Ghi đã hỏi")


@edits
@allowed(can_note_answer, Opinion)
def opinion_answer(request, opinion):
    """Note what it answered, with its paper."""
    form = AnswerForm(request.POST or None, request.FILES or None)
    if form.attempt(opinions.answer, opinion, by=request.user):
        messages.success(request, f"Đã ghi ý kiến của {opinion}.")
        return redirect(opinion.nomination)
    return act(request, opinion.nomination, form, f"Ý kiến của {opinion}", submit="Ghi ý kiến")


@reads
@allowed(can_see, Opinion)
def opinion_file(request, opinion):
    """The paper that answered."""
    if opinion.file is None:
        raise Http404
    return files.serve(request, opinion.file, name=opinion.file_name)
