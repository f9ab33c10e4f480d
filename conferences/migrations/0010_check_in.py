"""Who stands in for whom, badges with codes, the quorum, invitations issued and sent."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0009_ranks_and_hands'),
        ('documents', '0005_previews'),
        ('members', '0006_invitation_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='delegate',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử'),
        ),
        migrations.CreateModel(
            name='Badge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True, verbose_name='dấu của mã thẻ')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('delegate', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='badge', to='conferences.delegate', verbose_name='người mang thẻ')),
            ],
            options={
                'verbose_name': 'thẻ đại biểu',
                'verbose_name_plural': 'thẻ đại biểu',
            },
        ),
        migrations.CreateModel(
            name='BadgeSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('count', models.PositiveSmallIntegerField(verbose_name='số thẻ')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='badge_sheets', to='conferences.conference', verbose_name='hội nghị')),
                ('job', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.job', verbose_name='việc tạo tệp')),
            ],
            options={
                'verbose_name': 'tệp thẻ đại biểu',
                'verbose_name_plural': 'tệp thẻ đại biểu',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ConferenceInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('addressee', core.fields.LineField(max_length=400, verbose_name='kính mời')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.agency', verbose_name='đơn vị')),
                ('guest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations', to='conferences.delegate', verbose_name='khách mời')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='giấy mời')),
            ],
            options={
                'verbose_name': 'giấy mời',
                'verbose_name_plural': 'giấy mời',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ConferenceLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='địa chỉ thư')),
                ('asked_at', models.DateTimeField(verbose_name='giao gửi lúc')),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='conferences.conferenceinvitation', verbose_name='giấy mời')),
                ('job', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.job', verbose_name='việc gửi')),
            ],
            options={
                'verbose_name': 'thư gửi giấy mời',
                'verbose_name_plural': 'thư gửi giấy mời',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='InvitationRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitation_rounds', to='conferences.conference', verbose_name='hội nghị')),
                ('job', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.job', verbose_name='việc tạo tệp')),
            ],
            options={
                'verbose_name': 'đợt giấy mời',
                'verbose_name_plural': 'đợt giấy mời',
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='conferenceinvitation',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='conferences.invitationround', verbose_name='đợt'),
        ),
        migrations.CreateModel(
            name='Quorum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted', models.CharField(choices=[('units', 'đơn vị thành viên'), ('delegates', 'đại biểu được mời')], default='units', max_length=10, verbose_name='tính theo')),
                ('part', models.PositiveSmallIntegerField(default=2, verbose_name='số phần')),
                ('whole', models.PositiveSmallIntegerField(default=3, verbose_name='trên tổng số phần')),
                ('source', core.fields.LineField(default='quy chế của Khối', max_length=200, verbose_name='căn cứ')),
                ('present', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='có mặt khi khai mạc')),
                ('total', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='tổng số khi khai mạc')),
                ('below_reason', core.fields.LineField(blank=True, max_length=300, verbose_name='lý do khai mạc khi chưa đủ')),
                ('conference', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quorum', to='conferences.conference', verbose_name='hội nghị')),
            ],
            options={
                'verbose_name': 'điều kiện tiến hành',
                'verbose_name_plural': 'điều kiện tiến hành',
            },
        ),
        migrations.CreateModel(
            name='Substitution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', core.fields.LineField(max_length=300, verbose_name='lý do')),
                ('paper_number', core.fields.LineField(blank=True, max_length=60, verbose_name='số văn bản ủy quyền')),
                ('paper_date', models.DateField(blank=True, null=True, verbose_name='ngày văn bản ủy quyền')),
                ('absent', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='substitution', to='conferences.delegate', verbose_name='người ủy quyền')),
                ('substitute', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='stands_for', to='conferences.delegate', verbose_name='người được ủy quyền')),
            ],
            options={
                'verbose_name': 'ủy quyền dự họp',
                'verbose_name_plural': 'ủy quyền dự họp',
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='conferenceinvitation',
            constraint=models.CheckConstraint(condition=models.Q(('agency__isnull', True), ('guest__isnull', True), _connector='OR'), name='invitation_of_one'),
        ),
        migrations.AddConstraint(
            model_name='quorum',
            constraint=models.CheckConstraint(condition=models.Q(('part__gte', 1), ('part__lte', models.F('whole'))), name='quorum_is_a_share', violation_error_message='Số phần phải từ 1 đến tổng số phần, ví dụ 2 trên 3.'),
        ),
        migrations.AddConstraint(
            model_name='quorum',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('below_reason', ''), ('present__isnull', True), ('total__isnull', True)), models.Q(('present__isnull', False), ('present__lte', models.F('total')), ('total__isnull', False)), _connector='OR'), name='quorum_counted_at_opening'),
        ),
        migrations.AddConstraint(
            model_name='substitution',
            constraint=models.CheckConstraint(condition=models.Q(('absent', models.F('substitute')), _negated=True), name='substitution_of_two', violation_error_message='Một người không ủy quyền cho chính mình.'),
        ),
    ]
