"""Text in the database is clean and composed, whatever way it came."""

from unicodedata import normalize

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from core import fields, inputs

pytestmark = pytest.mark.django_db

TYPED = normalize("NFD", " Ban\u00a0Nội  chính\u200b ")
KEPT = "Ban Nội chính"
PARAGRAPHS = normalize("NFD", "Một \r\n\r\n\r\nHai\x00")


@pytest.fixture
def note():
    """A table with one line and one block, for this test only."""
    with isolate_apps("core"):

        class Note(models.Model):
            name = fields.LineField("tên gọi", max_length=20)
            body = fields.BlockField("nội dung", blank=True)

            class Meta:
                app_label = "core"

            def __str__(self):
                return self.name

        columns = "id bigint PRIMARY KEY, name varchar(20) NOT NULL, body text NOT NULL"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE core_note ({columns})")
        yield Note
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE core_note")


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, body FROM core_note")
        return cursor.fetchall()


def test_saving_cleans_the_row_and_the_instance(note):
    kept = note(pk=1, name=TYPED, body=PARAGRAPHS)

    kept.save(force_insert=True)

    assert stored() == [(KEPT, "Một\n\nHai")]
    assert (kept.name, kept.body) == (KEPT, "Một\n\nHai")


def test_bulk_create_and_update_clean_too(note):
    note.objects.bulk_create([note(pk=1, name=TYPED, body=PARAGRAPHS)])
    assert stored() == [(KEPT, "Một\n\nHai")]

    note.objects.update(name=TYPED + "2", body=" x\n ")
    assert stored() == [(KEPT + " 2", "x")]


def test_an_expression_passes_untouched(note):
    kept = note(pk=1, name=KEPT)
    kept.save(force_insert=True)

    kept.name = models.functions.Upper("name")
    kept.save()

    assert note.objects.get().name.startswith("B")


def test_an_exact_filter_finds_text_in_any_spelling(note):
    note(pk=1, name=KEPT).save(force_insert=True)

    assert note.objects.filter(name=TYPED).count() == 1
    assert note.objects.filter(name__in=[TYPED]).count() == 1
    assert note.objects.filter(name="Ban Noi chinh").count() == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Hãy điền mục này."),
        (" \u200b", "Hãy điền mục này."),
        (None, "Hãy điền mục này."),
        ("x" * 21, "Hãy viết ngắn lại: nhiều nhất 20 ký tự, hiện có 21."),
    ],
)
def test_a_row_that_may_not_stand_says_so(note, name, sentence):
    with pytest.raises(ValidationError) as refusal:
        note(pk=1, name=name).full_clean(validate_unique=False)
    assert refusal.value.message_dict == {"name": [sentence]}


def test_the_length_is_that_of_the_clean_text(note):
    decomposed = normalize("NFD", "Nguyễn Ước Nguyệt Ổn")
    assert (len(decomposed), len(normalize("NFC", decomposed))) == (29, 20)

    note(pk=1, name=decomposed).full_clean(validate_unique=False)


def test_a_model_form_uses_the_fields_that_clean_alike(note):
    form = forms.modelform_factory(note, fields=["name", "body"])({"name": TYPED, "body": PARAGRAPHS})

    assert type(form.fields["name"]) is inputs.LineField
    assert type(form.fields["body"]) is inputs.BlockField
    assert form.is_valid()
    assert form.cleaned_data == {"name": KEPT, "body": "Một\n\nHai"}


def test_a_migration_can_write_the_field_down():
    _, path, _, kwargs = fields.LineField("tên gọi", max_length=20).deconstruct()

    assert (path, kwargs) == ("core.fields.LineField", {"verbose_name": "tên gọi", "max_length": 20})
