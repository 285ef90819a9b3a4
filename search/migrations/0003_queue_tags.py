"""Tags are indexed from now on: what bears one already is looked at again, as after a write."""

from django.db import migrations

BEARING = {"claim": ("roles", "TaggedClaim"), "article": ("articles", "TaggedArticle")}


def queue(apps, schema_editor):
    touched = apps.get_model("search", "SearchTouched")
    for kind, through in BEARING.items():
        tagged = apps.get_model(*through).objects.order_by()
        keys = tagged.values_list("content_object", flat=True).distinct()
        touched.objects.bulk_create(touched(kind=kind, object_id=key) for key in keys)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("roles", "0001_initial"),
        ("search", "0002_full_text"),
    ]
    operations = [migrations.RunPython(queue, migrations.RunPython.noop)]
