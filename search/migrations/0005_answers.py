"""Answers are found, and a claim on a responsibility says what its role does not carry: these claims
are queued to be looked at again, as after a write. The numbers of words take a sum that falls below
nought before it is added."""

from django.db import migrations, models

KINDS = [
    *(("answer", "Answer"), ("role", "Role"), ("decision_area", "Decision area")),
    *(("responsibility", "Responsibility"), ("claim", "Claim")),
    *(("disagreement", "Disagreement"), ("article", "Source"), ("passage", "Passage")),
]


def queue(apps, schema_editor):
    touched = apps.get_model("search", "SearchTouched")
    claims = apps.get_model("roles", "Claim").objects.exclude(responsibility=None).order_by()
    touched.objects.bulk_create(
        touched(kind="claim", object_id=key) for key in claims.values_list("pk", flat=True)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0005_points_and_answers"),
        ("search", "0004_spelling_without_trigrams"),
    ]
    operations = [
        migrations.AlterField(
            model_name="searchdocument",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=15),
        ),
        migrations.AlterField(
            model_name="searchword", name="documents", field=models.IntegerField()
        ),
        migrations.RunPython(queue, migrations.RunPython.noop),
    ]
