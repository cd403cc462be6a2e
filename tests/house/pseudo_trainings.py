"""Trainings in which whatever people write begins with « zz »: a draft and one that is published."""

from forum.core.clock import now
from forum.trainings.mentions import NAMES
from forum.trainings.models import Training
from tests.makers import added


def hold_trainings(people: dict) -> None:
    by = people["organiser"].id
    words = {"summary": "Zzresume", "nature": "Zznature", "provider": "Zzorganisme", "created_by_id": by}
    added(Training(slug="zzbrouillon", title="Zzbrouillon zz", **words))
    said = {"texts": dict.fromkeys(NAMES, "zz"), "html": dict.fromkeys(NAMES, "<p>zz</p>")}
    added(Training(slug="zzformation", title="Zzformation zz", state="published", published_at=now(), **words | said))
