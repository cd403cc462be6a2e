"""What happens to topics when the rooms below change."""

from forum.categories.events import RightsChanged
from forum.core.events import listen
from forum.topics.actions.around import recook_pointing


@listen(RightsChanged)
def show_to_new_readers(event: RightsChanged) -> None:
    """What messages elsewhere show of the category (titles, authors of quotes, files) follows who reads it now."""
    recook_pointing()
