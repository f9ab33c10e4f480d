"""What the addresses of dossiers are about."""

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.models import FormDeadline, RequiredPart
from awards.nominating import nomination_files
from awards.submitting import deadlines, dossier_papers, dossier_parcels, dossiers, holidays, opinions
from core import clock
from documents import papers, tasks
from tests import sent
from tests.awards import scene


def of(season):
    """Of the same year: a dossier with a nomination and its papers, and the rules on dossiers."""
    row = scene.nomination(season, code="ministry-merit")
    file = nomination_files.add(row, upload=SimpleUploadedFile("a.pdf", sent.pdf()), by=None)
    tasks.draw(file.file.previews.get().shard_id)
    opinion = opinions.ask(row, asked_of="Bộ A", asked_on=clock.today(), due_on=clock.today(), by=None)
    answered = SimpleUploadedFile("c.pdf", sent.pdf(words="c"))
    opinions.answer(opinion, answered_on=clock.today(), answer="agrees", upload=answered, by=None)
    dossier = dossiers.begin(season, form=row.form, addressee="Bộ trưởng", by=None)
    paper = dossier_papers.draw_up(dossier, by=None)[0]
    papers.request(paper.document, "pdf", by=None)
    scan = SimpleUploadedFile("b.pdf", sent.pdf(words="b"))
    holiday = {"name": "Tết Dương lịch", "first_day": clock.today(), "source": "Thông báo 1"}
    day = {"form": row.form, "due_on": clock.today(), "source": "Công văn 7"}
    return {
        "nomination-files/": file,
        "opinions/": opinion,
        "dossiers/": dossier,
        "dossier-lines/": dossier.lines.get(),
        "dossier-files/": dossiers.attach(dossier, part="minutes", upload=scan, by=None),
        "dossier-papers/": paper,
        "dossier-parcels/": dossier_parcels.request(dossier, by=None),
        "form-deadlines/": FormDeadline.objects.first(),
        "holidays/": holidays.enter(**holiday, by=None),
        "required-parts/": RequiredPart.objects.first(),
        "award-deadlines/": deadlines.set_own(season, **day, by=None),
    }
