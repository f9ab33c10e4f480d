"""The book of a bloc's fund."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blocs", "0007_what_comes_of_it"),
        ("members", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FundEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                ("day", models.DateField(verbose_name="ngày")),
                (
                    "flow",
                    models.CharField(
                        choices=[("in", "Thu"), ("out", "Chi")], max_length=3, verbose_name="thu hay chi"
                    ),
                ),
                ("amount", models.PositiveBigIntegerField(verbose_name="số tiền (đồng)")),
                ("content", core.fields.LineField(max_length=300, verbose_name="nội dung")),
                ("reference", core.fields.LineField(blank=True, max_length=100, verbose_name="chứng từ")),
                ("reason", core.fields.BlockField(blank=True, verbose_name="lý do hủy")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_entries",
                        to="blocs.activity",
                        verbose_name="chi cho hoạt động",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.agency",
                        verbose_name="đơn vị đóng góp",
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="blocs.season",
                        verbose_name="chuyển từ năm",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="blocs.fundentry",
                        verbose_name="hủy khoản",
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_entries",
                        to="blocs.season",
                        verbose_name="năm thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "khoản thu chi",
                "verbose_name_plural": "khoản thu chi",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "number"),
                        name="fund_entry_number",
                        violation_error_message="Sổ quỹ đã có khoản mang số này.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 1)),
                        name="fund_entry_amount",
                        violation_error_message="Số tiền phải lớn hơn 0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("activity__isnull", True), ("flow", "in")),
                            models.Q(("agency__isnull", True), ("flow", "out")),
                            _connector="OR",
                        ),
                        name="fund_entry_one_side",
                        violation_error_message="Khoản thu ghi đơn vị đóng góp, khoản chi ghi hoạt động.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("reverses__isnull", True)),
                            models.Q(("reverses__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="fund_reversal_says_why",
                        violation_error_message="Khoản hủy phải có lý do.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried_from__isnull", True),
                            models.Q(("carried_from", models.F("season")), _negated=True),
                            _connector="OR",
                        ),
                        name="fund_carried_from_another_year",
                        violation_error_message="Số dư chỉ chuyển từ năm khác sang.",
                    ),
                ],
            },
        ),
    ]
