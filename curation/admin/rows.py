"""Rows that are edited on the page of their entry."""

import re

from django.forms import BaseInlineFormSet
from django.forms.formsets import (
    DELETION_FIELD_NAME,
    INITIAL_FORM_COUNT,
    TOTAL_FORM_COUNT,
)
from django.utils.datastructures import MultiValueDict

from curation.admin.fields import Entry


class Rows(BaseInlineFormSet):
    """The rows of an entry as they were typed, though somebody else may have deleted some since.

    Such a row becomes a new one, after those that stand: Django would refuse it each time anew,
    and would leave it off the page, with what was typed into it.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.management_form.is_valid():
            standing = {str(row.pk) for row in self.get_queryset()}
            saved = range(self._saved())
            gone = [at for at in saved if self._typed(at, self._key) not in {None, *standing}]
            if gone:
                self._renew(gone)

    def add_fields(self, form, index):
        """What a row has already is known: it is not looked up anew for each row."""
        super().add_fields(form, index)
        if form.instance.pk:
            asked = form.fields[self._key]
            form.fields[self._key] = Entry(
                asked.queryset, initial=asked.initial, required=False, widget=asked.widget
            )
            form.fields[self._key].knows(form.instance)
            loaded = form.instance._state.fields_cache
            for name, field in form.fields.items():
                if isinstance(field, Entry) and loaded.get(name):
                    field.knows(loaded[name])

    @property
    def _key(self) -> str:
        return self.model._meta.pk.name

    def _saved(self) -> int:
        """How many rows were there when the page was made; a browser may claim any number."""
        return min(self.initial_form_count(), self.total_form_count())

    def _typed(self, at: int, field: str) -> str | None:
        return self.data.get(f"{self.add_prefix(at)}-{field}")

    def _renew(self, gone: list[int]) -> None:
        """Number the rows anew: those that stand, those to be made again, those that are new."""
        first_new = self._saved()
        stand = [at for at in range(first_new) if at not in gone]
        again = [at for at in gone if not self._typed(at, DELETION_FIELD_NAME)]
        order = [*stand, *again, *range(first_new, self.total_form_count())]
        place = {old: new for new, old in enumerate(order)}
        data, row = MultiValueDict(), re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,4}})-(.+)")
        for name, values in self.data.lists():
            if found := row.fullmatch(name):
                old, field = int(found[1]), found[2]
                if old not in place or (old in gone and field == self._key):
                    continue
                name = f"{self.add_prefix(place[old])}-{field}"
            data.setlist(name, values)
        for count, number in {INITIAL_FORM_COUNT: len(stand), TOTAL_FORM_COUNT: len(order)}.items():
            data[self.management_form.add_prefix(count)] = str(number)
        self.data = data
        del self.management_form  # it counted the rows as they were sent
