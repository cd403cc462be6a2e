"""The routes on which the support team keeps order."""

from tests.doors.door import Door, Values, of_topic, plain
from tests.doors.world import World


def into_private(world: World) -> Values:
    """Out of a topic, into one of the closed room, or with it."""
    topic = world.copil.topic.id
    return {"first": 1, "last": 99, "where": "other", "other": topic, "stays": "older", "sure": 1, "wider": "y"}


ORDER: dict[str, Door] = {
    "topics.create_closure": of_topic(),
    "topics.delete_closure": of_topic(),
    "topics.create_pin": of_topic(),
    "topics.delete_pin": of_topic(),
    "topics.split": of_topic(form=into_private),
    "topics.merge": of_topic(form=into_private),
    "topics.create_archive": of_topic(),
    "topics.delete_archive": of_topic(),
    "topics.create_mask": of_topic(),
    "topics.delete_mask": of_topic(),
    "topics.trash": plain(),
}
