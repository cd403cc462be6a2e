"""What keeps the index whole."""

from forum.core.jobs import periodic
from forum.search.index import fill_missing


@periodic("search.fill", hour="1", minute="10")
def fill() -> None:
    """Index the kinds of things that an older release did not find."""
    fill_missing()
