"""Nominations checked, returned, sent; their files, reports, opinions, outcomes; dossiers and the rules on them."""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from awards.submitting import requirements


def enter(apps, schema_editor):
    """Enter the deadlines and parts of dossiers that have been read in their source."""
    deadlines, parts = requirements.rows()
    for name, found in (("FormDeadline", deadlines), ("RequiredPart", parts)):
        rows = apps.get_model("awards", name).objects
        rows.bulk_create(rows.model(**facts) for facts in found)


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0008_past'),
        ('blocs', '0019_score_sheets_by_name'),
        ('documents', '0005_previews'),
        ('members', '0006_invitation_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('addressee', core.fields.LineField(max_length=200, verbose_name='kính gửi')),
                ('appraisal', core.fields.BlockField(blank=True, max_length=3000, verbose_name='nhận xét, thẩm định')),
                ('paper_form', models.CharField(blank=True, choices=[('party', 'Thể thức văn bản của Đảng'), ('state', 'Thể thức văn bản hành chính nhà nước')], max_length=10, verbose_name='thể thức của hồ sơ này')),
                ('state', models.CharField(choices=[('draft', 'Đang lập'), ('sent', 'Đã trình')], default='draft', max_length=6, verbose_name='trạng thái')),
                ('letter_number', core.fields.LineField(blank=True, max_length=40, verbose_name='số tờ trình')),
                ('letter_on', models.DateField(blank=True, null=True, verbose_name='ngày tờ trình')),
                ('despite', core.fields.BlockField(blank=True, max_length=1000, verbose_name='lý do vẫn trình')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='trình lúc')),
            ],
            options={
                'verbose_name': 'hồ sơ đề nghị',
                'verbose_name_plural': 'hồ sơ đề nghị',
                'ordering': ['form__ceremony_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DossierFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('submission', 'Tờ trình'), ('list', 'Danh sách đề nghị'), ('achievement', 'Tóm tắt thành tích'), ('report', 'Báo cáo thành tích'), ('minutes', 'Biên bản bình xét'), ('opinions', 'Ý kiến của cơ quan liên quan'), ('initiative', 'Công nhận sáng kiến'), ('confirmation', 'Xác nhận thành tích đột xuất'), ('other', 'Tài liệu khác')], max_length=12, verbose_name='thành phần')),
                ('name', core.fields.LineField(max_length=200, verbose_name='tên tệp')),
                ('added_at', models.DateTimeField(verbose_name='thêm lúc')),
            ],
            options={
                'verbose_name': 'tệp của hồ sơ',
                'verbose_name_plural': 'tệp của hồ sơ',
                'ordering': ['dossier', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DossierLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left', models.BooleanField(default=False, verbose_name='đã rút khỏi hồ sơ')),
            ],
            options={
                'verbose_name': 'đề nghị trong hồ sơ',
                'verbose_name_plural': 'đề nghị trong hồ sơ',
                'ordering': ['nomination__form__ceremony_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DossierPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('submission', 'Tờ trình'), ('list', 'Danh sách đề nghị'), ('achievement', 'Tóm tắt thành tích'), ('report', 'Báo cáo thành tích'), ('minutes', 'Biên bản bình xét'), ('opinions', 'Ý kiến của cơ quan liên quan'), ('initiative', 'Công nhận sáng kiến'), ('confirmation', 'Xác nhận thành tích đột xuất'), ('other', 'Tài liệu khác')], max_length=12, verbose_name='thành phần')),
            ],
            options={
                'verbose_name': 'văn bản của hồ sơ',
                'verbose_name_plural': 'văn bản của hồ sơ',
                'ordering': ['dossier', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DossierParcel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contents', models.CharField(max_length=64, verbose_name='mã nội dung')),
            ],
            options={
                'verbose_name': 'tệp ZIP của hồ sơ',
                'verbose_name_plural': 'tệp ZIP của hồ sơ',
                'ordering': ['dossier', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FormDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_code', models.SlugField(max_length=40, verbose_name='mã hình thức')),
                ('span', models.CharField(blank=True, choices=[('calendar', 'Năm dương lịch, từ tháng 1 đến tháng 12'), ('school', 'Năm học, từ tháng 9 đến tháng 8 năm sau')], max_length=10, verbose_name='năm tính theo')),
                ('years_after', models.PositiveSmallIntegerField(default=1, verbose_name='số năm sau')),
                ('month', models.PositiveSmallIntegerField(verbose_name='tháng')),
                ('day', models.PositiveSmallIntegerField(verbose_name='ngày')),
                ('received_by', core.fields.LineField(max_length=200, verbose_name='nơi nhận hồ sơ')),
                ('note', core.fields.LineField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('source', core.fields.LineField(max_length=300, verbose_name='căn cứ')),
                ('recalled', models.BooleanField(default=False, verbose_name='chưa đối chiếu văn bản gốc')),
                ('valid_from', models.DateField(verbose_name='áp dụng từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='áp dụng đến hết ngày')),
            ],
            options={
                'verbose_name': 'thời hạn trình',
                'verbose_name_plural': 'thời hạn trình',
                'ordering': ['form_code', 'span', 'valid_from'],
            },
        ),
        migrations.CreateModel(
            name='NominationFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('evidence', 'Minh chứng thành tích'), ('report', 'Báo cáo thành tích đã ký'), ('initiative', 'Công nhận sáng kiến, đề tài, đề án'), ('confirmation', 'Xác nhận thành tích đột xuất'), ('other', 'Giấy tờ khác')], default='evidence', max_length=12, verbose_name='loại giấy tờ')),
                ('name', core.fields.LineField(max_length=200, verbose_name='tên tệp')),
                ('note', core.fields.LineField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('added_at', models.DateTimeField(verbose_name='thêm lúc')),
            ],
            options={
                'verbose_name': 'tệp của đề nghị',
                'verbose_name_plural': 'tệp của đề nghị',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='NominationOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('state', 'Cấp Nhà nước'), ('ministry', 'Bộ, ban, ngành, tỉnh'), ('bloc', 'Khối'), ('unit', 'Cơ sở')], max_length=10, verbose_name='cấp')),
                ('authority', core.fields.LineField(max_length=200, verbose_name='người, cơ quan có ý kiến hoặc quyết định')),
                ('outcome', models.CharField(choices=[('passed', 'Nhất trí, trình cấp trên tiếp'), ('granted', 'Được khen thưởng'), ('lower', 'Khen hình thức thấp hơn'), ('refused', 'Không được khen thưởng')], max_length=8, verbose_name='kết quả')),
                ('number', core.fields.LineField(blank=True, max_length=40, verbose_name='số văn bản')),
                ('decided_on', models.DateField(verbose_name='ngày văn bản')),
                ('reason', core.fields.BlockField(blank=True, max_length=2000, verbose_name='lý do')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
            ],
            options={
                'verbose_name': 'kết quả xét',
                'verbose_name_plural': 'kết quả xét',
                'ordering': ['decided_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_of', core.fields.LineField(max_length=200, verbose_name='hỏi ý kiến của')),
                ('letter', core.fields.LineField(blank=True, max_length=60, verbose_name='văn bản hỏi (số)')),
                ('asked_on', models.DateField(verbose_name='hỏi ngày')),
                ('due_on', models.DateField(verbose_name='hạn trả lời')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='trả lời ngày')),
                ('answer', models.CharField(blank=True, choices=[('agrees', 'Nhất trí'), ('objects', 'Không nhất trí'), ('notes', 'Có ý kiến khác')], max_length=8, verbose_name='ý kiến')),
                ('note', core.fields.BlockField(blank=True, max_length=2000, verbose_name='nội dung trả lời')),
                ('file_name', core.fields.LineField(blank=True, max_length=200, verbose_name='tên tệp')),
            ],
            options={
                'verbose_name': 'ý kiến của cơ quan khác',
                'verbose_name_plural': 'ý kiến của cơ quan khác',
                'ordering': ['asked_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=20, verbose_name='mục')),
                ('text', core.fields.BlockField(blank=True, max_length=10000, verbose_name='nội dung')),
            ],
            options={
                'verbose_name': 'mục của báo cáo thành tích',
                'verbose_name_plural': 'mục của báo cáo thành tích',
                'ordering': ['nomination', 'key'],
            },
        ),
        migrations.CreateModel(
            name='RequiredPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_code', models.SlugField(blank=True, max_length=40, verbose_name='mã hình thức')),
                ('kind', models.CharField(blank=True, choices=[('title', 'Danh hiệu thi đua'), ('form', 'Hình thức khen thưởng')], max_length=6, verbose_name='loại')),
                ('part', models.CharField(choices=[('submission', 'Tờ trình'), ('list', 'Danh sách đề nghị'), ('achievement', 'Tóm tắt thành tích'), ('report', 'Báo cáo thành tích'), ('minutes', 'Biên bản bình xét'), ('opinions', 'Ý kiến của cơ quan liên quan'), ('initiative', 'Công nhận sáng kiến'), ('confirmation', 'Xác nhận thành tích đột xuất'), ('other', 'Tài liệu khác')], max_length=12, verbose_name='thành phần')),
                ('with_votes', models.BooleanField(default=False, verbose_name='phải ghi kết quả phiếu')),
                ('if_asked', models.BooleanField(default=False, verbose_name='chỉ khi đã hỏi')),
                ('words_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nên từ (chữ)')),
                ('words_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nên đến (chữ)')),
                ('work_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='trả lời trong (ngày làm việc)')),
                ('source', core.fields.LineField(max_length=300, verbose_name='căn cứ')),
                ('recalled', models.BooleanField(default=False, verbose_name='chưa đối chiếu văn bản gốc')),
                ('valid_from', models.DateField(verbose_name='áp dụng từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='áp dụng đến hết ngày')),
            ],
            options={
                'verbose_name': 'thành phần hồ sơ',
                'verbose_name_plural': 'thành phần hồ sơ',
                'ordering': ['form_code', 'kind', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SeasonDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='hạn trình')),
                ('source', core.fields.LineField(max_length=300, verbose_name='căn cứ (số, ngày văn bản)')),
            ],
            options={
                'verbose_name': 'hạn trình của năm',
                'verbose_name_plural': 'hạn trình của năm',
                'ordering': ['due_on', 'form'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='nomination',
            name='nomination_end_says_why',
        ),
        migrations.RemoveConstraint(
            model_name='nomination',
            name='nomination_once_per_collective',
        ),
        migrations.RemoveConstraint(
            model_name='nomination',
            name='nomination_once_per_person',
        ),
        migrations.RemoveConstraint(
            model_name='nomination',
            name='nomination_once_per_agency',
        ),
        migrations.AddField(
            model_name='nomination',
            name='came_from',
            field=models.CharField(blank=True, max_length=10, verbose_name='trước đó'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='check_note',
            field=core.fields.BlockField(blank=True, max_length=1000, verbose_name='ghi chú kiểm tra'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='kiểm tra lúc'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='checked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kiểm tra'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='hạn bổ sung'),
        ),
        migrations.AlterField(
            model_name='nomination',
            name='state',
            field=models.CharField(choices=[('proposed', 'Đã đề nghị'), ('returned', 'Trả lại để bổ sung'), ('endorsed', 'Khối đã thông qua'), ('sent', 'Đã trình cấp trên'), ('withdrawn', 'Đơn vị đã rút'), ('dropped', 'Không đưa vào danh sách'), ('granted', 'Đã khen thưởng'), ('lowered', 'Khen hình thức thấp hơn'), ('refused', 'Không được khen thưởng'), ('revoked', 'Đã hủy khen thưởng')], default='proposed', max_length=10, verbose_name='trạng thái'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['withdrawn', 'dropped', 'refused', 'returned', 'lowered']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='nomination_end_says_why'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', False), ('state', 'returned')), models.Q(models.Q(('state', 'returned'), _negated=True), ('due_on__isnull', True)), _connector='OR'), name='nomination_returned_has_a_day', violation_error_message='Trả lại để bổ sung thì ghi hạn gửi lại.'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('collective__isnull', False), ('state__in', ['proposed', 'returned', 'endorsed', 'sent', 'granted'])), fields=('season', 'form', 'collective'), name='nomination_once_per_collective', violation_error_message='Đối tượng này đã được đề nghị hình thức đó trong năm.'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('state__in', ['proposed', 'returned', 'endorsed', 'sent', 'granted'])), fields=('season', 'form', 'person'), name='nomination_once_per_person', violation_error_message='Đối tượng này đã được đề nghị hình thức đó trong năm.'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('collective__isnull', True), ('person__isnull', True), ('state__in', ['proposed', 'returned', 'endorsed', 'sent', 'granted'])), fields=('season', 'form', 'agency'), name='nomination_once_per_agency', violation_error_message='Đơn vị này đã được đề nghị hình thức đó trong năm.'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='form',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='awards.awardform', verbose_name='hình thức'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='season',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='blocs.season', verbose_name='năm thi đua'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='sent_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người trình'),
        ),
        migrations.AddField(
            model_name='dossierfile',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='awards.dossier', verbose_name='hồ sơ'),
        ),
        migrations.AddField(
            model_name='dossierfile',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp'),
        ),
        migrations.AddField(
            model_name='dossierline',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='awards.dossier', verbose_name='hồ sơ'),
        ),
        migrations.AddField(
            model_name='dossierline',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossier_lines', to='awards.nomination', verbose_name='đề nghị'),
        ),
        migrations.AddField(
            model_name='dossierpaper',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='văn bản'),
        ),
        migrations.AddField(
            model_name='dossierpaper',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='awards.dossier', verbose_name='hồ sơ'),
        ),
        migrations.AddField(
            model_name='dossierpaper',
            name='nomination',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.nomination', verbose_name='đề nghị'),
        ),
        migrations.AddField(
            model_name='dossierparcel',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parcels', to='awards.dossier', verbose_name='hồ sơ'),
        ),
        migrations.AddField(
            model_name='dossierparcel',
            name='job',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.job', verbose_name='việc tạo tệp'),
        ),
        migrations.AddConstraint(
            model_name='formdeadline',
            constraint=models.UniqueConstraint(fields=('form_code', 'span', 'valid_from'), name='form_deadline_once', violation_error_message='Hình thức này đã có thời hạn áp dụng từ ngày đó.'),
        ),
        migrations.AddConstraint(
            model_name='formdeadline',
            constraint=models.CheckConstraint(condition=models.Q(('day__range', (1, 31)), ('month__range', (1, 12)), ('years_after__range', (0, 5))), name='form_deadline_is_a_day', violation_error_message='Ngày, tháng hoặc số năm sau không hợp lý.'),
        ),
        migrations.AddConstraint(
            model_name='formdeadline',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='form_deadline_ends_after_start', violation_error_message='Ngày hết áp dụng phải từ ngày bắt đầu trở đi.'),
        ),
        migrations.AddField(
            model_name='nominationfile',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp'),
        ),
        migrations.AddField(
            model_name='nominationfile',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='awards.nomination', verbose_name='đề nghị'),
        ),
        migrations.AddField(
            model_name='nominationoutcome',
            name='lower_form',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.awardform', verbose_name='hình thức được khen'),
        ),
        migrations.AddField(
            model_name='nominationoutcome',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='awards.nomination', verbose_name='đề nghị'),
        ),
        migrations.AddField(
            model_name='nominationoutcome',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp trả lời'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='awards.nomination', verbose_name='đề nghị'),
        ),
        migrations.AddField(
            model_name='reportsection',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='awards.nomination', verbose_name='đề nghị'),
        ),
        migrations.AddConstraint(
            model_name='requiredpart',
            constraint=models.UniqueConstraint(fields=('form_code', 'kind', 'part', 'valid_from'), name='required_part_once', violation_error_message='Thành phần này đã có quy định áp dụng từ ngày đó.'),
        ),
        migrations.AddConstraint(
            model_name='requiredpart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('form_code', ''), models.Q(('kind', ''), _negated=True)), models.Q(models.Q(('form_code', ''), _negated=True), ('kind', '')), _connector='OR'), name='required_part_of_form_or_kind', violation_error_message='Chọn một hình thức, hoặc một loại khen thưởng.'),
        ),
        migrations.AddConstraint(
            model_name='requiredpart',
            constraint=models.CheckConstraint(condition=models.Q(('words_to__isnull', True), ('words_from__isnull', True), ('words_to__gte', models.F('words_from')), _connector='OR'), name='required_part_words_run_up', violation_error_message='Số chữ nhiều nhất phải từ số chữ ít nhất trở lên.'),
        ),
        migrations.AddConstraint(
            model_name='requiredpart',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='required_part_ends_after_start', violation_error_message='Ngày hết áp dụng phải từ ngày bắt đầu trở đi.'),
        ),
        migrations.AddField(
            model_name='seasondeadline',
            name='form',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.awardform', verbose_name='hình thức'),
        ),
        migrations.AddField(
            model_name='seasondeadline',
            name='season',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='award_deadlines', to='blocs.season', verbose_name='năm thi đua'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('season', 'form'), name='dossier_one_draft_per_form', violation_error_message='Năm này đang lập một hồ sơ của hình thức đó.'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('letter_on__isnull', False), ('sent_at__isnull', False), ('state', 'sent'), models.Q(('letter_number', ''), _negated=True)), models.Q(('sent_at__isnull', True), ('state', 'draft')), _connector='OR'), name='dossier_sent_has_its_letter', violation_error_message='Trình hồ sơ thì ghi số và ngày tờ trình.'),
        ),
        migrations.AddConstraint(
            model_name='dossierfile',
            constraint=models.UniqueConstraint(fields=('dossier', 'part', 'file'), name='dossier_file_once', violation_error_message='Tệp này đã có ở thành phần đó của hồ sơ.'),
        ),
        migrations.AddConstraint(
            model_name='dossierline',
            constraint=models.UniqueConstraint(condition=models.Q(('left', False)), fields=('nomination',), name='dossier_line_once', violation_error_message='Đề nghị này đã nằm trong một hồ sơ.'),
        ),
        migrations.AddConstraint(
            model_name='dossierpaper',
            constraint=models.UniqueConstraint(condition=models.Q(('nomination__isnull', True), models.Q(('part', 'minutes'), _negated=True)), fields=('dossier', 'part'), name='dossier_paper_once'),
        ),
        migrations.AddConstraint(
            model_name='dossierpaper',
            constraint=models.UniqueConstraint(condition=models.Q(('nomination__isnull', False)), fields=('dossier', 'part', 'nomination'), name='dossier_paper_once_each'),
        ),
        migrations.AddConstraint(
            model_name='dossierpaper',
            constraint=models.UniqueConstraint(fields=('dossier', 'document'), name='dossier_paper_other_documents'),
        ),
        migrations.AddConstraint(
            model_name='dossierparcel',
            constraint=models.UniqueConstraint(fields=('dossier', 'contents'), name='dossier_parcel_once'),
        ),
        migrations.AddConstraint(
            model_name='nominationfile',
            constraint=models.UniqueConstraint(fields=('nomination', 'file'), name='nomination_file_once', violation_error_message='Tệp này đã có trong đề nghị.'),
        ),
        migrations.AddConstraint(
            model_name='nominationoutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lower_form__isnull', False), ('outcome', 'lower')), models.Q(models.Q(('outcome', 'lower'), _negated=True), ('lower_form__isnull', True)), _connector='OR'), name='outcome_lower_names_the_form', violation_error_message='Khen hình thức thấp hơn thì chọn hình thức đó.'),
        ),
        migrations.AddConstraint(
            model_name='nominationoutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['refused', 'lower']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='outcome_refused_says_why', violation_error_message='Hãy ghi lý do như trong văn bản của cấp trên.'),
        ),
        migrations.AddConstraint(
            model_name='nominationoutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'granted'), _negated=True), models.Q(('number', ''), _negated=True), _connector='OR'), name='outcome_granted_has_a_number', violation_error_message='Được khen thưởng thì ghi số quyết định.'),
        ),
        migrations.AddConstraint(
            model_name='nominationoutcome',
            constraint=models.UniqueConstraint(fields=('nomination', 'authority', 'outcome', 'decided_on'), name='outcome_once', violation_error_message='Kết quả này đã được ghi.'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('nomination', 'asked_of', 'asked_on'), name='opinion_asked_once_a_day', violation_error_message='Đã ghi lần hỏi này.'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('asked_on'))), name='opinion_due_after_asked', violation_error_message='Hạn trả lời phải từ ngày hỏi trở đi.'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on__isnull', True)), models.Q(('answered_on__gte', models.F('asked_on')), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='opinion_answered_after_asked', violation_error_message='Ngày trả lời phải từ ngày hỏi trở đi và có ý kiến.'),
        ),
        migrations.AddConstraint(
            model_name='reportsection',
            constraint=models.UniqueConstraint(fields=('nomination', 'key'), name='report_section_once'),
        ),
        migrations.AddConstraint(
            model_name='seasondeadline',
            constraint=models.UniqueConstraint(fields=('season', 'form'), name='season_deadline_once'),
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
    ]
