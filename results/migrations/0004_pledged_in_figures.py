"""Targets in figures, titles registered for, the countersignature, amendments."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blocs", "0012_titles"),
        ("documents", "0004_plans_and_letters"),
        ("results", "0003_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amended_on", models.DateField(verbose_name="ngày điều chỉnh")),
                ("reason", core.fields.BlockField(verbose_name="lý do")),
                ("old_text", core.fields.LineField(blank=True, max_length=200, verbose_name="chỉ tiêu cũ")),
                (
                    "old_number",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="số lượng cũ"
                    ),
                ),
                ("old_unit", core.fields.LineField(blank=True, max_length=30, verbose_name="đơn vị tính cũ")),
                ("old_due_on", models.DateField(blank=True, null=True, verbose_name="hạn cũ")),
                ("new_text", core.fields.LineField(max_length=200, verbose_name="chỉ tiêu mới")),
                (
                    "new_number",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="số lượng mới"
                    ),
                ),
                (
                    "new_unit",
                    core.fields.LineField(blank=True, max_length=30, verbose_name="đơn vị tính mới"),
                ),
                ("new_due_on", models.DateField(blank=True, null=True, verbose_name="hạn mới")),
            ],
            options={
                "verbose_name": "điều chỉnh chỉ tiêu",
                "verbose_name_plural": "điều chỉnh chỉ tiêu",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Countersignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="ngày xác nhận")),
                ("signer", core.fields.LineField(max_length=200, verbose_name="người ký xác nhận")),
                ("note", core.fields.BlockField(blank=True, verbose_name="ý kiến")),
            ],
            options={
                "verbose_name": "xác nhận giao ước",
                "verbose_name_plural": "xác nhận giao ước",
            },
        ),
        migrations.CreateModel(
            name="TitleRegistration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveSmallIntegerField(verbose_name="số lượng")),
            ],
            options={
                "verbose_name": "đăng ký danh hiệu",
                "verbose_name_plural": "đăng ký danh hiệu",
                "ordering": ["title__position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="target",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="hạn"),
        ),
        migrations.AddField(
            model_name="target",
            name="number",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="số lượng"
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="unit",
            field=core.fields.LineField(blank=True, max_length=30, verbose_name="đơn vị tính"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit", ""), ("number__isnull", False), _connector="OR"),
                name="target_unit_counts_something",
                violation_error_message="Ghi số lượng trước khi ghi đơn vị tính.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", True), ("number__gte", 0), _connector="OR"),
                name="target_number_positive",
                violation_error_message="Số lượng không được âm.",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="blocs.criterion",
                verbose_name="tiêu chí",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
                verbose_name="văn bản",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="pledge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="results.pledge",
                verbose_name="giao ước",
            ),
        ),
        migrations.AddField(
            model_name="countersignature",
            name="signing",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="countersignature",
                to="results.pledgesigning",
                verbose_name="lễ ký giao ước",
            ),
        ),
        migrations.AddField(
            model_name="titleregistration",
            name="pledge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="titles",
                to="results.pledge",
                verbose_name="giao ước",
            ),
        ),
        migrations.AddField(
            model_name="titleregistration",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="blocs.titleoption",
                verbose_name="danh hiệu",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="amendment_says_why",
                violation_error_message="Điều chỉnh chỉ tiêu thì phải ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="titleregistration",
            constraint=models.UniqueConstraint(fields=("pledge", "title"), name="title_registered_once"),
        ),
        migrations.AddConstraint(
            model_name="titleregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)),
                name="title_registered_for_somebody",
                violation_error_message="Số lượng đăng ký phải từ 1 trở lên; không đăng ký thì để trống.",
            ),
        ),
    ]
