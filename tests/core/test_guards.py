"""A page that only looks cannot write: what its own thread sends to the database is refused."""

import pytest
from django.db import transaction
from django.http import HttpResponse

from core.guards import WriteInReadError, edits, reads
from core.models import User

pytestmark = pytest.mark.django_db


def view(request):
    """A view that writes, whatever the method."""
    User.objects.create(username="ai")
    return HttpResponse("xong")


@pytest.mark.parametrize("guard", [reads, edits])
def test_a_get_that_writes_is_refused_and_nothing_is_written(rf, guard):
    with pytest.raises(WriteInReadError), transaction.atomic():
        guard(view)(rf.get("/"))
    assert not User.objects.exists()


def test_a_post_of_an_edited_page_writes(rf):
    assert edits(view)(rf.post("/")).content.decode() == "xong"
    assert User.objects.get().username == "ai"
