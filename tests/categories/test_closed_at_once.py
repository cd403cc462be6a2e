"""A category closed to visitors leaves every page that was kept for them, the frame of the page included."""

import pytest

from forum.categories.actions import set_rights
from forum.categories.queries import Rights
from forum.core import conditional
from forum.topics.queries import lists
from forum.topics.views import sheets
from tests.makers import automatic_group, make_category, make_meeting, make_topic


@pytest.fixture(autouse=True)
def nothing_remembered():
    for shelf in (conditional._pages, lists._shelf, sheets._shelf, sheets._nearby):
        shelf.clear()


@pytest.mark.parametrize(
    "page", ["/", "/reunions", "/reunions?vue=liste", "/reunions?vue=annee", "/recents", "/top", "a meeting", "a topic"]
)
def test_its_name_is_nowhere_at_once(client, page):
    place = make_category(open_to="visiteurs", name="Catégorie-canari")
    made = {"a meeting": make_meeting, "a topic": lambda: make_topic(category=make_category(open_to="visiteurs"))}
    address = made[page]().url if page in made else page
    first = client.get(address)
    assert "canari" in first.text
    set_rights(place, {automatic_group("visiteurs"): Rights(False, False, False)})
    for headers in ({"If-None-Match": first.headers["ETag"]}, {}):
        again = client.get(address, headers=headers)
        assert (again.status_code, "canari" in again.text) == (200, False)
