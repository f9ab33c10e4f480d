"""What a person has to do next, read from the facts of every room."""

from datetime import date

from desk.todo import lead, member, officer
from desk.todo.line import Todo

__all__ = ["Todo", "of"]


def of(user, season):
    """Return everything `user` should do now, the most urgent first."""
    found = [*officer.todos(user, season), *lead.todos(user, season), *member.todos(user, season)]
    return sorted(found, key=lambda todo: (todo.due_on is None, todo.due_on or date.max))
