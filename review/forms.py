"""What a curator fills in: a document to add, and the claim that a candidate becomes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.text import slugify

from articles.models import TEXT_LIMIT, Article
from articles.wording import shared_runs
from extraction.document import MAX_BYTES
from publishing.fields import validate_text
from review.models import Candidate
from review.similar import SimilarEntries
from roles import aspects
from roles.models import Claim, Context, DecisionArea, Responsibility, Role

PASTED = {"txt": "Plain text", "md": "Markdown", "html": "HTML"}


class DocumentForm(forms.Form):
    file = forms.FileField(
        required=False,
        help_text="A saved web page (.html), .txt, .md, .docx, or a PDF of one column. "
        "At most 5 MB and 60 pages.",
    )
    text = forms.CharField(
        label="Or paste it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
    )
    pasted = forms.ChoiceField(label="What is pasted", choices=PASTED.items(), required=False)
    title = forms.CharField(
        max_length=300,
        required=False,
        validators=[validate_text],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Empty: as the document states it.",
    )
    kind = forms.ChoiceField(choices=Article.Kind.choices)
    with_comments = forms.BooleanField(
        label="Readers’ comments too", required=False, help_text="Each commenter becomes a voice."
    )

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if bool(file) == bool(text) and "file" not in self.errors:
            self.add_error("file", "Choose a file or paste a text: one of the two.")
        if file and file.size > MAX_BYTES:
            self.add_error("file", "This file is larger than 5 MB: split it, or save its text.")
        return cleaned

    def document(self) -> tuple[bytes, str]:
        """The bytes and the name that the reader is given."""
        if file := self.cleaned_data["file"]:
            return file.read(), file.name
        extension = self.cleaned_data["pasted"] or "txt"
        return self.cleaned_data["text"].encode(), f"Pasted text.{extension}"


class ClaimForm(forms.ModelForm):
    """The claim that a candidate becomes, filled with what the extractor and similar entries
    suggest; the statement is the curator's."""

    digest = forms.CharField(
        required=False,
        max_length=TEXT_LIMIT,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 4, "accesskey": "d"}),
    )
    note = forms.CharField(
        label="Note on the citation", required=False, max_length=300, validators=[validate_text]
    )
    publish = forms.BooleanField(label="Publish it at once", required=False)
    keep_words = forms.BooleanField(
        label="Keep these words: they are a fact, a title or a name", required=False
    )
    use_required_attribute = False

    class Meta:
        model = Claim
        fields = [
            *("role", "aspect", "statement", "involvement", "modality", "denies"),
            *("responsibility", "decision_area", "relation", "other_role", "counterpart"),
            *("contexts", "period_start", "period_end"),
        ]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 3, "accesskey": "a"}),
            "contexts": forms.CheckboxSelectMultiple,
        }
        help_texts = {"contexts": "", "period_start": "", "period_end": "", "counterpart": ""}

    def __init__(
        self, *args, candidate: Candidate, similar: SimilarEntries, may_publish: bool, **kwargs
    ):
        kwargs["initial"] = suggestions(candidate, similar) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.candidate, self.similar = candidate, similar
        if not may_publish:
            del self.fields["publish"]
        self.shared: list[str] = []

    def facts(self) -> list[forms.BoundField]:
        """The fields between the statement and its contexts, which the page lays out alike."""
        apart = {"digest", "statement", "denies", "contexts", "publish", "keep_words"}
        return [field for field in self if field.name not in apart]

    def clean(self):
        cleaned = super().clean()
        aspect = cleaned.get("aspect")
        if aspect in aspects.INVOLVING:  # said once, by the involvement
            cleaned["denies"] = cleaned.get("involvement") == aspects.Involvement.EXCLUDED
        begun = {beginning(role).strip() for role in Role.objects.all()}
        if cleaned.get("statement", "").strip() in begun:
            self.add_error("statement", "Say what the source says of it.")
        self._drop_suggestions(cleaned, aspect)
        self._warn_of_shared_words(cleaned)
        return cleaned

    def _drop_suggestions(self, cleaned: dict, aspect: str | None) -> None:
        """What was filled in for another aspect and left as it was is nobody's wish."""
        if aspect not in aspects.RULES:
            return
        rule = aspects.RULES[aspect]
        for field, empty in aspects.COLUMNS.items():
            if field in rule.needs | rule.may:
                continue
            if field not in self.changed_data:
                cleaned[field] = next(iter(empty.values())) if "" in empty.values() else None

    def _warn_of_shared_words(self, cleaned: dict) -> None:
        source = self.candidate.passage.source_text
        for field in ("statement", "digest"):
            runs = shared_runs(cleaned.get(field) or "", source)
            if runs and not cleaned.get("keep_words"):
                self.shared += runs
                words = format_html_join(", ", "“{}”", ((run,) for run in runs))
                self.add_error(
                    field,
                    ValidationError(
                        "%(words)s stands in the original too. Say it in other words, or tick "
                        "“Keep these words”.",
                        params={"words": words},
                    ),
                )


class DutyForm(forms.ModelForm):
    """A responsibility that no source has named before."""

    prefix = "new"
    use_required_attribute = False

    class Meta:
        model = Responsibility
        fields = ["title", "decision_area"]

    def clean(self):
        cleaned = super().clean()
        self.instance.slug = slugify(cleaned.get("title", ""))[:100]
        if Responsibility.objects.filter(slug=self.instance.slug).exists():
            self.add_error("title", "There is one of this name: choose it above.")
        return cleaned


def suggestions(candidate: Candidate, similar: SimilarEntries) -> dict[str, object]:
    """What is filled in: the extractor's reading, and the nearest entries of the vocabulary."""
    rule = aspects.RULES[candidate.aspect]
    role = Role.objects.filter(slug=candidate.role).first()
    found: dict[str, object] = {
        "role": role and role.pk,
        "statement": beginning(role),
        "aspect": candidate.aspect,
        "involvement": candidate.involvement,
        "modality": candidate.modality,
        "denies": candidate.denies,
        "period_start": candidate.period_start,
        "period_end": candidate.period_end,
        "contexts": list(
            Context.objects.filter(slug__in=candidate.contexts).values_list("pk", flat=True)
        ),
    }
    if "responsibility" in rule.needs | rule.may and similar.responsibilities:
        found["responsibility"] = similar.responsibilities[0].entry.pk
    if "decision_area" in rule.needs | rule.may and (area := _area(similar)):
        found["decision_area"] = area.pk
    return found


def beginning(role: Role | None) -> str:
    """The words that most statements begin with, so that nobody types them."""
    return f"The {role.short} " if role else ""


def _area(similar: SimilarEntries) -> DecisionArea | None:
    if similar.areas:
        return similar.areas[0].entry
    return similar.responsibilities[0].entry.decision_area if similar.responsibilities else None
