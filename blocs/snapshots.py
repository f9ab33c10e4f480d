"""All the rows a criteria table consists of, taken as they are and put back as they were.

The rows keep their ids, for lines of score sheets and pledged targets hang on them. Which models belong to a
table is read from the models: whatever in this room goes when the table goes.
"""

from dataclasses import replace
from functools import cache

from django.db import models

from blocs import outline
from blocs.models import CriteriaTable
from core import history

OWN = ("total_cap", "graded_by")  # what the table itself says; the rest of its columns tell its state


def take(table):
    """Return the rows of `table` as JSON can hold them."""
    found = {CriteriaTable._meta.model_name: [_facts(table, OWN)]}
    for model in family():
        found[model._meta.model_name] = [_facts(row) for row in rows_of(model, table).order_by("pk")]
    return found


def put_back(table, content):
    """Make the rows of `table` those of `content`; the caller holds the table and keeps the history.

    All are removed and written anew with their ids at once: what points to them, the database asks at the
    end of the transaction.
    """
    for model in reversed(family()):
        rows_of(model, table)._raw_delete(table._state.db)
    for model in family():
        model._base_manager.bulk_create(_instances(model, content))
    for field, value in _read(CriteriaTable, content[CriteriaTable._meta.model_name][0]).items():
        setattr(table, field, value)
    table.save(update_fields=OWN)


def lay_out(table, content):
    """Return the table as `content` has it, in memory only, with everything of it fetched already."""
    former = CriteriaTable(pk=table.pk, season=table.season)
    former._state.adding = False
    for field, value in _read(CriteriaTable, content[CriteriaTable._meta.model_name][0]).items():
        setattr(former, field, value)
    held = {CriteriaTable: {table.pk: former}}
    for model in family():
        held[model] = {row.pk: row for row in _instances(model, content)}
    for model in family():
        for field in _links(model):
            _join(field, held[model].values(), held[field.related_model])
    return former


def outline_of(table, content):
    """Return the Outline of what `content` says."""
    former = lay_out(table, content)
    steps = tuple(step.key for step in former.ladder.all())  # `outline.of` asks for today's
    return replace(outline.of(former), ladder=steps)


@cache
def family():
    """Return the models whose rows go with a criteria table, those that point to others after these."""
    found = [CriteriaTable]
    for model in found:  # grows while it is walked
        for relation in model._meta.related_objects:
            own = relation.related_model._meta.app_label == CriteriaTable._meta.app_label
            if own and relation.on_delete is models.CASCADE and relation.related_model not in found:
                found.append(relation.related_model)
    return _in_order(found[1:])


def rows_of(model, table):
    """Return the rows of one model of the family that belong to `table`, leaving ones too."""
    return model._base_manager.filter(**{_way(model): table.pk})


def _in_order(found):
    """Those first that point to no other one left."""
    ordered = []
    while len(ordered) < len(found):
        for model in found:
            needed = {field.related_model for field in _links(model)} - {CriteriaTable, model, *ordered}
            if model not in ordered and not needed:
                ordered.append(model)
    return tuple(ordered)


def _links(model):
    """The foreign keys of a model of the family to the table or another one of the family."""
    related = (field for field in model._meta.concrete_fields if field.is_relation)
    return [
        field
        for field in related
        if field.remote_field.on_delete is models.CASCADE
        and field.related_model._meta.app_label == CriteriaTable._meta.app_label
    ]


@cache
def _way(model):
    """The lookup that leads from a model of the family to its table: "group__table"."""
    links = [field for field in _links(model) if not field.null]
    link = next((each for each in links if each.related_model is CriteriaTable), links[0])
    return link.name if link.related_model is CriteriaTable else f"{link.name}__{_way(link.related_model)}"


def _facts(row, names=None):
    fields = [field for field in row._meta.concrete_fields if names is None or field.name in names]
    return history.plain({field.attname: field.value_from_object(row) for field in fields})


def _read(model, facts):
    """The values of one row; a column that is newer than what was kept has its default."""
    return {
        field.attname: field.to_python(facts[field.attname])
        for field in model._meta.concrete_fields
        if field.attname in facts
    }


def _instances(model, content):
    found = [model(**_read(model, facts)) for facts in content.get(model._meta.model_name, ())]
    for row in found:
        row._state.adding = False
    return found


def _join(field, rows, others):
    """Tie rows and what they point to together, as if both had been fetched, in the usual order."""
    relation = field.remote_field
    for row in rows:
        key = getattr(row, field.attname)
        setattr(row, field.name, others.get(key))
    for other in others.values():
        own = [row for row in rows if getattr(row, field.attname) == other.pk]
        if relation.multiple:
            _fill(other, relation.get_accessor_name(), _sorted(own, field.model))
        else:
            relation.set_cached_value(other, own[0] if own else None)


def _fill(other, name, rows):
    found = getattr(other, name).all()
    found._result_cache, found._prefetch_done = rows, True
    other.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


def _sorted(rows, model):
    """In the order of the model; a name that is a link of its own (group) never parts rows of one parent."""
    for told in reversed(model._meta.ordering):
        name = told.lstrip("-")
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        if not field.is_relation:
            rows = sorted(rows, key=field.value_from_object, reverse=told.startswith("-"))
    return rows
