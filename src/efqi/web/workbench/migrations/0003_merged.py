"""Both sides of a merge."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("workbench", "0002_dataroom"),
        ("workbench", "0002_inout"),
        ("workbench", "0002_partner"),
        ("workbench", "0002_portfolio"),
    ]
    operations = []
