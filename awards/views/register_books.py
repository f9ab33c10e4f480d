"""The golden register as a book: made into a paper as it stands, watched, taken away as PDF or Word."""

from operator import attrgetter

from django.http import Http404
from django.shortcuts import redirect

from awards import register_book
from awards.models import Register
from awards.permissions import can_see_book
from core.guards import allowed, writes
from documents import handout, papers
from documents.models import Rendition


@writes
@allowed(can_see_book, Register)
def book_print(request, register, format):
    """Make the book as it stands today, and ask for its file."""
    if format not in Rendition.Format.values:
        raise Http404
    made = register_book.issue(register, by=request.user)
    papers.request(made.book, format, by=request.user)
    return redirect("awards:book_progress", register.pk, format)


book_request, book_progress, book_file = handout.views(
    Register,
    can_see_book,
    room=__name__,
    url="awards:book",
    template="awards/book_progress.html",
    about=lambda register: {"register": register},
    paper=attrgetter("book"),
)
