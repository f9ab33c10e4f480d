"""What is asked of who is put forward, with the rules as far as they are known; what stands around it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.fields
from awards.qualifying import eligibility_rules


def enter(apps, schema_editor):
    """Enter the rules of `eligibility_rules.toml`."""
    rules = apps.get_model("awards", "EligibilityRule").objects
    for facts in eligibility_rules.rows():
        key = {"code": facts.pop("code"), "valid_from": facts.pop("valid_from")}
        rules.update_or_create(**key, defaults=facts)


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0005_catalogue'),
        ('blocs', '0019_score_sheets_by_name'),
        ('members', '0006_invitation_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EligibilityRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='mã')),
                ('form_code', models.SlugField(blank=True, max_length=40, verbose_name='hình thức')),
                ('level', models.CharField(blank=True, choices=[('state', 'Cấp Nhà nước'), ('ministry', 'Bộ, ban, ngành, tỉnh'), ('bloc', 'Khối'), ('unit', 'Cơ sở')], max_length=10, verbose_name='cấp')),
                ('recipient', models.CharField(blank=True, choices=[('agency', 'Đơn vị thành viên'), ('collective', 'Tập thể'), ('person', 'Cá nhân'), ('household', 'Hộ gia đình')], max_length=10, verbose_name='đối tượng')),
                ('kind', models.CharField(choices=[('rank', 'Xếp thứ trong năm'), ('grade', 'Xếp loại trong năm'), ('run', 'Số năm liên tục đạt một danh hiệu'), ('earlier', 'Đã có một hình thức từ trước'), ('share', 'Tỷ lệ người đạt danh hiệu'), ('people', 'Số người đạt danh hiệu'), ('vote', 'Phiếu của Hội đồng trên tổng số thành viên'), ('hold', 'Không bị tạm dừng xét'), ('one_form', 'Một thành tích chỉ khen một lần'), ('after', 'Thành tích tính từ sau lần khen trước'), ('fresh', 'Thành tích còn mới khi trình'), ('state_once', 'Số đề nghị cấp Nhà nước trong năm'), ('stated', 'Điều kiện bằng lời, hội đồng xem xét'), ('women_first', 'Ưu tiên nữ khi ngang nhau')], max_length=12, verbose_name='loại điều kiện')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='con số')),
                ('times', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số lần')),
                ('title', models.SlugField(blank=True, max_length=40, verbose_name='danh hiệu phải đạt')),
                ('earlier', models.SlugField(blank=True, max_length=40, verbose_name='hình thức phải có trước')),
                ('measure', models.CharField(blank=True, choices=[('completed', 'hoàn thành nhiệm vụ'), ('advanced', 'là Lao động tiên tiến'), ('fighters', 'là Chiến sĩ thi đua cơ sở')], max_length=10, verbose_name='tính số người')),
                ('words', core.fields.BlockField(blank=True, max_length=400, verbose_name='nội dung')),
                ('route', core.fields.LineField(blank=True, max_length=40, verbose_name='trường hợp')),
                ('merit_only', models.BooleanField(default=False, verbose_name='chỉ tính khen thưởng công trạng')),
                ('binding', models.BooleanField(default=False, verbose_name='bắt buộc')),
                ('valid_from', models.DateField(verbose_name='áp dụng từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='áp dụng đến hết ngày')),
                ('source', core.fields.BlockField(verbose_name='căn cứ')),
                ('recalled', models.BooleanField(default=False, verbose_name='chưa đối chiếu văn bản gốc')),
            ],
            options={
                'verbose_name': 'điều kiện khen thưởng',
                'verbose_name_plural': 'điều kiện khen thưởng',
                'ordering': ['form_code', 'recipient', 'route', 'kind', 'valid_from', 'id'],
                'constraints': [models.UniqueConstraint(fields=('code', 'valid_from'), name='rule_once_a_day', violation_error_message='Đã có điều kiện mang mã này áp dụng từ cùng ngày.'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='rule_ends_after_start', violation_error_message='Ngày hết áp dụng phải từ ngày bắt đầu trở đi.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['rank', 'run', 'earlier', 'share', 'people', 'vote', 'fresh', 'state_once', 'women_first']), _negated=True), models.Q(('number__gte', 1), ('number__isnull', False)), _connector='OR'), name='rule_says_its_number', violation_error_message='Hãy nhập con số của điều kiện này, từ 1 trở lên.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['share', 'vote', 'women_first']), _negated=True), models.Q(('number__isnull', False), ('number__lte', 100)), _connector='OR'), name='rule_share_within_all', violation_error_message='Tỷ lệ nhập từ 1 đến 100 %%.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind', 'run'), _negated=True), models.Q(('title', ''), _negated=True), _connector='OR'), models.Q(models.Q(('kind', 'earlier'), _negated=True), models.Q(('earlier', ''), _negated=True), _connector='OR'), models.Q(models.Q(('kind__in', ['share', 'people']), _negated=True), models.Q(('measure', ''), _negated=True), _connector='OR'), models.Q(models.Q(('kind__in', ['grade', 'stated']), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR')), name='rule_says_what_it_asks', violation_error_message='Hãy điền đủ danh hiệu, hình thức hoặc nội dung của điều kiện này.'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='rule_names_its_source', violation_error_message='Hãy ghi điều, khoản của văn bản quy định điều kiện này.'), models.CheckConstraint(condition=models.Q(('binding', False), ('recalled', False), _connector='OR'), name='rule_binding_was_read', violation_error_message='Điều kiện chưa đối chiếu văn bản gốc chỉ để nhắc. Hãy đối chiếu với văn bản rồi mới đặt là bắt buộc.')],
            },
        ),
        migrations.CreateModel(
            name='CouncilVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('council', core.fields.LineField(max_length=200, verbose_name='hội đồng')),
                ('held_on', models.DateField(verbose_name='ngày họp')),
                ('members', models.PositiveSmallIntegerField(verbose_name='tổng số thành viên')),
                ('in_favour', models.PositiveSmallIntegerField(verbose_name='số phiếu đồng ý')),
                ('source', core.fields.LineField(max_length=200, verbose_name='biên bản (số, ngày)')),
                ('nomination', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='council_vote', to='awards.nomination', verbose_name='đề nghị')),
            ],
            options={
                'verbose_name': 'phiếu của Hội đồng',
                'verbose_name_plural': 'phiếu của Hội đồng',
                'constraints': [models.CheckConstraint(condition=models.Q(('in_favour__lte', models.F('members')), ('members__gte', 1)), name='council_vote_fits_members', violation_error_message='Số phiếu đồng ý không thể nhiều hơn tổng số thành viên Hội đồng, kể cả người vắng mặt.')],
            },
        ),
        migrations.CreateModel(
            name='EligibilityWaiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', core.fields.LineField(max_length=300, verbose_name='lý do')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cho phép')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='awards.nomination', verbose_name='đề nghị')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='awards.eligibilityrule', verbose_name='điều kiện')),
            ],
            options={
                'verbose_name': 'cho phép ngoài điều kiện',
                'verbose_name_plural': 'cho phép ngoài điều kiện',
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('nomination', 'rule'), name='waiver_once', violation_error_message='Đề nghị này đã được cho phép ngoài điều kiện đó.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='waiver_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('discipline', 'Kỷ luật'), ('inspection', 'Thanh tra, kiểm tra, kiểm toán'), ('complaint', 'Khiếu nại, tố cáo'), ('inquiry', 'Điều tra, truy tố, xét xử'), ('press', 'Báo chí nêu dấu hiệu tham nhũng, tiêu cực')], max_length=10, verbose_name='loại việc')),
                ('reason', core.fields.LineField(max_length=300, verbose_name='lý do')),
                ('source', core.fields.LineField(max_length=200, verbose_name='căn cứ (số, ngày văn bản)')),
                ('starts_on', models.DateField(verbose_name='từ ngày')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('lifted_by', core.fields.LineField(blank=True, max_length=200, verbose_name='căn cứ kết thúc')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='members.agency', verbose_name='đơn vị')),
                ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='members.collective', verbose_name='tập thể')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='members.person', verbose_name='cá nhân')),
            ],
            options={
                'verbose_name': 'tạm dừng xét khen thưởng',
                'verbose_name_plural': 'tạm dừng xét khen thưởng',
                'ordering': ['-starts_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='hold_ends_after_start', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.'), models.CheckConstraint(condition=models.Q(('collective__isnull', True), ('person__isnull', True), _connector='OR'), name='hold_one_subject', violation_error_message='Chọn một tập thể hoặc một cá nhân, không chọn cả hai.'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='hold_says_why', violation_error_message='Hãy ghi lý do và văn bản làm căn cứ tạm dừng.')],
            },
        ),
        migrations.CreateModel(
            name='Workforce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveIntegerField(verbose_name='tổng số người')),
                ('women', models.PositiveIntegerField(verbose_name='trong đó nữ')),
                ('completed', models.PositiveIntegerField(verbose_name='hoàn thành nhiệm vụ')),
                ('advanced', models.PositiveIntegerField(verbose_name='Lao động tiên tiến')),
                ('fighters', models.PositiveIntegerField(verbose_name='Chiến sĩ thi đua cơ sở')),
                ('source', core.fields.LineField(max_length=200, verbose_name='căn cứ (số, ngày văn bản)')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='workforces', to='members.agency', verbose_name='đơn vị')),
                ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workforces', to='members.collective', verbose_name='tập thể')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='workforces', to='blocs.season', verbose_name='năm thi đua')),
            ],
            options={
                'verbose_name': 'số liệu lao động',
                'verbose_name_plural': 'số liệu lao động',
                'ordering': ['season', 'agency', 'collective'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('collective__isnull', True)), fields=('season', 'agency'), name='workforce_once_per_agency', violation_error_message='Đơn vị này đã có số liệu lao động của năm.'), models.UniqueConstraint(condition=models.Q(('collective__isnull', False)), fields=('season', 'collective'), name='workforce_once_per_collective', violation_error_message='Tập thể này đã có số liệu lao động của năm.'), models.CheckConstraint(condition=models.Q(('advanced__lte', models.F('people')), ('completed__lte', models.F('people')), ('fighters__lte', models.F('people')), ('people__gte', 1), ('women__lte', models.F('people'))), name='workforce_parts_within_all', violation_error_message='Số nữ, số người đạt không thể nhiều hơn tổng số người.')],
            },
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
    ]
