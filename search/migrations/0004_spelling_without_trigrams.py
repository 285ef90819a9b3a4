"""Spelling help compares a misspelt word with all words, which takes milliseconds. Migrated back,
the table is filled again."""

from django.db import migrations


def fill(apps, schema_editor):
    words = apps.get_model("search", "SearchWord").objects.values_list("word", flat=True)
    trigram = apps.get_model("search", "SearchTrigram")
    padded = ((word, f"  {word} ") for word in words)
    trigram.objects.bulk_create(
        (
            trigram(word_id=word, trigram=each)
            for word, text in padded
            for each in sorted({text[at : at + 3] for at in range(len(text) - 2)})
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0003_look_again")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, fill),
        migrations.DeleteModel("SearchTrigram"),
    ]
