"""The index knows more from now on: topics, keywords, and who does not carry a responsibility. What
bears one is queued to be looked at again, as after a write."""

from django.db import migrations

BEARING = {"claim": ("roles", "TaggedClaim"), "article": ("articles", "TaggedArticle")}


def queue(apps, schema_editor):
    found = {"responsibility": apps.get_model("roles", "Responsibility").objects.values_list("pk")}
    for kind, through in BEARING.items():
        tagged = apps.get_model(*through).objects.order_by()
        found[kind] = tagged.values_list("content_object").distinct()
    touched = apps.get_model("search", "SearchTouched")
    for kind, keys in found.items():
        touched.objects.bulk_create(touched(kind=kind, object_id=key) for (key,) in keys)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("roles", "0004_responsibility_keywords"),
        ("search", "0002_full_text"),
    ]
    operations = [migrations.RunPython(queue, migrations.RunPython.noop)]
