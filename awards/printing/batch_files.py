"""The files of a batch, as a worker makes them: parts drawn, then bound; and what is taken out again."""

from itertools import groupby

from awards.certifying import wording
from awards.designing import looks
from awards.models import Certificate
from awards.printing import batch_choices
from documents import binding, files, impositions, sheets
from documents.models import Shard

PDF = "application/pdf"
TITLE = "Bằng khen"


def parts(chosen, size, *, proof=False):
    """Return the facts of the shards: first and last page, at most `size` pages, one design each.

    The parts of a proof name their certificates, for it has no sheets that would.
    """
    found = []
    for _, run in groupby(enumerate(chosen, 1), key=lambda item: item[1].design):
        pages = list(run)
        for begin in range(0, len(pages), size):
            part = pages[begin : begin + size]
            facts = {"first": part[0][0], "last": part[-1][0]}
            found.append(facts | {"certificates": [row.pk for _, row in part]} if proof else facts)
    return found


def drawn(batch, facts):
    """Return one part (bytes): what differs between its certificates."""
    rows = _certificates(batch, facts)
    return sheets.draw_part(looks.named(rows[0].design), [wording.row_of(row) for row in rows])


def bound(batch, shard):
    """Return the whole file: neighbouring parts of a design share its ground, then all are bound in order."""
    mode = "full" if batch.mode == batch.Mode.TWO_UP else batch.mode
    distortion = None if batch.mode == batch.Mode.TWO_UP else batch.distortion
    runs = []
    for name, run in groupby(_finished(batch, shard), key=lambda part: part[0]):
        _, contents, counts = zip(*run, strict=True)
        design, pages = looks.named(name), sum(counts)
        made = sheets.assemble(design, contents, pages=pages, mode=mode, distortion=distortion)
        runs.append((made, pages))
    content = runs[0][0]
    if len(runs) > 1:
        pages = sum(count for _, count in runs)
        content = binding.bind([made for made, _ in runs], pages=pages, title=TITLE, exact=True)
    if batch.mode == batch.Mode.TWO_UP:
        plan = batch_choices.plan_of(batch, (design.width, design.height))
        return impositions.impose(content, plan, title=TITLE, distortion=batch.distortion)
    return content


def taken_out(batch, stored, numbers):
    """Return a PDF (bytes) of these certificates (numbers from 1 in the batch) out of its `stored` file."""
    with files.open(stored) as stream:
        content = stream.read()
    if batch.mode == batch.Mode.TWO_UP:
        return impositions.take(content, numbers)
    return sheets.extract(content, numbers)


def _certificates(batch, facts):
    if named := facts.get("certificates"):
        found = Certificate.objects.in_bulk(named)
        return [found[pk] for pk in named]
    pages = batch.sheets.filter(page__range=(facts["first"], facts["last"]))
    return [sheet.certificate for sheet in pages.select_related("certificate").order_by("page")]


def _finished(batch, shard):
    """(design, content, number of pages) of every part, in order."""
    design_on = dict(batch.sheets.values_list("page", "certificate__design"))
    done = Shard.objects.filter(job=shard.job_id, last=False).select_related("file").order_by("number")
    for part in done:
        first, last = part.facts["first"], part.facts["last"]
        name = design_on.get(first) or _certificates(batch, part.facts)[0].design
        with files.open(part.file) as stream:
            yield name, stream.read(), last - first + 1
