"""Designs of certificates in versions, where they are used, faces of agencies: new tables only.

The database itself keeps what was published: certificates are printed anew from it for decades.
"""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


TABLE = "awards_designversion"
SAID = "a published version never changes"


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER designversion_sealed_{event.lower()} BEFORE {event} ON {TABLE} "
                f"WHEN OLD.state = 'published' BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
            )
        return
    schema_editor.execute(
        f"CREATE FUNCTION designversion_sealed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER designversion_sealed BEFORE UPDATE OR DELETE ON {TABLE} "
        f"FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION designversion_sealed()"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0012_ledger'),
        ('documents', '0005_previews'),
        ('members', '0008_joined_persons'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateDesign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', core.fields.LineField(max_length=80, verbose_name='tên mẫu')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='ngừng dùng lúc')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_designs', to='members.agency', verbose_name='cơ quan, đơn vị')),
            ],
            options={
                'verbose_name': 'mẫu Bằng khen',
                'verbose_name_plural': 'mẫu Bằng khen',
                'ordering': ['agency', 'name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DesignFont',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family', core.fields.LineField(max_length=100, verbose_name='tên phông')),
                ('style', core.fields.LineField(blank=True, max_length=60, verbose_name='kiểu')),
                ('weight', models.PositiveSmallIntegerField(default=400, verbose_name='độ đậm')),
                ('italic', models.BooleanField(default=False, verbose_name='nghiêng')),
                ('added_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='ngừng dùng lúc')),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='design_fonts', to='members.agency', verbose_name='cơ quan, đơn vị')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='tệp')),
            ],
            options={
                'verbose_name': 'phông chữ riêng',
                'verbose_name_plural': 'phông chữ riêng',
                'ordering': ['agency', 'family', 'weight', 'italic', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DesignUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_code', models.CharField(blank=True, max_length=40, verbose_name='hình thức khen')),
                ('kind', models.CharField(blank=True, choices=[('agency', 'Đơn vị thành viên'), ('collective', 'Tập thể'), ('person', 'Cá nhân'), ('household', 'Hộ gia đình')], max_length=10, verbose_name='đối tượng')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='design_uses', to='members.agency', verbose_name='cơ quan, đơn vị')),
                ('design', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='awards.certificatedesign', verbose_name='mẫu')),
            ],
            options={
                'verbose_name': 'nơi dùng mẫu',
                'verbose_name_plural': 'nơi dùng mẫu',
                'ordering': ['agency', 'form_code', 'kind'],
            },
        ),
        migrations.CreateModel(
            name='DesignVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='bản')),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('published', 'Đã dùng')], default='draft', max_length=9, verbose_name='trạng thái')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('picture_role', models.CharField(blank=True, choices=[('stock', 'Ảnh phôi, chỉ để căn chữ, không in'), ('ground', 'Nền, in cùng chữ')], max_length=6, verbose_name='ảnh dùng làm')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='lần lưu')),
                ('saved_at', models.DateTimeField(verbose_name='lưu lúc')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='dùng từ lúc')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='mã băm')),
                ('design', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='awards.certificatedesign', verbose_name='mẫu')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='ảnh')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cho dùng')),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lưu')),
            ],
            options={
                'verbose_name': 'bản của mẫu',
                'verbose_name_plural': 'các bản của mẫu',
                'ordering': ['design', '-number'],
            },
        ),
        migrations.AddConstraint(
            model_name='certificatedesign',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('agency', 'name'), name='design_named_once', violation_error_message='Cơ quan đã có mẫu mang tên này. Hãy đặt tên khác.'),
        ),
        migrations.AddConstraint(
            model_name='designfont',
            constraint=models.UniqueConstraint(fields=('agency', 'file'), name='design_font_once'),
        ),
        migrations.AddConstraint(
            model_name='designfont',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 1000)), name='design_font_sane_weight'),
        ),
        migrations.AddConstraint(
            model_name='designuse',
            constraint=models.UniqueConstraint(fields=('agency', 'form_code', 'kind'), name='design_use_once'),
        ),
        migrations.AddConstraint(
            model_name='designversion',
            constraint=models.UniqueConstraint(fields=('design', 'number'), name='design_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='designversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('design',), name='design_one_draft'),
        ),
        migrations.AddConstraint(
            model_name='designversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('sha256', ''), ('state', 'draft')), models.Q(('published_at__isnull', False), ('state', 'published'), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='design_version_sealed_when_published'),
        ),
        migrations.AddConstraint(
            model_name='designversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('picture', None), ('picture_role', '')), models.Q(('picture__isnull', False), models.Q(('picture_role', ''), _negated=True)), _connector='OR'), name='design_version_picture_has_role'),
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
    ]
