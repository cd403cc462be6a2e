"""Reading changes nothing: who follows links (people, mail scanners, browsers that look ahead) leaves no trace."""

import pytest

from tests.doors import crawl
from tests.doors.state import changes, rows
from tests.doors.world import build


@pytest.mark.parametrize(
    ("method", "role"), [("GET", "visitor"), ("GET", "insider"), ("GET", "administrator"), ("HEAD", "insider")]
)
def test_no_get_changes_a_row_or_asks_for_a_job(app, client, log_in, method, role):
    world = build()
    who = client if role == "visitor" else log_in(world.people[role])
    before = rows(but=set())
    answers = list(crawl.read_all(who, app, world, ways=("page",), method=method))
    assert not [str(answer) for answer in answers if answer.status >= 500]
    assert not changes(before, rows(but=set()))
    assert app.extensions["huey"].pending_count() == 0


def test_a_link_that_was_looked_at_still_serves_once(app, client):
    """GET shows a button, POST acts."""
    world = build()
    address = f"/connexion/lien/{world.links.sign_in}"
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 200]
    assert client.post(address).status_code == 303
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_refused(app, log_in, method):
    world = build()
    client = log_in(world.people["administrator"])
    before = rows(but=set())
    paths = {url for rule in crawl.rules_of(app, "POST") for url in crawl.all_addresses(app, rule, world)}
    assert {client.open(path, method=method).status_code for path in paths} == {405}
    assert not changes(before, rows(but=set()))
