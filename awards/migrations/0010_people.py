"""What a typed past award, a form that ends without a next one, and a decision on an ended agency have to say.

SQLite makes the tables of past awards, forms and decisions anew; none of them has triggers, none speaks of them.
"""

import core.fields
from django.db import migrations, models

GROUNDS = [('merit', 'Công trạng'), ('sudden', 'Đột xuất'), ('movement', 'Phong trào'), ('devotion', 'Cống hiến'), ('seniority', 'Niên hạn'), ('foreign', 'Đối ngoại')]


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0009_dossiers'),
        ('members', '0008_joined_persons'),
    ]

    operations = [
        migrations.AddField(
            model_name='awardform',
            name='ended_by',
            field=core.fields.LineField(blank=True, default='', max_length=200, verbose_name='văn bản cho hết áp dụng'),
        ),
        migrations.AddConstraint(
            model_name='awardform',
            constraint=models.CheckConstraint(condition=models.Q(('ended_by', ''), ('valid_to__isnull', False), _connector='OR'), name='award_form_ended_on_a_day', violation_error_message='Có văn bản cho hết áp dụng thì phải ghi ngày hết áp dụng.'),
        ),
        migrations.AddField(
            model_name='decision',
            name='receivers',
            field=core.fields.LineField(blank=True, default='', max_length=300, verbose_name='ai nhận thay đơn vị đã kết thúc'),
        ),
        migrations.AddField(
            model_name='pastaward',
            name='ground',
            field=models.CharField(blank=True, choices=GROUNDS, default='', max_length=10, verbose_name='loại hình khen thưởng'),
        ),
        migrations.AddField(
            model_name='pastaward',
            name='source_note',
            field=core.fields.LineField(blank=True, default='', max_length=200, verbose_name='nguồn'),
        ),
    ]
