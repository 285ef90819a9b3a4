"""The index: what readers may find, as plain tables that both databases share.

Each back end adds its own full-text structure over `SearchDocument` (see `search/backends/`).
"""

from django.db import models


class Kind(models.TextChoices):
    """What a result is, in the order in which facets show them."""

    ANSWER = "answer", "Answer"
    ROLE = "role", "Role"
    DECISION_AREA = "decision_area", "Decision area"
    RESPONSIBILITY = "responsibility", "Responsibility"
    CLAIM = "claim", "Claim"
    DISAGREEMENT = "disagreement", "Disagreement"
    ARTICLE = "article", "Source"
    PASSAGE = "passage", "Passage"


class SearchDocument(models.Model):
    """One entry of the public site. Short columns come first: ranking reads no further."""

    kind = models.CharField(max_length=15, choices=Kind.choices)
    object_id = models.BigIntegerField()
    weight = models.FloatField(help_text="What its kind and its evidence add to a match.")
    url = models.CharField(max_length=300)
    role = models.CharField(max_length=200, help_text="For which roles, in short.")
    source = models.CharField(max_length=700, help_text="From which source, in words.")
    title = models.CharField(max_length=500)
    names = models.TextField(help_text="Other titles, which count as much as the title.")
    extra = models.TextField(help_text="What it belongs to: found, but never shown.")
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.title}"


class SearchName(models.Model):
    """A whole name of a document, folded, so that an exact name is found first."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="called")
    name = models.CharField(max_length=500, db_index=True)

    def __str__(self) -> str:
        return self.name


class SearchTie(models.Model):
    """What a document is tied to: facets count ties, and changes travel along them."""

    class Name(models.TextChoices):
        KIND = "kind", "Kind"
        ROLE = "role", "Role"
        DECISION_AREA = "decision_area", "Decision area"
        ARTICLE = "article", "Source"
        CONTESTED = "contested", "Contested"
        RESPONSIBILITY = "responsibility", "Responsibility"
        DISAGREEMENT = "disagreement", "Disagreement"
        PASSAGE = "passage", "Passage"

    document = models.ForeignKey(
        SearchDocument, on_delete=models.CASCADE, related_name="ties", db_index=False
    )
    name = models.CharField(max_length=15, choices=Name.choices)
    value = models.CharField(max_length=100, help_text="As it stands in an address.")
    label = models.CharField(max_length=300)
    object_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["document", "name", "value"], name="search_tie_by_document"),
            models.Index(fields=["name", "value", "document"], name="search_tie_by_value"),
            models.Index(fields=["name", "object_id"], name="search_tie_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.label}"


class SearchWord(models.Model):
    """A word of the index and the number of documents that have it: what spelling help knows."""

    word = models.CharField(max_length=100, primary_key=True)
    documents = models.IntegerField()

    def __str__(self) -> str:
        return self.word


class SearchTouched(models.Model):
    """The queue that database triggers fill: an entry whose documents have to be looked at."""

    kind = models.CharField(max_length=15)
    object_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
