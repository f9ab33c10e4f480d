"""The catalogue of titles and forms: read by everybody who is signed in."""

from django.shortcuts import render

from awards.models import AwardForm
from awards.models.catalogue import Recipient
from awards.permissions import can_keep_catalogue
from blocs.models import Bloc
from core import clock
from core.guards import allowed, anyone, reads
from documents import excel

COLUMNS = [
    "Tên",
    "Loại",
    "Cấp",
    "Dành cho",
    "Ai quyết định",
    "Áp dụng từ",
    "Đến hết",
    "Căn cứ",
    "Đối chiếu",
    "Hệ số tiền thưởng",
    "Tập thể gấp hai",
    "Căn cứ tiền thưởng",
    "Giấy kèm theo",
    "Quy định chuyển tiếp",
]
DOUBLES = {True: "Có", False: "Không", None: "Chưa rõ"}


@reads
@allowed(anyone)
def catalogue(request):
    """The forms in force today, or with `?all` those of other times too."""
    every = "all" in request.GET
    forms = AwardForm.objects.visible_to(request.user) if every else AwardForm.objects.on()
    word = _word(request.user)
    rows = [(form, _level(form, word), _recipients(form)) for form in forms]
    if request.GET.get("format") == "xlsx":
        return excel.download("Danh mục khen thưởng", COLUMNS, [_exported(*row) for row in rows])
    context = {"rows": rows, "every": every, "keeps": can_keep_catalogue(request.user)}
    context["coming"] = AwardForm.objects.filter(valid_from__gt=clock.today())
    return render(request, "awards/catalogue.html", context)


def _word(user):
    """What the reader's blocs call themselves: "Khối", "Cụm", or both where they differ."""
    words = {bloc.word for bloc in Bloc.objects.visible_to(user)}
    return " / ".join(sorted(words, reverse=True)) or AwardForm.Level.BLOC.label


def _level(form, word):
    return word if form.level == AwardForm.Level.BLOC else form.get_level_display()


def _recipients(form):
    return ", ".join(Recipient(kind).label.lower() for kind in form.recipients).capitalize()


def _exported(form, level, recipients):
    checked = "Chưa đối chiếu văn bản gốc" if form.recalled else "Đã đối chiếu"
    words = (form.name, form.get_kind_display(), level, recipients, form.decided_by)
    money = (form.prize_coefficient, DOUBLES[form.doubles_for_collectives], form.prize_source)
    later = (form.get_certificate_display(), form.transition)
    return [*words, form.valid_from, form.valid_to, form.source, checked, *money, *later]
