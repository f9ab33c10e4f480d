"""A closed round of cross-scoring may be opened again, with a reason."""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0019_score_sheets_by_name'),
        ('results', '0016_cross_scoring_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='crossround',
            name='opened_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='mở lại lúc'),
        ),
        migrations.AddField(
            model_name='crossround',
            name='opened_because',
            field=core.fields.BlockField(blank=True, max_length=1000, verbose_name='lý do mở lại'),
        ),
        migrations.AddField(
            model_name='crossround',
            name='opened_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người mở lại'),
        ),
        migrations.AddConstraint(
            model_name='crossround',
            constraint=models.CheckConstraint(condition=models.Q(('opened_at__isnull', True), models.Q(('opened_because', ''), _negated=True), _connector='OR'), name='cross_opened_again_says_why', violation_error_message='Mở lại chấm chéo thì phải ghi lý do.'),
        ),
    ]
