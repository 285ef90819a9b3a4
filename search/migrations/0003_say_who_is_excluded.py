"""Responsibilities now say which of their roles do not carry them: each is queued to be looked at."""

from django.db import migrations


def queue(apps, schema_editor):
    touched = apps.get_model("search", "SearchTouched")
    duties = apps.get_model("roles", "Responsibility").objects.values_list("pk", flat=True)
    touched.objects.bulk_create(
        touched(kind="responsibility", object_id=key) for key in duties.iterator()
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text"), ("roles", "0001_initial")]
    operations = [migrations.RunPython(queue, migrations.RunPython.noop)]
