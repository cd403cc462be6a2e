"""The form that changes a page, in both languages at once."""

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from forum.core.forms import Form, at_most, required, trimmed
from forum.core.i18n import LOCALES, lazy
from forum.home.texts import as_page, text_of
from forum.markup import CannotCook, cook
from forum.markup.guard import uniform


def _plain(value: str | None) -> str | None:
    """A filter: ends of lines and characters as both databases take them."""
    return uniform(value).strip() if value else value


def _can_be_cooked(form: Form, field: TextAreaField) -> None:
    try:
        cook(field.data or "")
    except CannotCook as error:
        raise ValidationError(str(error)) from error


class PageForm(Form):
    title_fr = StringField(lazy("Titre en français"), [required(), at_most(200)], filters=[trimmed])
    body_fr = TextAreaField(lazy("Texte en français"), [required(), _can_be_cooked], filters=[_plain])
    title_en = StringField(lazy("Titre en anglais"), [required(), at_most(200)], filters=[trimmed])
    body_en = TextAreaField(lazy("Texte en anglais"), [required(), _can_be_cooked], filters=[_plain])

    @property
    def words(self) -> dict[str, tuple[str, str]]:
        """Title and body by language."""
        return {locale: (self[f"title_{locale}"].data, self[f"body_{locale}"].data) for locale in LOCALES}

    @property
    def previews(self) -> dict[str, str]:
        """The cooked text by language."""
        return {locale: as_page(body) for locale, (_title, body) in self.words.items()}


def form_of(slug: str) -> PageForm:
    """The form, filled with what the page says now."""
    texts = {locale: text_of(slug, locale) for locale in LOCALES}
    titles = {f"title_{locale}": text.title for locale, text in texts.items()}
    return PageForm(data=titles | {f"body_{locale}": text.body for locale, text in texts.items()})
