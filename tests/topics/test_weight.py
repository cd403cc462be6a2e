"""What the page of a topic makes a browser load: few files, light ones (JavaScript 60 KB, styles 25 KB at most)."""

import pytest

from bench.browser import Answer, Request
from bench.weight import MOST, weigh
from tests.makers import make_category, make_organiser, make_post, make_topic, make_user


class Here:
    """Asks the app itself, as a browser that takes compressed answers."""

    def __init__(self, client):
        self._client = client

    def ask(self, request) -> Answer:
        answer = self._client.get(request.path, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200, request.path
        return Answer(200, {name.lower(): value for name, value in answer.headers}, answer.data)


@pytest.mark.parametrize("who", ["visitor", "member", "organiser"])
def test_a_topic_is_light(client, log_in, who):
    topic = make_topic(category=make_category(open_to="visiteurs"))
    for number in range(44):
        make_post(topic, body=f"Message {number}. " + "Chez nous, on commence par une visite. " * 6)
    people = {"member": make_user, "organiser": make_organiser}
    reader = log_in(people[who]()) if who in people else client
    weight = weigh(Here(reader), Request(f"{topic.url}/21"))
    assert weight.js <= MOST.js
    assert weight.css <= MOST.css
    assert weight.html <= MOST.html
    assert weight.requests <= MOST.requests
