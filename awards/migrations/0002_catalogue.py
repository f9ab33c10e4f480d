"""Enters the catalogue of titles and forms, so that a new installation can award at once."""

from django.db import migrations

from awards.cataloguing import catalogue


def enter(apps, schema_editor):
    forms = apps.get_model("awards", "AwardForm").objects
    for facts in catalogue.rows():
        key = {"code": facts.pop("code"), "valid_from": facts.pop("valid_from")}
        forms.update_or_create(**key, defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
