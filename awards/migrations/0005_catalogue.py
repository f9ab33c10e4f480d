"""The catalogue knows households, money, paper and what becomes of older dossiers; quotas know shares and letters.

The new facts of the forms that `catalogue.toml` brought are filled in; forms entered by others keep what they say.
"""

import core.fields
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from awards.cataloguing import catalogue


def fill_in(apps, schema_editor):
    """Enter money, paper and households where the file knows them."""
    forms = apps.get_model("awards", "AwardForm").objects
    for row, facts in zip(catalogue.rows(), catalogue.later_facts(), strict=True):
        forms.filter(code=row["code"], valid_from=row["valid_from"]).update(**facts)


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0004_paper_form'),
        ('blocs', '0019_score_sheets_by_name'),
        ('members', '0006_invitation_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MemberQuota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='hạn mức riêng')),
                ('source', core.fields.LineField(max_length=200, verbose_name='căn cứ')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.agency', verbose_name='đơn vị')),
                ('quota', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exceptions', to='awards.quota', verbose_name='hạn mức')),
            ],
            options={
                'verbose_name': 'hạn mức riêng',
                'verbose_name_plural': 'hạn mức riêng',
                'ordering': ['quota', 'id'],
                'constraints': [models.UniqueConstraint(fields=('quota', 'agency'), name='member_quota_once', violation_error_message='Đơn vị này đã có hạn mức riêng; hãy sửa số của dòng ấy.')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='awardform',
            name='award_form_for_somebody',
        ),
        migrations.RemoveConstraint(
            model_name='quota',
            name='quota_says_a_number',
        ),
        migrations.AddField(
            model_name='awardform',
            name='certificate',
            field=models.CharField(blank=True, choices=[('none', 'Không kèm giấy'), ('flag', 'Cờ'), ('order', 'Huân chương, kèm bằng'), ('merit', 'Bằng khen'), ('commendation', 'Giấy khen'), ('medal', 'Kỷ niệm chương, kèm giấy chứng nhận'), ('title', 'Bằng, giấy chứng nhận danh hiệu')], max_length=13, verbose_name='giấy kèm theo'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='đối chiếu lúc'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='checked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đối chiếu'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='checked_source',
            field=core.fields.LineField(blank=True, max_length=200, verbose_name='văn bản đã đọc'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='doubles_for_collectives',
            field=models.BooleanField(blank=True, null=True, verbose_name='tập thể gấp hai lần cá nhân'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='for_household',
            field=models.BooleanField(default=False, verbose_name='tặng hộ gia đình'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='prize_coefficient',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='hệ số tiền thưởng'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='prize_source',
            field=core.fields.LineField(blank=True, max_length=200, verbose_name='căn cứ tiền thưởng'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='transition',
            field=core.fields.BlockField(blank=True, verbose_name='quy định chuyển tiếp'),
        ),
        migrations.AddField(
            model_name='awardform',
            name='transition_source',
            field=core.fields.LineField(blank=True, max_length=200, verbose_name='căn cứ chuyển tiếp'),
        ),
        migrations.AddField(
            model_name='quota',
            name='base_count',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='tổng để tính tỷ lệ'),
        ),
        migrations.AddField(
            model_name='quota',
            name='base_name',
            field=core.fields.LineField(blank=True, max_length=120, verbose_name='tổng ấy gồm'),
        ),
        migrations.AddField(
            model_name='quota',
            name='letter_number',
            field=core.fields.LineField(blank=True, max_length=60, verbose_name='số văn bản'),
        ),
        migrations.AddField(
            model_name='quota',
            name='letter_on',
            field=models.DateField(blank=True, null=True, verbose_name='ngày văn bản'),
        ),
        migrations.AddField(
            model_name='quota',
            name='percent',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='tỷ lệ %'),
        ),
        migrations.AddField(
            model_name='quota',
            name='rounding',
            field=models.CharField(blank=True, choices=[('down', 'Làm tròn xuống'), ('half', 'Làm tròn từ nửa trở lên'), ('up', 'Làm tròn lên')], max_length=4, verbose_name='làm tròn'),
        ),
        migrations.AlterField(
            model_name='decisionline',
            name='kind',
            field=models.CharField(choices=[('agency', 'Đơn vị thành viên'), ('collective', 'Tập thể'), ('person', 'Cá nhân'), ('household', 'Hộ gia đình')], max_length=10, verbose_name='đối tượng'),
        ),
        migrations.AlterField(
            model_name='quota',
            name='recipient',
            field=models.CharField(choices=[('agency', 'Đơn vị thành viên'), ('collective', 'Tập thể'), ('person', 'Cá nhân'), ('household', 'Hộ gia đình')], max_length=10, verbose_name='đối tượng'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.CheckConstraint(condition=models.Q(('for_agency', True), ('for_collective', True), ('for_person', True), ('for_household', True), _connector='OR'), name='award_form_for_somebody', violation_error_message='Hình thức khen thưởng phải dành cho ít nhất một loại đối tượng.'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('checked_source', '')), models.Q(('checked_at__isnull', False), ('recalled', False), models.Q(('checked_source', ''), _negated=True)), _connector='OR'), name='award_form_checked_in_a_source', violation_error_message='Đối chiếu rồi thì phải ghi văn bản đã đọc và thời điểm đọc.'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.CheckConstraint(condition=models.Q(('prize_coefficient__isnull', True), ('prize_coefficient__gt', Decimal('0')), _connector='OR'), name='award_form_prize_is_positive', violation_error_message='Hệ số tiền thưởng phải lớn hơn 0; chưa biết thì để trống.'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.CheckConstraint(condition=models.Q(('prize_coefficient__isnull', True), models.Q(('prize_source', ''), _negated=True), _connector='OR'), name='award_form_prize_names_its_source', violation_error_message='Có hệ số tiền thưởng thì phải ghi căn cứ tiền thưởng.'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('transition', ''), ('transition_source', '')), models.Q(models.Q(('transition', ''), _negated=True), models.Q(('transition_source', ''), _negated=True)), _connector='OR'), name='award_form_transition_names_its_source', violation_error_message='Ghi quy định chuyển tiếp cùng căn cứ của nó, hoặc bỏ trống cả hai.'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(('total__isnull', False), ('per_member__isnull', False), ('percent__isnull', False), _connector='OR'), name='quota_says_a_number', violation_error_message='Hãy nhập hạn mức chung, tỷ lệ hoặc hạn mức của mỗi đơn vị.'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(('percent__isnull', True), models.Q(('percent__gt', 0), ('percent__lte', 100)), _connector='OR'), name='quota_percent_fits', violation_error_message='Tỷ lệ phải lớn hơn 0 và nhiều nhất 100 %.'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('base_count__isnull', True), ('base_name', ''), ('percent__isnull', True), ('rounding', '')), models.Q(('percent__isnull', False), ('rounding__in', ['down', 'half', 'up'])), _connector='OR'), name='quota_share_says_its_rounding', violation_error_message='Có tỷ lệ thì phải chọn cách làm tròn; không có tỷ lệ thì bỏ trống cách làm tròn và tổng để tính.'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('base_count__isnull', True), ('base_name', '')), models.Q(('base_count__isnull', False), models.Q(('base_name', ''), _negated=True)), _connector='OR'), name='quota_base_has_a_name', violation_error_message='Tổng để tính tỷ lệ phải ghi cả số và tên gọi, hoặc bỏ trống cả hai.'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('letter_number', ''), ('letter_on__isnull', True)), models.Q(models.Q(('letter_number', ''), _negated=True), ('letter_on__isnull', False)), _connector='OR'), name='quota_letter_has_number_and_day', violation_error_message='Ghi cả số và ngày của văn bản, hoặc bỏ trống cả hai.'),
        ),
        migrations.AlterConstraint(
            model_name='awardform',
            name='award_form_once_a_day',
            constraint=models.UniqueConstraint(fields=('code', 'valid_from'), name='award_form_once_a_day', violation_error_message='Hình thức này đã có bản áp dụng từ đúng ngày đó.'),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
