"""A score sheet is a "bảng", never a "phiếu": words only, the frozen table itself stays as it is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blocs', '0018_cross_scoring'),
    ]

    operations = [
        migrations.AlterField(
            model_name='crossrule',
            name='scope',
            field=models.CharField(choices=[('all', 'Mọi đơn vị, kể cả đơn vị đứng đầu'), ('others', 'Mọi đơn vị, trừ đơn vị đứng đầu'), ('head', 'Chỉ đơn vị đứng đầu')], default='all', max_length=10, verbose_name='bảng được chấm chéo'),
        ),
        migrations.AlterField(
            model_name='crossrule',
            name='scorers',
            field=models.PositiveSmallIntegerField(default=3, verbose_name='số đơn vị chấm mỗi bảng'),
        ),
        migrations.AlterConstraint(
            model_name='crossrule',
            name='cross_scorers_possible',
            constraint=models.CheckConstraint(condition=models.Q(('scorers__range', (2, 15))), name='cross_scorers_possible', violation_error_message='Mỗi bảng do từ 2 đến 15 đơn vị chấm.'),
        ),
        migrations.AlterConstraint(
            model_name='crossrule',
            name='cross_trimmed_leaves_a_mark',
            constraint=models.CheckConstraint(condition=models.Q(('trimmed', False), ('scorers__gte', 3), _connector='OR'), name='cross_trimmed_leaves_a_mark', violation_error_message='Muốn bỏ điểm cao nhất và thấp nhất thì mỗi bảng cần ít nhất 3 đơn vị chấm.'),
        ),
    ]
