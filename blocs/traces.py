"""What an activity leaves behind, entered by the head: who took part, and the photos."""

from blocs import seasons
from blocs.activities import open_year
from blocs.models import Activity, Participant, Photo
from core import clock, records
from core.rules import RuleError
from core.text import file_name
from documents import files, pictures

MOST_PHOTOS = 60  # of one activity


def participants_of(activity):
    """Return who took part in protocol order, with the names of the year."""
    season = activity.season
    order = {row.agency_id: row.order for row in seasons.members_of(season)}
    rows = activity.participants.named(season.standing_on)
    return sorted(rows, key=lambda row: order.get(row.agency_id, len(order) + row.pk))


def count_participants(activity, *, people, by):
    """Record how many people of which member came: `people` maps agency ids to a number or None.

    A member without a number did not take part. Raises RuleError before the activity was held, and for an
    agency that is not a member in that year.
    """
    with open_year(activity.season):
        _refuse_unheld(activity)
        members = {row.agency_id for row in seasons.members_of(activity.season)}
        if set(people) - members:
            raise RuleError("Chỉ ghi được các đơn vị thành viên của Khối trong năm này.")
        kept = {row.agency_id: row for row in activity.participants.all()}
        for agency, count in people.items():
            row = kept.get(agency)
            if count is None:
                if row:
                    records.drop(row, by=by, act="participant.remove")
                continue
            row = row or Participant(activity=activity, agency_id=agency)
            row.people = count
            records.keep(row, by=by, act="participant.count")


def add_photo(activity, *, upload, caption="", by):
    """Keep a photo of the activity, drawn anew (see `documents.pictures`).

    Raises RuleError when the file is no picture we take or there are too many, ValidationError when the
    activity has this photo already.
    """
    content, kind = pictures.redraw(upload)
    stored = files.keep(content, content_type=kind)  # before the lock: it takes time
    with open_year(activity.season):
        if activity.photos.count() >= MOST_PHOTOS:
            raise RuleError(f"Mỗi hoạt động giữ nhiều nhất {MOST_PHOTOS} ảnh. Hãy bỏ bớt ảnh cũ trước.")
        photo = Photo(
            activity=activity,
            file=stored,
            name=file_name(upload.name),
            caption=caption,
            added_at=clock.now(),
        )
        return records.keep(photo, by=by, act="photo.add")


def caption_photo(photo, *, caption, by):
    """Say anew what a photo shows."""
    with open_year(photo.activity.season):
        return records.change(photo, caption=caption, by=by, act="photo.caption")


def remove_photo(photo, *, by):
    """Take a photo away; its content stays stored. Raises RuleError when it is gone already."""
    with open_year(photo.activity.season):
        found = Photo.objects.filter(pk=photo.pk).first()
        if found is None:
            raise RuleError("Ảnh này đã được bỏ. Hãy tải lại trang.")
        records.drop(found, by=by, act="photo.remove")


def _refuse_unheld(activity):
    if Activity.objects.select_for_update().get(pk=activity.pk).state != Activity.State.HELD:
        raise RuleError("Ghi các đơn vị tham gia khi hoạt động đã tổ chức. Hãy ghi “đã tổ chức” trước.")
