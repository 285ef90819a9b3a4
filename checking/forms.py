"""A text to check, and the role that it is held against."""

from pathlib import Path

from django import forms

from roles.models import Role

LIMIT = 50_000  # characters
FORMATS = {"": "page", "md": "Markdown", "csv": "CSV"}
EXAMPLES = Path(__file__).parent / "examples"
# File, named after the title of the role that it is written for -> what the link to it says.
EXAMPLE_LABELS = {
    "chief-information-officer": "A job description for a CIO",
    "chief-technology-officer": "A role charter for a CTO",
    "fractional-cio": "An assignment for a fractional CIO",
}


class CheckForm(forms.Form):
    role = forms.ModelChoiceField(
        Role.objects.none(), to_field_name="slug", empty_label=None, label="Role"
    )
    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 16, "maxlength": LIMIT}),
        error_messages={"required": "Paste a text first."},
    )
    format = forms.ChoiceField(choices=FORMATS.items(), required=False)
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.published().main()

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > LIMIT:
            raise forms.ValidationError(
                f"This text has {len(text):,} characters; {LIMIT:,} fit. Check a part of it."
            )
        return text


def example(name: str) -> dict[str, str]:
    """What the form is filled with; nothing for a name that is no example's."""
    if name not in EXAMPLE_LABELS:
        return {}
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    roles = Role.objects.published().main().with_titles()
    return {"role": next((r.slug for r in roles if name in r.titles_by_slug()), ""), "text": text}
