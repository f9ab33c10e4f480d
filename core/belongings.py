"""What hangs on a row, whichever room or module put it there: found by the keys that point to it.

For the few acts that take something away wholly. Only rows that cannot be without it belong to it: those
whose key to it is kept or cascades; where a key may become empty, the row is somebody else's.
"""

from django.db import models

BOUND = (models.CASCADE, models.PROTECT)


def of(obj):
    """Return {model: keys} of `obj` and of all that hangs on it, what hangs on others after these."""
    found, fresh = {}, {type(obj): {obj.pk}}
    while fresh:
        for model, keys in fresh.items():
            found[model] = found.pop(model, set()) | keys  # the deepest stands last
        fresh = _next(fresh, found)
    return found


def take_away(found):
    """Delete the rows that `of` found, the deepest first; guards of the database may forbid it."""
    for model, keys in reversed(found.items()):
        rows = model._base_manager.filter(pk__in=keys)
        rows._raw_delete(rows.db)


def keys_to(target, found):
    """Return the keys of the rows of `target` that the rows in `found` point to."""
    keys = set()
    for model, own in found.items():
        for field in model._meta.concrete_fields:
            if field.related_model is target:
                keys |= set(model._base_manager.filter(pk__in=own).values_list(field.attname, flat=True))
    return keys - {None}


def is_pointed_to(obj, *, but=()):
    """Say whether any row still points to `obj`, by whatever key; rows of the models `but` do not count."""
    return any(
        model._base_manager.filter(**{field.name: obj.pk}).exists()
        for model, field in _pointing(type(obj))
        if model not in but
    )


def pointing_to(obj):
    """Return (name of the key, rows that point to `obj` by it) for every key, in the order of the apps."""
    found = ((field.name, model) for model, field in _pointing(type(obj)))
    return [(name, model._base_manager.filter(**{name: obj.pk}).order_by("pk")) for name, model in found]


def _next(fresh, found):
    """The rows that point to the `fresh` ones and were not found yet."""
    more = {}
    for target, keys in fresh.items():
        for model, field in _pointing(target):
            if field.remote_field.on_delete in BOUND:
                rows = set(
                    model._base_manager.filter(**{f"{field.name}__in": keys}).values_list("pk", flat=True)
                )
                if rows := rows - found.get(model, set()):
                    more.setdefault(model, set()).update(rows)
    return more


def _pointing(target):
    """(model, field) of every key to `target`, tables between many and many among them."""
    for relation in target._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field
