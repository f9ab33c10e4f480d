"""Base salaries, prize money on the lines, texts of a decision, later decisions that change it, the printed book.

From here on the database itself keeps the golden register: an entry is never deleted nor given to somebody else, and
once a number stands in a book, the book only counts on. SQLite makes the tables of decisions and their lines anew;
none of them has triggers.
"""

import django.db.models.deletion
from django.db import migrations, models

import core.fields
from awards.deciding import prizes

ENTRY, REGISTER = "awards_registerentry", "awards_register"
MOVED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("register_id", "number", "line_id", "entered_at"))
VOIDED = "(OLD.void_reason <> '' AND NEW.void_reason <> OLD.void_reason)"
COUNTED = f"EXISTS (SELECT 1 FROM {ENTRY} e WHERE e.register_id = OLD.id)"
OTHER = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("agency_id", "year", "first_number"))
GUARDS = (
    ("register_entry_kept", ENTRY, "DELETE", "1 = 1", "a number of the golden register is voided, never deleted"),
    ("register_entry_only_voided", ENTRY, "UPDATE", f"{MOVED} OR {VOIDED}", "an entry of the register is only voided, once"),
    (
        "register_counts_on",
        REGISTER,
        "UPDATE",
        f"{COUNTED} AND ({OTHER} OR NEW.next_number < OLD.next_number)",
        "a register with entries only counts on",
    ),
)


def protect(apps, schema_editor):
    for name, table, event, asked, message in GUARDS:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {asked} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        back = "OLD" if event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {asked} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {back}; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def enter_salaries(apps, schema_editor):
    rows = apps.get_model("awards", "BaseSalary").objects
    for facts in prizes.salaries():
        rows.update_or_create(valid_from=facts.pop("valid_from"), defaults=facts)


class Migration(migrations.Migration):

    dependencies = [
        ("awards", "0006_eligibility"),
        ("documents", "0005_previews"),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='amends',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amended_by', to='awards.decision', verbose_name='sửa đổi, hủy bỏ quyết định'),
        ),
        migrations.AddField(
            model_name='decision',
            name='article_1',
            field=core.fields.BlockField(blank=True, max_length=3000, verbose_name='Điều 1'),
        ),
        migrations.AddField(
            model_name='decision',
            name='article_2',
            field=core.fields.BlockField(blank=True, max_length=3000, verbose_name='Điều 2'),
        ),
        migrations.AddField(
            model_name='decision',
            name='article_3',
            field=core.fields.BlockField(blank=True, max_length=3000, verbose_name='Điều 3'),
        ),
        migrations.AddField(
            model_name='decision',
            name='backdated',
            field=core.fields.LineField(blank=True, max_length=300, verbose_name='lý do ký trước ngày đề nghị'),
        ),
        migrations.AddField(
            model_name='decision',
            name='bases',
            field=core.fields.BlockField(blank=True, max_length=6000, verbose_name='căn cứ'),
        ),
        migrations.AddField(
            model_name='decisionline',
            name='coefficient',
            field=models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, verbose_name='hệ số'),
        ),
        migrations.AddField(
            model_name='decisionline',
            name='prize',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='tiền thưởng (đồng)'),
        ),
        migrations.AddField(
            model_name='decisionline',
            name='unpaid',
            field=core.fields.LineField(blank=True, max_length=200, verbose_name='lý do không chi tiền thưởng'),
        ),
        migrations.AddField(
            model_name='register',
            name='book',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='bản in'),
        ),
        migrations.AlterField(
            model_name='nomination',
            name='state',
            field=models.CharField(choices=[('proposed', 'Đã đề nghị'), ('endorsed', 'Khối đã thông qua'), ('withdrawn', 'Đơn vị đã rút'), ('dropped', 'Không đưa vào danh sách'), ('granted', 'Đã khen thưởng'), ('refused', 'Không được khen thưởng'), ('revoked', 'Đã hủy khen thưởng')], default='proposed', max_length=10, verbose_name='trạng thái'),
        ),
        migrations.CreateModel(
            name='BaseSalary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.PositiveIntegerField(verbose_name='mức lương cơ sở (đồng)')),
                ('valid_from', models.DateField(unique=True, verbose_name='áp dụng từ ngày')),
                ('doubling', models.CharField(choices=[('coefficient', 'Nhân hệ số rồi làm tròn'), ('amount', 'Làm tròn mức của cá nhân rồi nhân')], default='coefficient', max_length=11, verbose_name='tiền thưởng của tập thể')),
                ('source', core.fields.BlockField(max_length=400, verbose_name='căn cứ')),
                ('recalled', models.BooleanField(default=False, verbose_name='chưa đối chiếu văn bản gốc')),
            ],
            options={
                'verbose_name': 'mức lương cơ sở',
                'verbose_name_plural': 'mức lương cơ sở',
                'ordering': ['-valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='base_salary_is_something', violation_error_message='Mức lương cơ sở phải lớn hơn 0 đồng.')],
            },
        ),
        migrations.CreateModel(
            name='LineChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('correct', 'Sửa lại'), ('revoke', 'Hủy bỏ')], max_length=7, verbose_name='việc')),
                ('prefix', core.fields.LineField(blank=True, max_length=20, verbose_name='xưng hô')),
                ('name', core.fields.LineField(blank=True, max_length=200, verbose_name='tên')),
                ('unit', core.fields.LineField(blank=True, max_length=300, verbose_name='chức vụ, đơn vị')),
                ('reason', core.fields.LineField(max_length=300, verbose_name='lý do')),
                ('was', core.fields.LineField(blank=True, max_length=600, verbose_name='trước đây ghi')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='awards.decision', verbose_name='quyết định sửa đổi, hủy bỏ')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='awards.decisionline', verbose_name='dòng')),
            ],
            options={
                'verbose_name': 'thay đổi của một dòng quyết định',
                'verbose_name_plural': 'thay đổi của các dòng quyết định',
                'ordering': ['decision', 'line__position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'line'), name='line_changed_once_by_a_decision', violation_error_message='Dòng này đã có trong quyết định. Hãy bỏ ra trước rồi ghi lại.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'correct'), models.Q(('name', ''), _negated=True)), models.Q(('kind', 'revoke'), ('name', ''), ('unit', '')), _connector='OR'), name='line_change_says_what', violation_error_message='Hãy ghi tên đúng của tập thể, cá nhân.')],
            },
        ),
        migrations.RunPython(enter_salaries, migrations.RunPython.noop),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
