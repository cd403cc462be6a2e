"""What happens to pages."""

from dataclasses import dataclass

from forum.core.events import Audited
from forum.home.models import Page


@dataclass(frozen=True)
class PageEdited(Audited):
    """``after``: the page's slug and the languages whose text changed."""

    page: Page
