"""The golden register as a book: made into a paper as it stands, watched, taken away as PDF or Word."""

from operator import attrgetter

from awards.models import Register
from awards.permissions import can_see_book
from awards.registering import register_book
from documents import handout

URL = "awards:book"

book_print = handout.as_it_stands(
    Register,
    can_see_book,
    room=__name__,
    url=URL,
    issue=lambda register, by: register_book.issue(register, by=by).book,
)
book_request, book_progress, book_file = handout.views(
    Register,
    can_see_book,
    room=__name__,
    url=URL,
    template="awards/book_progress.html",
    about=lambda register: {"register": register},
    paper=attrgetter("book"),
)
