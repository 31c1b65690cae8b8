"""Both sides of a merge."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("workbench", "0002_dataroom"),
        ("workbench", "0002_inout"),
    ]
    operations = []
