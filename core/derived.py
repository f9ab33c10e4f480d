"""Columns computed from other columns, so that no way of writing can forget them."""

from django.db import models

from core import sorting


class KeyField(models.CharField):
    """A key (for searching or sorting) that follows the row's own text at every save.

    `make` takes the row and returns the key; migrations do not need it.
    """

    def __init__(self, *args, make=None, **kwargs):
        self.make = make
        kwargs |= {"editable": False, "blank": True, "db_index": True}
        kwargs.setdefault("max_length", sorting.LENGTH)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        """Compute the key anew."""
        key = self.make(model_instance)[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key
