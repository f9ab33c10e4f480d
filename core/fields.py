"""Model fields for text: whatever the way in, the database holds it clean and in NFC.

A form, an import, `update()`, `bulk_create()` and the value of an exact filter all pass `to_python`, so
stored text and the text that is looked for are spelt alike. (Parts of words, as in `contains`, are looked
for in a column of `text.search_key`.)
"""

from django.db import models

from core import inputs
from core.text import clean_block, clean_line

MESSAGES = {"blank": inputs.FILL_IN, "null": inputs.FILL_IN, "max_length": inputs.TOO_LONG}


class CleanText:
    """Mixed into a text field: cleans with `tidy` on every way to the database."""

    default_error_messages = MESSAGES

    def to_python(self, value):
        """Return the text as it will be kept."""
        value = super().to_python(value)
        return value if value is None else self.tidy(value)

    def pre_save(self, instance, add):
        """Clean the instance too, so that it says what the database says."""
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = self.tidy(value)
            setattr(instance, self.attname, value)
        return value


class LineField(CleanText, models.CharField):
    """One line: NFC, nothing invisible, single spaces."""

    tidy = staticmethod(clean_line)

    def formfield(self, **kwargs):
        """Return the form field that cleans alike."""
        return super().formfield(**{"form_class": inputs.LineField, **kwargs})


class BlockField(CleanText, models.TextField):
    """Paragraphs: each line clean, at most one empty line in a row."""

    tidy = staticmethod(clean_block)

    def formfield(self, **kwargs):
        """Return the form field that cleans alike."""
        return super().formfield(**{"form_class": inputs.BlockField, **kwargs})
