"""Who most likely signs the next decision: offered in the form, typed over when it is somebody else."""

from awards.models import Decision
from core import clock
from members import letterheads, lifetimes
from members.models import Post


def suggest(season, agency_id):
    """Return {signer_name, signer_post, place}: as the agency signed last, else its leader of today."""
    last = Decision.objects.filter(issuing_agency=agency_id).order_by("-signed_on", "-pk").first()
    if last:
        return {"signer_name": last.signer_name, "signer_post": last.signer_post, "place": last.place}
    head = letterheads.of(agency_id, form=season.form, day=clock.today())
    holder = lifetimes.holders_of([agency_id])[agency_id]
    leaders = Post.objects.on(clock.today()).filter(agency=holder, kind=Post.Kind.LEADER)
    post = leaders.select_related("person").order_by("pk").first()
    return {
        "signer_name": post.person.full_name if post else "",
        "signer_post": head.signer or season.bloc.head_label,
        "place": head.place,
    }
