"""Changing the pages of the site."""

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.home.events import PageEdited
from forum.home.models import Page
from forum.home.texts import Text, as_page, text_of


def edit_page(slug: str, words: dict[str, tuple[str, str]], editor: User) -> None:
    """Keep title and body of the page in each language; CannotCook when a text is refused. Same words, no change."""
    cooked = {locale: Text(*both, as_page(both[1])) for locale, both in words.items()}  # before any write
    changed = [locale for locale, text in cooked.items() if _differs(text, text_of(slug, locale))]
    pages = [_store(slug, locale, cooked[locale], editor) for locale in changed]
    db.session.flush()
    if pages:
        emit(PageEdited(pages[0], actor=editor, after={"page": slug, "languages": " ".join(changed)}))


def _differs(new: Text, old: Text) -> bool:
    return (new.title, new.body) != (old.title, old.body)


def _store(slug: str, locale: str, text: Text, editor: User) -> Page:
    page = Page(slug=slug, locale=locale, title=text.title, body=text.body, html=text.html)
    page.edited_at, page.edited_by_id = now(), editor.id
    return db.session.merge(page)
