"""Cross-scoring: the round of a year, who scores whose sheet, and the marks."""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0018_cross_scoring'),
        ('members', '0006_invitation_letters'),
        ('results', '0014_assignments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CrossRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Đang chấm chéo'), ('closed', 'Đã khép chấm chéo')], default='open', max_length=10, verbose_name='trạng thái')),
                ('due_on', models.DateField(verbose_name='chấm đến ngày')),
                ('draws', models.PositiveSmallIntegerField(default=0, verbose_name='số lần bốc thăm')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='khép lúc')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người khép')),
                ('season', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cross_round', to='blocs.season', verbose_name='năm thi đua')),
            ],
            options={
                'verbose_name': 'đợt chấm chéo',
                'verbose_name_plural': 'đợt chấm chéo',
            },
        ),
        migrations.CreateModel(
            name='CrossAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Đang chấm'), ('handed_in', 'Đã nộp'), ('abstained', 'Từ chối chấm'), ('left_out', 'Không tính')], default='draft', max_length=10, verbose_name='trạng thái')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='nộp lúc')),
                ('reason', core.fields.BlockField(blank=True, max_length=1000, verbose_name='lý do')),
                ('handed_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nộp')),
                ('scored', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cross_received', to='members.agency', verbose_name='đơn vị được chấm')),
                ('scorer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cross_given', to='members.agency', verbose_name='đơn vị chấm')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='results.crossround', verbose_name='đợt chấm chéo')),
            ],
            options={
                'verbose_name': 'phân công chấm chéo',
                'verbose_name_plural': 'phân công chấm chéo',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CrossMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='điểm')),
                ('reason', core.fields.BlockField(blank=True, max_length=2000, verbose_name='lý do')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='lần sửa')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='results.crossassignment', verbose_name='phân công')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cross_marks', to='results.scoreline', verbose_name='dòng điểm')),
            ],
            options={
                'verbose_name': 'điểm chấm chéo',
                'verbose_name_plural': 'điểm chấm chéo',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'line'), name='cross_mark_once'), models.CheckConstraint(condition=models.Q(('points__isnull', True), ('points__gte', 0), _connector='OR'), name='cross_mark_not_negative', violation_error_message='Điểm không được âm; điểm trừ cũng ghi bằng số dương.')],
            },
        ),
        migrations.AddConstraint(
            model_name='crossround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(('closed_at__isnull', True), ('state', 'open')), _connector='OR'), name='cross_closed_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='crossassignment',
            constraint=models.UniqueConstraint(fields=('round', 'scorer', 'scored'), name='cross_each_pair_once', violation_error_message='Đơn vị này đã được phân công chấm phiếu đó.'),
        ),
        migrations.AddConstraint(
            model_name='crossassignment',
            constraint=models.CheckConstraint(condition=models.Q(('scorer', models.F('scored')), _negated=True), name='cross_never_itself', violation_error_message='Không đơn vị nào chấm phiếu của chính mình.'),
        ),
        migrations.AddConstraint(
            model_name='crossassignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_in_at__isnull', False), ('state', 'handed_in')), models.Q(models.Q(('state', 'handed_in'), _negated=True), ('handed_in_at__isnull', True)), _connector='OR'), name='cross_handed_in_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='crossassignment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'handed_in')), models.Q(('reason', ''), _negated=True), _connector='OR'), name='cross_without_marks_says_why', violation_error_message='Từ chối chấm hoặc không tính thì phải ghi lý do.'),
        ),
    ]
