"""Designs as they are worked on: begun, saved, published, taken up again, given up.

Every agency's design has at most one draft; what is published never changes (the database refuses it).
"""

from django.db import transaction

from awards.designing import contents, looks, placements, uses
from awards.models import CertificateDesign, DesignFont, DesignVersion
from core import clock, records
from core.rules import RuleError
from core.transitions import move
from documents import designs, faces

NO_DRAFT = "Mẫu này không có bản nháp. Hãy mở các bản của mẫu rồi chọn “Sửa thành bản mới”."
RETIRED = "Mẫu này đã ngừng dùng nên không sửa được nữa. Hãy tạo mẫu mới từ mẫu này."


class StaleDraftError(RuleError):
    """Somebody saved the draft meanwhile; `revision` is where it stands now."""

    def __init__(self, revision):
        super().__init__(
            "Người khác vừa lưu bản nháp này. Hãy tải lại trang để lấy bản mới nhất rồi sửa tiếp; "
            "những gì bạn vừa sửa chưa được lưu."
        )
        self.revision = revision


def start(agency, *, name, source, width, height, by):
    """Begin a design of `agency` as a copy of `source` on a sheet of this size (mm); return it.

    `source` is the name of a built-in design or a DesignVersion, whose picture comes along. Raises
    ValidationError when the agency has a design of that name.
    """
    design = CertificateDesign(agency=agency, name=name)
    if isinstance(source, DesignVersion):
        content, picture = source.content, source.picture
        role = source.picture_role
    else:
        content, picture, role = contents.of_built_in(designs.named(source)), None, ""
    content = contents.resized(content, float(width), float(height))
    content = contents.read(content, {*faces.CUTS, *contents.cuts_of(content)})
    with transaction.atomic():
        records.keep(design, by=by, act="design.start")
        _keep_draft(design, 1, content, picture, role, by=by)
    return design


def take_in(agency, *, name, content, picture, role, by):
    """Begin a design of `agency` with `content` that was read already (from a file); return it."""
    design = CertificateDesign(agency=agency, name=name)
    with transaction.atomic():
        records.keep(design, by=by, act="design.import")
        _keep_draft(design, 1, content, picture, role, by=by)
    return design


def current(design):
    """Return the version that one works with: the draft, else the latest published one."""
    return design.versions.select_related("design", "picture").order_by("-number").first()


def published(design):
    """Return the version that is printed from, or None while there is none."""
    versions = design.versions.filter(state=DesignVersion.State.PUBLISHED)
    return versions.select_related("design", "picture").order_by("-number").first()


def faces_for(version):
    """Return the faces on offer for `version`, as a set of keys: ours, the agency's, and those it has."""
    own = DesignFont.objects.filter(agency=version.design.agency_id, retired_at=None).select_related("file")
    return {*faces.CUTS, *(font.cut for font in own), *contents.cuts_of(version.content)}


def read(version, typed):
    """Return the content `typed` (JSON of the page) as a version of this design may hold it; see contents."""
    whole = dict(typed) if isinstance(typed, dict) else {}
    if isinstance(whole.get("sheet"), dict):  # the page knows the drawing only as a picture
        whole["sheet"] = {"ground": version.content["sheet"]["ground"]} | whole["sheet"]
    known = {key: whole.get(key) for key in ("sheet", "boxes", "code", "stamp")}
    return contents.read(known, faces_for(version))


def write(design, typed, *, revision, by):
    """Save what was `typed` into the draft of `design`, last seen at `revision`; return the DesignVersion.

    Raises StaleDraftError when somebody else saved meanwhile, contents.Faults, and RuleError when there is
    no draft. The same content again is no new revision.
    """
    with transaction.atomic():
        draft = locked(design)
        if draft.revision != revision:
            raise StaleDraftError(draft.revision)
        content = read(draft, typed)
        return draft if content == draft.content else rewrite(draft, by=by, content=content)


def publish(design, *, by):
    """Make the draft of `design` the version certificates are printed from; return it.

    A second click returns the same one. Raises RuleError that names what cannot be printed.
    """
    with transaction.atomic():
        row = CertificateDesign.objects.select_for_update().get(pk=design.pk)
        draft = _draft_of(row)
        if draft is None and (last := _just_published(row, by)):
            return last
        draft = locked(row)
        if refused := [remark for remark in placements.remarks(draft) if remark["kind"] == "refuse"]:
            told = " ".join(remark["sentence"] for remark in refused[:3])
            more = f" Còn {len(refused) - 3} chỗ khác cũng vướng." if len(refused) > 3 else ""
            raise RuleError(f"Mẫu chưa dùng được. {told}{more}")
        return move(draft, "publish", by=by, sha256=looks.seal_of(draft))


def draft_from(version, *, by):
    """Begin the next draft of a design with what `version` holds; return it. Its revisions count on.

    Raises RuleError when there is a draft already or the design was given up.
    """
    with transaction.atomic():
        design = CertificateDesign.objects.select_for_update().get(pk=version.design_id)
        _refuse_retired(design)
        if _draft_of(design):
            raise RuleError(
                "Mẫu đang có một bản nháp. Hãy sửa tiếp bản nháp đó, hoặc cho dùng rồi sửa bản mới."
            )
        last = design.versions.order_by("-number").first()
        held = (version.content, version.picture, version.picture_role)
        return _keep_draft(design, last.number + 1, *held, revision=last.revision + 1, by=by)


def retire(design, *, by):
    """Give `design` up: nothing new is printed in it; certificates and batches that use it go on unharmed."""
    with transaction.atomic():
        row = CertificateDesign.objects.select_for_update().get(pk=design.pk)
        if row.retired_at:
            return row
        uses.end_all(row, by=by)
        return records.change(row, by=by, act="design.retire", retired_at=clock.now())


def locked(design):
    """Return the draft of `design`, locked. Raises RuleError without one, or when it was given up."""
    _refuse_retired(CertificateDesign.objects.get(pk=design.pk))
    drafts = DesignVersion.objects.select_for_update()  # alone: a picture joined to it may be that of before
    draft = drafts.filter(design=design.pk, state=DesignVersion.State.DRAFT).order_by().first()
    if draft is None:
        raise RuleError(NO_DRAFT)
    return draft


def rewrite(draft, *, by, act="design.save", counted=True, **facts):
    """Set `facts` on a locked `draft` and return it; `counted`: what a page holds of it is stale now."""
    held = records.values(draft)
    facts |= {"revision": draft.revision + counted, "saved_at": clock.now(), "saved_by": by}
    for name, value in facts.items():
        setattr(draft, name, value)
    return records.keep(draft, by=by, act=act, held=held)


def _keep_draft(design, number, content, picture, role, *, revision=0, by):
    draft = DesignVersion(
        design=design,
        number=number,
        content=content,
        picture=picture,
        picture_role=role,
        revision=revision,
        saved_at=clock.now(),
        saved_by=by,
    )
    return records.keep(draft, by=by, act="design.draft")


def _draft_of(design):
    return design.versions.filter(state=DesignVersion.State.DRAFT).first()


def _just_published(design, by):
    last = published(design)
    since = clock.now() - records.SECOND_CLICK
    return last if last and last.published_by == by and last.published_at >= since else None


def _refuse_retired(design):
    if design.retired_at:
        raise RuleError(RETIRED)
