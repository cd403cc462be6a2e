"""What happens to topics when the rooms below change."""

from forum.accounts.events import AccountRefused, PersonLeft
from forum.categories.events import RightsChanged
from forum.core.events import listen
from forum.topics.actions.around import recook_pointing
from forum.topics.actions.bookmark import let_go_of_all
from forum.topics.events import PostCreated
from forum.topics.following import follow_through_places


@listen(RightsChanged)
def show_to_new_readers(event: RightsChanged) -> None:
    """What messages elsewhere show of the category (titles, authors of quotes, files) follows who reads it now."""
    recook_pointing()


@listen(PersonLeft)
@listen(AccountRefused)
def forget_bookmarks(event: PersonLeft | AccountRefused) -> None:
    """Their notes were for themselves alone."""
    let_go_of_all(event.user)


@listen(PostCreated)
def follow_what_places_say(event: PostCreated) -> None:
    """Before the rooms above tell who follows the topic."""
    follow_through_places(event.post.topic_id, event.post.topic.category_id, event.post.number)
