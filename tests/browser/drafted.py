"""A draft of the demonstration's member, and the pages that show it."""

from collections.abc import Callable
from types import SimpleNamespace

from forum.topics.drafts.actions import save
from tests.browser.filling import PLAIN, Values, of

DRAFT = of(place=lambda w: w.draft.place)
BEGUN: dict[str, dict[str, Callable[[SimpleNamespace], Values]]] = {
    "visitor": {"topics.keys": PLAIN},
    "member": {"drafts.index": PLAIN, "drafts.show": DRAFT, "drafts.delete": DRAFT},
}


def begin_drafts(world: SimpleNamespace) -> None:
    """``draft``: an answer; beside it a topic with a title, and an answer whose topic is gone."""
    world.draft = save(world.member, f"reponse-{world.topic.id}", "Chez nous, on commence par la visite.", {}, 0)
    save(world.member, f"sujet-{world.topic.category_id}", "Bonjour,", {"title": "Un livret"}, 0)
    save(world.member, "reponse-987654", "Un texte qui reste.", {}, 0)
