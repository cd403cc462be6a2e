"""The pages on which the support team keeps order."""

from collections.abc import Callable
from types import SimpleNamespace

from tests.browser.filling import PLAIN, Values, of

TOPIC = of(topic_id=lambda w: w.topic.id)
ORDERED: dict[str, dict[str, Callable[[SimpleNamespace], Values]]] = {
    "organiser": {
        "topics.create_closure": TOPIC,
        "topics.split": TOPIC,
        "topics.merge": TOPIC,
        "topics.trash": PLAIN,
    }
}
