"""What a person has to do next, read from the facts of every room."""

from datetime import date

from desk.todo import certificates, conference, cross, dossiers, honours, lead, member, officer, reports
from desk.todo.line import Todo

__all__ = ["Todo", "of"]


def of(user, season):
    """Return everything `user` should do now, the most urgent first."""
    rooms = (officer, lead, conference, member, cross, honours, dossiers, reports, certificates)
    found = [todo for room in rooms for todo in room.todos(user, season)]
    return sorted(found, key=lambda todo: (todo.due_on is None, todo.due_on or date.max))
