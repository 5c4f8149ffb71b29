"""Decrees of appointment."""

import balai.ground.people.models
import balai.ground.wilayah.fence
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0005_berakhir'),
        ('utas', '0003_hak'),
        ('wilayah', '0002_hak'),
    ]

    operations = [
        migrations.CreateModel(
            name='Keputusan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=30)),
                ('since', models.DateField()),
                ('rev', models.PositiveIntegerField(default=1)),
                ('nomor', models.CharField(blank=True, help_text='as on the paper: 141/07/2023', max_length=60)),
                ('office', models.CharField(max_length=30)),
                ('manner', models.CharField(default='tetap', help_text='tetap, plt, pj', max_length=5)),
                ('nama', models.CharField(help_text='who is appointed, as written', max_length=120)),
                ('orang', models.UUIDField(help_text='uid of a person the village knows; None: a new one', null=True)),
                ('mulai', models.DateField()),
                ('sampai', models.DateField(null=True)),
                ('alasan', models.TextField(blank=True, help_text='why it was revoked or given up; read by residents')),
                ('salt', models.BinaryField(default=balai.ground.people.models.new_salt)),
                ('desa', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah')),
                ('mandat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.mandat')),
                ('simpul', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='utas.simpul')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('desa', 'simpul'), name='pemerintahan_keputusan_satu_simpul'), models.UniqueConstraint(fields=('desa', 'mandat'), name='keputusan_satu_mandat'), models.UniqueConstraint(condition=models.Q(('nomor', ''), _negated=True), fields=('desa', 'nomor'), name='keputusan_satu_nomor'), models.CheckConstraint(condition=models.Q(('sampai', None), ('sampai__gte', models.F('mulai')), _connector='OR'), name='keputusan_masa'), models.CheckConstraint(condition=models.Q(('state__in', ['draf', 'dibatalkan']), models.Q(models.Q(('nomor', ''), _negated=True), ('mandat__isnull', False)), _connector='OR'), name='keputusan_lengkap'), balai.ground.wilayah.fence.Frozen(insert=True, mutable=('state', 'since', 'rev', 'nomor', 'mandat_id', 'alasan'), name='keputusan_beku'), balai.ground.wilayah.fence.Told(name='keputusan_jejak'), balai.ground.wilayah.fence.VillageFence(name='pemerintahan_keputusan_pagar'), balai.ground.wilayah.fence.VillageLink(field='simpul', name='pemerintahan_keputusan_simpul_id_desa')],
            },
        ),
    ]
