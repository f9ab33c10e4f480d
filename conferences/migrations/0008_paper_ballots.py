"""Paper ballots: channels on the roll, the closed box, what two tellers counted, what was printed.

SQLite makes the tables of polls and of the roll anew: the guards that speak of them step aside and are put back
as they were (see 0007). New guards keep a channel once it is written, a count once it was compared, and the urn
as it is once the box beside it is closed; nothing of them changes after the poll is over.
"""

import core.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

CHANNEL = "the channel of a vote is frozen"
CHOICE = "channels are chosen before a poll is opened"
COUNT = "a count that was compared is kept"
BOX = "a closed box is never opened again"
SEALED = "nobody votes beside paper ballots that are being counted"
OVER = "SELECT 1 FROM conferences_poll p WHERE p.id = {row}.poll_id AND p.state IN ('closed', 'void')"
BEGUN = "SELECT 1 FROM conferences_poll p WHERE p.id = {row}.poll_id AND p.state <> 'draft'"
LATER = "SELECT 1 FROM conferences_box b WHERE b.poll_id = OLD.poll_id AND b.round > OLD.round"
OTHER = "SELECT 1 FROM conferences_tellercount c WHERE c.poll_id = OLD.poll_id AND c.round = OLD.round AND c.id <> OLD.id"
CLOSED = "SELECT 1 FROM conferences_box b WHERE b.poll_id = NEW.poll_id"
_aside = []


def guards():
    """(name, table, event, when it refuses, message)."""
    told = "OLD.on_paper <> NEW.on_paper OR (OLD.moved AND NOT NEW.moved)"
    yield "elector_channel_update", "conferences_elector", "UPDATE", told, CHANNEL
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        name = event.lower()
        begun, over = f"EXISTS ({BEGUN.format(row=row)})", f"EXISTS ({OVER.format(row=row)})"
        yield f"paper_choice_{name}", "conferences_paperchoice", event, begun, CHOICE
        later = "" if event == "INSERT" else f" OR EXISTS ({LATER}) OR EXISTS ({OTHER})"
        yield f"teller_count_{name}", "conferences_tellercount", event, over + later, COUNT
        fewer = " OR NEW.round < OLD.round OR NEW.closed_at <> OLD.closed_at" if event == "UPDATE" else ""
        refused = "OLD.poll_id IS NOT NULL" if event == "DELETE" else over + fewer
        yield f"box_{name}", "conferences_box", event, refused, BOX
    voted = "NEW.is_open AND OLD.papers <> NEW.papers"
    yield "urn_sealed_update", "conferences_urn", "UPDATE", f"{voted} AND EXISTS ({CLOSED})", SEALED


def stand_aside(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    spoken_of = "sql LIKE '%conferences_poll%' OR sql LIKE '%conferences_elector%'"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND ({spoken_of})")
        _aside[:] = cursor.fetchall()
    for name, _ in _aside:
        schema_editor.execute(f"DROP TRIGGER {name}")


def protect(apps, schema_editor):
    for _, statement in _aside:
        schema_editor.execute(statement)
    _aside.clear()
    for name, table, event, asked, message in guards():
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


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0004_paper_form'),
        ('conferences', '0007_second_rounds'),
        ('documents', '0005_previews'),
        ('members', '0006_invitation_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(stand_aside, migrations.RunPython.noop),
        migrations.CreateModel(
            name='BallotPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copies', models.PositiveSmallIntegerField(verbose_name='số phiếu in')),
            ],
            options={
                'verbose_name': 'lần in phiếu',
                'verbose_name_plural': 'các lần in phiếu',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Box',
            fields=[
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='conferences.poll')),
                ('closed_at', models.DateTimeField(verbose_name='đóng hòm lúc')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='lần kiểm')),
            ],
            options={
                'verbose_name': 'hòm phiếu giấy',
                'verbose_name_plural': 'hòm phiếu giấy',
            },
        ),
        migrations.CreateModel(
            name='PaperChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=300, verbose_name='tên')),
            ],
            options={
                'verbose_name': 'phiếu bỏ bằng giấy',
                'verbose_name_plural': 'các phiếu bỏ bằng giấy',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TellerCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='lần kiểm')),
                ('seat', models.PositiveSmallIntegerField(verbose_name='người kiểm thứ')),
                ('issued', models.PositiveSmallIntegerField(verbose_name='phát ra')),
                ('returned', models.PositiveSmallIntegerField(verbose_name='thu về')),
                ('not_returned', models.PositiveSmallIntegerField(verbose_name='không thu về')),
                ('valid', models.PositiveSmallIntegerField(verbose_name='hợp lệ')),
                ('invalid', models.PositiveSmallIntegerField(verbose_name='không hợp lệ')),
                ('blank', models.PositiveSmallIntegerField(verbose_name='trắng')),
                ('votes', models.JSONField(verbose_name='số phiếu chọn')),
                ('against', models.JSONField(blank=True, verbose_name='số phiếu không đồng ý')),
                ('reason', core.fields.LineField(blank=True, max_length=300, verbose_name='vì sao lần trước khác')),
            ],
            options={
                'verbose_name': 'số liệu của người kiểm phiếu',
                'verbose_name_plural': 'số liệu của người kiểm phiếu',
                'ordering': ['round', 'seat'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='poll',
            name='poll_accounts_are_of_units',
        ),
        migrations.AddField(
            model_name='elector',
            name='moved',
            field=models.BooleanField(default=False, verbose_name='đổi sang phiếu giấy khi đang bỏ phiếu'),
        ),
        migrations.AddField(
            model_name='elector',
            name='on_paper',
            field=models.BooleanField(default=False, verbose_name='bỏ phiếu giấy'),
        ),
        migrations.AlterField(
            model_name='poll',
            name='mode',
            field=models.CharField(choices=[('login', 'Bằng tài khoản của đơn vị'), ('slip', 'Bằng phiếu mã rút thăm'), ('paper', 'Bằng phiếu giấy'), ('mixed', 'Bằng tài khoản của đơn vị và phiếu giấy'), ('mslip', 'Bằng phiếu mã rút thăm và phiếu giấy')], max_length=6, verbose_name='bỏ phiếu'),
        ),
        migrations.AddConstraint(
            model_name='elector',
            constraint=models.CheckConstraint(condition=models.Q(('on_paper', False), ('moved', False), _connector='OR'), name='elector_moves_to_paper_once'),
        ),
        migrations.AddConstraint(
            model_name='elector',
            constraint=models.CheckConstraint(condition=models.Q(('voted__isnull', True), models.Q(('moved', False), ('on_paper', False)), _connector='OR'), name='elector_on_paper_is_not_in_the_urn'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode__in', ('login', 'mixed')), _negated=True), ('roll', 'units'), _connector='OR'), name='poll_accounts_are_of_units', violation_error_message='Tài khoản là của đơn vị nên chỉ bỏ được phiếu của đơn vị. Mỗi đại biểu một phiếu thì chọn phiếu mã rút thăm hoặc phiếu giấy.'),
        ),
        migrations.AddField(
            model_name='ballotprint',
            name='job',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.job', verbose_name='việc tạo tệp'),
        ),
        migrations.AddField(
            model_name='ballotprint',
            name='paper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='phiếu'),
        ),
        migrations.AddField(
            model_name='ballotprint',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prints', to='conferences.poll', verbose_name='cuộc bỏ phiếu'),
        ),
        migrations.AddField(
            model_name='box',
            name='closed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đóng hòm'),
        ),
        migrations.AddField(
            model_name='paperchoice',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_choices', to='conferences.poll', verbose_name='cuộc bỏ phiếu'),
        ),
        migrations.AddField(
            model_name='paperchoice',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.agency', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='tellercount',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teller_counts', to='conferences.poll', verbose_name='cuộc bỏ phiếu'),
        ),
        migrations.AddField(
            model_name='tellercount',
            name='teller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kiểm phiếu'),
        ),
        migrations.AddConstraint(
            model_name='ballotprint',
            constraint=models.CheckConstraint(condition=models.Q(('copies__gte', 1)), name='ballot_print_of_some'),
        ),
        migrations.AddConstraint(
            model_name='paperchoice',
            constraint=models.UniqueConstraint(fields=('poll', 'unit', 'name'), name='paper_choice_once'),
        ),
        migrations.AddConstraint(
            model_name='tellercount',
            constraint=models.UniqueConstraint(fields=('poll', 'round', 'seat'), name='teller_count_two_seats', violation_error_message='Lần kiểm này đã có người ghi. Hãy tải lại trang.'),
        ),
        migrations.AddConstraint(
            model_name='tellercount',
            constraint=models.UniqueConstraint(fields=('poll', 'round', 'teller'), name='teller_count_two_people', violation_error_message='Hai người kiểm phiếu phải là hai người khác nhau.'),
        ),
        migrations.AddConstraint(
            model_name='tellercount',
            constraint=models.CheckConstraint(condition=models.Q(('seat__in', (1, 2))), name='teller_count_no_third'),
        ),
        migrations.AddConstraint(
            model_name='tellercount',
            constraint=models.CheckConstraint(condition=models.Q(('issued', django.db.models.expressions.CombinedExpression(models.F('returned'), '+', models.F('not_returned')))), name='teller_count_issued', violation_error_message='Số phiếu phát ra phải bằng số thu về cộng số không thu về.'),
        ),
        migrations.AddConstraint(
            model_name='tellercount',
            constraint=models.CheckConstraint(condition=models.Q(('returned', django.db.models.expressions.CombinedExpression(models.F('valid'), '+', models.F('invalid')))), name='teller_count_returned', violation_error_message='Số phiếu thu về phải bằng số hợp lệ cộng số không hợp lệ.'),
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
