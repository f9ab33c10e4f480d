"""Secret ballots: the poll, its roll, its drawn slips, and the urn that is one row."""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0004_paper_form'),
        ('conferences', '0004_below_the_share'),
        ('documents', '0005_previews'),
        ('members', '0006_invitation_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', core.fields.LineField(max_length=200, verbose_name='nội dung bỏ phiếu')),
                ('post', models.CharField(blank=True, choices=[('head', 'Khối trưởng'), ('standing_deputy', 'Khối phó Thường trực'), ('deputy', 'Khối phó')], max_length=16, verbose_name='vị trí được bầu')),
                ('options', models.JSONField(verbose_name='danh sách')),
                ('kind', models.CharField(choices=[('approve', 'Chọn không quá một số cho trước'), ('yes_no', 'Đồng ý hoặc không đồng ý từng trường hợp'), ('one', 'Chọn một')], max_length=8, verbose_name='cách bỏ phiếu')),
                ('most', models.PositiveSmallIntegerField(verbose_name='được chọn không quá')),
                ('mode', models.CharField(choices=[('login', 'Bằng tài khoản của đơn vị'), ('slip', 'Bằng phiếu mã rút thăm')], max_length=6, verbose_name='bỏ phiếu')),
                ('roll', models.CharField(choices=[('units', 'Mỗi đơn vị một phiếu'), ('delegates', 'Mỗi đại biểu một phiếu')], max_length=10, verbose_name='ai bỏ phiếu')),
                ('base', models.CharField(choices=[('all', 'Tất cả, kể cả vắng mặt'), ('present', 'Số có mặt'), ('cast', 'Số phiếu trong hòm'), ('valid', 'Số phiếu hợp lệ')], max_length=8, verbose_name='tỷ lệ tính trên')),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='tỷ lệ (%)')),
                ('above', models.BooleanField(verbose_name='phải trên mức này')),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số lượng được lấy')),
                ('blanks', models.BooleanField(verbose_name='phiếu trắng là phiếu hợp lệ')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='lần')),
                ('state', models.CharField(choices=[('draft', 'Đang chuẩn bị'), ('open', 'Đang bỏ phiếu'), ('closed', 'Đã đóng, đã kiểm phiếu'), ('void', 'Đã hủy, không kiểm phiếu')], default='draft', max_length=6, verbose_name='trạng thái')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='mở lúc')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='đóng lúc')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='hủy lúc')),
                ('void_reason', core.fields.LineField(blank=True, max_length=300, verbose_name='lý do hủy')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='mã băm thể lệ')),
                ('tally', models.JSONField(blank=True, null=True, verbose_name='kết quả kiểm phiếu')),
                ('cleaned_at', models.DateTimeField(blank=True, null=True, verbose_name='ghi lại kho phiếu lúc')),
                ('award', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.awardform', verbose_name='hình thức khen')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đóng')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='conferences.conference', verbose_name='hội nghị')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người mở')),
                ('parent', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='again', to='conferences.poll', verbose_name='lần trước')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='biên bản kiểm phiếu')),
            ],
            options={
                'verbose_name': 'cuộc bỏ phiếu',
                'verbose_name_plural': 'các cuộc bỏ phiếu',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Urn',
            fields=[
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='conferences.poll')),
                ('is_open', models.BooleanField(default=True)),
                ('admitted', models.JSONField(blank=True, default=list)),
                ('voted', models.JSONField(blank=True, default=list)),
                ('papers', models.JSONField(blank=True, default=list)),
                ('receipts', models.JSONField(blank=True, default=list)),
            ],
            options={
                'verbose_name': 'hòm phiếu',
                'verbose_name_plural': 'hòm phiếu',
            },
        ),
        migrations.CreateModel(
            name='Elector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('name', core.fields.LineField(max_length=300, verbose_name='tên')),
                ('present', models.BooleanField(verbose_name='có mặt')),
                ('voted', models.BooleanField(blank=True, null=True, verbose_name='đã bỏ phiếu')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.agency', verbose_name='đơn vị')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='electors', to='conferences.poll', verbose_name='cuộc bỏ phiếu')),
            ],
            options={
                'verbose_name': 'phiếu trong danh sách',
                'verbose_name_plural': 'danh sách bỏ phiếu',
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='số phiếu mã')),
                ('token_hash', models.CharField(max_length=64, unique=True, verbose_name='mã băm')),
                ('is_void', models.BooleanField(default=False, verbose_name='đã hủy')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='conferences.poll', verbose_name='cuộc bỏ phiếu')),
            ],
            options={
                'verbose_name': 'phiếu mã',
                'verbose_name_plural': 'phiếu mã',
                'ordering': ['number'],
            },
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('percent__gt', 0), ('percent__lte', 100), models.Q(('above', False), ('percent__lt', 100), _connector='OR')), name='poll_can_be_carried', violation_error_message='Tỷ lệ phải lớn hơn 0; trên 100%% thì không thể có.'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('most__gte', 1), models.Q(('seats__isnull', True), ('seats__gte', 1), _connector='OR')), name='poll_chooses_somebody', violation_error_message='Số được chọn và số lượng được lấy ít nhất là 1.'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('mode', 'slip'), ('roll', 'units'), _connector='OR'), name='poll_accounts_are_of_units', violation_error_message='Tài khoản là của đơn vị nên chỉ bỏ được phiếu của đơn vị. Mỗi đại biểu một phiếu thì chọn phiếu mã rút thăm.'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('sha256', ''), ('state', 'draft'), ('tally__isnull', True)), models.Q(models.Q(('state', 'draft'), _negated=True), ('opened_at__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='poll_opened_with_its_hash'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed'), ('tally__isnull', False)), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True), ('record__isnull', True), ('tally__isnull', True)), _connector='OR'), name='poll_closed_with_its_tally'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'void'), ('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), models.Q(models.Q(('state', 'void'), _negated=True), ('void_reason', ''), ('voided_at__isnull', True)), _connector='OR'), name='poll_void_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('closed_by__isnull', True), models.Q(('opened_by', models.F('closed_by')), _negated=True), _connector='OR'), name='poll_opened_and_closed_by_two', violation_error_message='Người đóng phải khác người mở. Hãy để người thứ hai đóng bỏ phiếu.'),
        ),
        migrations.AddConstraint(
            model_name='elector',
            constraint=models.UniqueConstraint(fields=('poll', 'unit', 'name'), name='elector_once'),
        ),
        migrations.AddConstraint(
            model_name='elector',
            constraint=models.UniqueConstraint(fields=('poll', 'place'), name='elector_own_place'),
        ),
        migrations.AddConstraint(
            model_name='slip',
            constraint=models.UniqueConstraint(fields=('poll', 'number'), name='slip_own_number'),
        ),
    ]
