"""The catalogue of titles and forms: read by everybody who is signed in."""

from django.shortcuts import render

from awards.models import AwardForm
from awards.models.catalogue import Recipient
from core.guards import allowed, anyone, reads
from documents import excel

COLUMNS = ["Tên", "Loại", "Cấp", "Dành cho", "Ai quyết định", "Áp dụng từ", "Đến hết", "Căn cứ", "Đối chiếu"]


@reads
@allowed(anyone)
def catalogue(request):
    """The forms in force today, or with `?all` those of other times too."""
    every = "all" in request.GET
    forms = AwardForm.objects.visible_to(request.user) if every else AwardForm.objects.on()
    rows = [(form, ", ".join(Recipient(kind).label for kind in form.recipients)) for form in forms]
    if request.GET.get("format") == "xlsx":
        return excel.download("Danh mục khen thưởng", COLUMNS, [_exported(*row) for row in rows])
    return render(request, "awards/catalogue.html", {"rows": rows, "every": every})


def _exported(form, recipients):
    checked = "Chưa đối chiếu văn bản gốc" if form.recalled else "Đã đối chiếu"
    words = (form.name, form.get_kind_display(), form.get_level_display(), recipients, form.decided_by)
    return [*words, form.valid_from, form.valid_to, form.source, checked]
