"""Pages of visitors are made once, and anew as soon as what they show has changed."""

import pytest

from forum.categories.models import CategoryRight
from forum.core import conditional
from forum.core.clock import now
from tests.makers import make_category, make_post, make_topic, make_user


@pytest.fixture(autouse=True)
def nothing_remembered():
    conditional._pages.clear()


@pytest.fixture
def topic(clock):
    return make_topic(category=make_category(open_to="visiteurs"), body="Le texte de départ.")


def tag_of(client, address: str) -> str:
    return client.get(address).headers["ETag"]


@pytest.fixture(params=["topic", "category", "recent"])
def address(request, topic):
    return {"topic": topic.url, "category": f"/c/{topic.category.slug}", "recent": "/recents"}[request.param]


def test_a_page_that_has_not_changed_is_not_sent_again(client, address):
    tag = tag_of(client, address)
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag


def test_the_page_made_before_is_the_same_page(client, address):
    first, second = client.get(address), client.get(address)
    assert first.text == second.text
    assert len(conditional._pages) == 1
    assert "Cookie" in second.headers["Vary"]


def test_a_new_message_makes_it_anew(client, address, topic):
    tag = tag_of(client, address)
    make_post(topic, body="Du nouveau.")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_an_edit_and_a_deletion_show_at_once(client, topic):
    post = make_post(topic, body="À retirer.")
    assert "À retirer." in client.get(topic.url).text
    post.html = "<p>Corrigé.</p>"
    assert "Corrigé." in client.get(topic.url).text
    post.deleted_at = now()
    assert "Corrigé." not in client.get(topic.url).text


def test_a_category_closed_to_visitors_is_closed_at_once_with_all_that_names_it(client, db, topic, address):
    other = make_topic(category=make_category(open_to="visiteurs", name="Canari"), title="Titre-canari")
    elsewhere = "/recents"
    assert "Canari" in client.get(elsewhere).text
    for page in (address, topic.url):
        assert "Canari" in client.get(page).text
    db.session.query(CategoryRight).filter_by(category_id=other.category_id).delete()
    for page in (address, elsewhere, topic.url):
        assert "anari" not in client.get(page).text


def test_members_and_visitors_never_share_a_page(client, log_in, topic):
    visitors = client.get(topic.url)
    member = make_user(first_name="Zoé")
    members = log_in(member).get(topic.url, headers={"If-None-Match": visitors.headers["ETag"]})
    assert members.status_code == 200
    assert "ETag" not in members.headers
    assert "private" in members.headers["Cache-Control"]
    assert "csrf" not in client.get(topic.url).text


def test_each_language_and_each_compression_has_its_own(client, topic):
    french = client.get(topic.url, headers={"Accept-Encoding": "br"})
    assert french.headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in client.get(topic.url).headers
    client.set_cookie("langue", "en")
    assert tag_of(client, topic.url) != french.headers["ETag"]


def test_relative_times_do_not_stand_still(client, topic, clock):
    tag = tag_of(client, topic.url)
    clock.forward(minutes=6)
    assert client.get(topic.url, headers={"If-None-Match": tag}).status_code == 200


def test_a_visit_counts_as_a_view_even_when_nothing_is_sent(client, topic):
    from forum.core import tallies

    tag = tag_of(client, topic.url)
    client.get(topic.url, headers={"If-None-Match": tag})
    assert tallies.pending("topics.views", topic.id) == 2


def test_a_change_deep_in_a_long_message_shows_at_once(client, topic):
    """Rows of SQLAlchemy tell only the two ends of a long value when they are printed."""
    post = make_post(topic)
    post.html = "<p>" + "a" * 5000 + "MILIEU" + "a" * 5000 + "</p>"
    assert "MILIEU" in client.get(topic.url).text
    post.html = post.html.replace("MILIEU", "centre")
    assert "MILIEU" not in client.get(topic.url).text
