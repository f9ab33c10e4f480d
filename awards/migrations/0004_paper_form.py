"""A decision may be written in another form than its year; its refusals do without the word Khối."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0003_short_names'),
        ('blocs', '0012_titles'),
        ('documents', '0004_plans_and_letters'),
        ('members', '0004_post_once_at_a_time'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='paper_form',
            field=models.CharField(blank=True, choices=[('party', 'Thể thức văn bản của Đảng'), ('state', 'Thể thức văn bản hành chính nhà nước')], max_length=10, verbose_name='thể thức của văn bản này'),
        ),
        migrations.AlterField(
            model_name='quota',
            name='total',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hạn mức chung'),
        ),
        migrations.AlterConstraint(
            model_name='decision',
            name='decision_own_says_what_is_printed',
            constraint=models.CheckConstraint(condition=models.Q(('issuing_agency__isnull', True), models.Q(models.Q(('signer_name', ''), _negated=True), models.Q(('signer_post', ''), _negated=True), models.Q(('achievement', ''), _negated=True)), _connector='OR'), name='decision_own_says_what_is_printed', violation_error_message='Quyết định này phải ghi người ký, chức vụ, thành tích.'),
        ),
        migrations.AlterConstraint(
            model_name='quota',
            name='quota_says_a_number',
            constraint=models.CheckConstraint(condition=models.Q(('total__isnull', False), ('per_member__isnull', False), _connector='OR'), name='quota_says_a_number', violation_error_message='Hãy nhập hạn mức chung hoặc hạn mức của mỗi đơn vị.'),
        ),
    ]
