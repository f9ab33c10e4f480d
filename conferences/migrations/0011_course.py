"""The course of a conference: days and running points of the agenda, papers, speeches, photos, tasks."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0018_cross_scoring'),
        ('conferences', '0010_check_in'),
        ('documents', '0005_previews'),
        ('members', '0006_invitation_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=300, verbose_name='tên tài liệu')),
                ('file_name', core.fields.LineField(blank=True, max_length=200, verbose_name='tên tệp')),
                ('added_at', models.DateTimeField(verbose_name='thêm lúc')),
            ],
            options={
                'verbose_name': 'tài liệu của mục',
                'verbose_name_plural': 'tài liệu của mục',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ClosingPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('standing', 'Bảng xếp thứ'), ('nominations', 'Danh sách đề nghị khen thưởng'), ('press', 'Thông cáo tóm tắt')], max_length=12, verbose_name='loại tài liệu')),
                ('form', models.CharField(choices=[('party', 'Thể thức văn bản của Đảng'), ('state', 'Thể thức văn bản hành chính nhà nước')], max_length=10, verbose_name='thể thức văn bản')),
                ('text', core.fields.BlockField(blank=True, max_length=6000, verbose_name='nội dung')),
            ],
            options={
                'verbose_name': 'tài liệu của hội nghị',
                'verbose_name_plural': 'tài liệu của hội nghị',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('text', core.fields.LineField(max_length=300, verbose_name='việc giao')),
                ('due_on', models.DateField(verbose_name='hạn hoàn thành')),
            ],
            options={
                'verbose_name': 'việc giao sau hội nghị',
                'verbose_name_plural': 'việc giao sau hội nghị',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=200, verbose_name='tên tệp')),
                ('caption', core.fields.LineField(blank=True, max_length=300, verbose_name='chú thích')),
                ('added_at', models.DateTimeField(verbose_name='thêm lúc')),
            ],
            options={
                'verbose_name': 'ảnh hội nghị',
                'verbose_name_plural': 'ảnh hội nghị',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Speech',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('speaker', core.fields.LineField(max_length=400, verbose_name='người phát biểu')),
                ('body', core.fields.LineField(blank=True, max_length=300, verbose_name='đơn vị')),
                ('text', core.fields.BlockField(max_length=3000, verbose_name='nội dung')),
            ],
            options={
                'verbose_name': 'ý kiến phát biểu',
                'verbose_name_plural': 'ý kiến phát biểu',
                'ordering': ['position'],
            },
        ),
        migrations.AlterModelOptions(
            name='agendaitem',
            options={'ordering': ['day', 'position'], 'verbose_name': 'mục chương trình', 'verbose_name_plural': 'chương trình'},
        ),
        migrations.RemoveConstraint(
            model_name='conference',
            name='conference_one_of_each',
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='day',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='ngày thứ'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='xong lúc'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số phút'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='started_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='bắt đầu lúc'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='state',
            field=models.CharField(choices=[('waiting', 'Chưa đến'), ('running', 'Đang diễn ra'), ('done', 'Đã xong')], default='waiting', max_length=7, verbose_name='trạng thái'),
        ),
        migrations.AlterField(
            model_name='conference',
            name='kind',
            field=models.CharField(choices=[('midyear', 'Hội nghị sơ kết'), ('yearend', 'Hội nghị tổng kết'), ('thematic', 'Hội nghị chuyên đề'), ('exchange', 'Trao đổi nghiệp vụ, tọa đàm')], max_length=10, verbose_name='loại hội nghị'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('conference',), name='agenda_one_runs', violation_error_message='Đang có một mục khác diễn ra. Hãy tải lại trang.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('day__gte', 1)), name='agenda_days_from_1'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('started_at__isnull', True), ('state', 'waiting')), models.Q(('ended_at__isnull', True), ('started_at__isnull', False), ('state', 'running')), models.Q(('ended_at__isnull', False), ('started_at__isnull', False), ('state', 'done')), _connector='OR'), name='agenda_state_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['midyear', 'yearend'])), fields=('season', 'kind'), name='conference_one_of_each', violation_error_message='Năm này đã có hội nghị loại đó.'),
        ),
        migrations.AddField(
            model_name='agendapaper',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='văn bản'),
        ),
        migrations.AddField(
            model_name='agendapaper',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp'),
        ),
        migrations.AddField(
            model_name='agendapaper',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='conferences.agendaitem', verbose_name='mục'),
        ),
        migrations.AddField(
            model_name='closingpaper',
            name='conference',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closing_papers', to='conferences.conference', verbose_name='hội nghị'),
        ),
        migrations.AddField(
            model_name='closingpaper',
            name='paper',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='văn bản'),
        ),
        migrations.AddField(
            model_name='followup',
            name='activity',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blocs.activity', verbose_name='hoạt động'),
        ),
        migrations.AddField(
            model_name='followup',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.agency', verbose_name='đơn vị thực hiện'),
        ),
        migrations.AddField(
            model_name='followup',
            name='conference',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='conferences.conference', verbose_name='hội nghị'),
        ),
        migrations.AddField(
            model_name='picture',
            name='conference',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='conferences.conference', verbose_name='hội nghị'),
        ),
        migrations.AddField(
            model_name='picture',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp'),
        ),
        migrations.AddField(
            model_name='speech',
            name='conference',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speeches', to='conferences.conference', verbose_name='hội nghị'),
        ),
        migrations.AddField(
            model_name='speech',
            name='delegate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speeches', to='conferences.delegate', verbose_name='đại biểu'),
        ),
        migrations.AddField(
            model_name='speech',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speeches', to='conferences.agendaitem', verbose_name='mục'),
        ),
        migrations.AddConstraint(
            model_name='agendapaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('file__isnull', False)), models.Q(('document__isnull', False), ('file__isnull', True)), _connector='OR'), name='agenda_paper_one_source'),
        ),
        migrations.AddConstraint(
            model_name='agendapaper',
            constraint=models.UniqueConstraint(condition=models.Q(('file__isnull', False)), fields=('item', 'file'), name='agenda_paper_file_once', violation_error_message='Mục này đã có tệp đó.'),
        ),
        migrations.AddConstraint(
            model_name='agendapaper',
            constraint=models.UniqueConstraint(condition=models.Q(('document__isnull', False)), fields=('item', 'document'), name='agenda_paper_document_once', violation_error_message='Mục này đã có văn bản đó.'),
        ),
        migrations.AddConstraint(
            model_name='closingpaper',
            constraint=models.UniqueConstraint(fields=('conference', 'kind'), name='closing_paper_once'),
        ),
        migrations.AddConstraint(
            model_name='closingpaper',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'press'), ('paper__isnull', False), _connector='OR'), name='closing_paper_is_issued'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(fields=('conference', 'position'), name='follow_up_own_place'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.UniqueConstraint(fields=('conference', 'file'), name='conference_picture_once', violation_error_message='Hội nghị này đã có ảnh đó.'),
        ),
        migrations.AddConstraint(
            model_name='speech',
            constraint=models.UniqueConstraint(fields=('conference', 'position'), name='speech_own_place'),
        ),
    ]
