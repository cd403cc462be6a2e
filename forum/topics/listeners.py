"""What happens to topics when the rooms below change."""

from forum.accounts.events import AccountRefused, PersonLeft
from forum.categories.events import RightsChanged
from forum.core.events import listen
from forum.topics.actions.around import recook_pointing
from forum.topics.actions.bookmark import let_go_of_all


@listen(RightsChanged)
def show_to_new_readers(event: RightsChanged) -> None:
    """What messages elsewhere show of the category (titles, authors of quotes, files) follows who reads it now."""
    recook_pointing()


@listen(PersonLeft)
@listen(AccountRefused)
def forget_bookmarks(event: PersonLeft | AccountRefused) -> None:
    """Their notes were for themselves alone."""
    let_go_of_all(event.user)
