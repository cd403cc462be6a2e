"""The page of a topic: twenty messages, the way to the others, what may be done."""

import pytest

from forum.core.clock import now
from forum.topics.models import TopicReader
from tests.makers import (
    added,
    make_category,
    make_establishment,
    make_group,
    make_organiser,
    make_post,
    make_topic,
    make_user,
)


@pytest.fixture
def long_topic():
    """45 messages, in a category open to visitors."""
    author = make_user()
    topic = make_topic(category=make_category(open_to="visiteurs"), author=author)
    for n in range(2, 46):
        make_post(topic, author=author, body=f"Message-{n}.")
    return topic


def test_a_topic_shows_its_messages_with_who_wrote_them(client):
    place = make_establishment(name="D-ITEP Les Trois Ponts", department="11")
    author = make_user(first_name="Nadia", last_name="Ferrand", function="Directrice", establishment_id=place.id)
    topic = make_topic(category=make_category(open_to="visiteurs"), author=author, body="Qui a un livret ?")
    page = client.get(topic.url).text
    assert "Qui a un livret ?" in page
    assert "Nadia Ferrand" in page
    assert "Directrice, D-ITEP Les Trois Ponts (Aude)" in page
    assert 'id="m1"' in page


def test_twenty_messages_a_page(client, long_topic):
    page = client.get(long_topic.url).text
    assert 'id="m20"' in page
    assert 'id="m21"' not in page
    assert f'<link rel="next" href="{long_topic.url}/21">' in page
    assert 'rel="prev"' not in page


def test_the_page_of_a_number_holds_it(client, long_topic):
    page = client.get(f"{long_topic.url}/45").text
    assert 'id="m41"' in page
    assert 'id="m45"' in page
    assert 'id="m40"' not in page
    assert f'<link rel="canonical" href="{long_topic.url}/41">' in page
    assert f'<link rel="prev" href="{long_topic.url}/21">' in page
    assert "45 / 45" in page


@pytest.mark.parametrize("number", [0, 46, 99999999])
def test_a_number_that_is_not_there_shows_the_nearest_page(client, long_topic, number):
    assert client.get(f"{long_topic.url}/{number}").status_code == 200


def test_another_title_in_the_address_leads_to_the_right_one(client, long_topic):
    response = client.get(f"/t/autre-titre/{long_topic.id}/21")
    assert response.status_code == 301
    assert response.location.endswith(f"{long_topic.url}/21")


def test_a_topic_one_may_not_see_is_not_there_whatever_its_address(log_in):
    topic = make_topic(category=make_category(group=make_group()))
    reader = log_in(make_user())
    for address in (topic.url, f"/t/faux/{topic.id}", f"{topic.url}/1", f"{topic.url}?imprimer"):
        assert reader.get(address).status_code == 404
    assert reader.post(f"/t/{topic.id}/position", data={"number": 1}).status_code == 404
    assert reader.post(f"/t/{topic.id}/suivi", data={"level": "muted"}).status_code == 404


def test_a_deleted_message_leaves_a_place_to_its_author_and_the_support_team_only(log_in):
    author = make_user()
    topic = make_topic()
    make_post(topic, author=author, body="Mot de trop.", deleted_at=now(), deleted_by_id=author.id)
    assert "Mot de trop" not in log_in(make_organiser()).get(topic.url).text
    assert "Message supprimé par" in log_in(author).get(topic.url).text
    page = log_in(make_user()).get(topic.url).text
    assert 'id="m2"' not in page
    assert "Mot de trop" not in page


def test_a_deleted_topic_is_there_for_the_support_team_only(log_in):
    topic = make_topic(deleted_at=now())
    assert log_in(make_user()).get(topic.url).status_code == 404
    assert "Ce sujet est supprimé" in log_in(make_organiser()).get(topic.url).text


def test_the_first_message_leads_to_the_one_that_answers_on_another_page(client, long_topic):
    long_topic.solution_number = 42
    page = client.get(long_topic.url).text
    assert f'href="{long_topic.url}/42#m42"' in page
    assert "Réponse retenue" not in page
    assert "Réponse retenue" in client.get(f"{long_topic.url}/42").text


def test_a_routed_request_says_where_and_why(client):
    place = make_category(open_to="visiteurs", kind="request")
    topic = make_topic(
        category=place, state="routed", routed_to="mission DT ARS", routed_reason="Hors de notre portée."
    )
    page = client.get(topic.url).text
    assert "mission DT ARS" in page
    assert "Hors de notre portée." in page


def test_a_notice_is_a_sentence(client):
    topic = make_topic(category=make_category(open_to="visiteurs"))
    make_post(
        topic, author=make_user(first_name="Mireille", last_name="Castan"), kind="notice", notice={"verb": "closed"}
    )
    page = client.get(topic.url).text
    assert "Mireille Castan</b> a fermé le sujet" in page


def test_the_support_team_is_named_and_people_who_left_sign_as_former(client):
    topic = make_topic(category=make_category(open_to="visiteurs"), author=make_organiser())
    make_post(topic, author=make_user(state="left", function="Directrice"))
    page = client.get(topic.url).text
    assert page.count("Équipe d’appui</span>") == 1
    assert "Ancienne directrice" in page


def test_what_may_be_done_is_shown_to_whom_may_do_it(log_in, client):
    author, other = make_user(), make_user()
    topic = make_topic(author=author, category=make_category(open_to="membres", kind="question"))
    post = make_post(topic, author=other)
    mine, theirs = log_in(other).get(topic.url).text, log_in(author).get(topic.url).text
    assert f"/messages/{post.id}/modifier" in mine
    assert f"/messages/{post.id}/modifier" not in theirs
    assert f"/messages/{post.id}/reponse-retenue" in theirs
    assert f"/messages/{post.id}/reponse-retenue" not in mine


def test_visitors_get_no_form_and_no_cookie(client, long_topic):
    response = client.get(long_topic.url)
    assert "csrf_token" not in response.text
    assert "Set-Cookie" not in response.headers
    assert "Pour répondre, connectez-vous." in response.text


def test_a_closed_topic_says_why_one_cannot_reply(log_in):
    topic = make_topic(closed_at=now())
    page = log_in(make_user()).get(topic.url).text
    assert "Ce sujet est fermé aux réponses." in page
    assert 'name="body"' not in page


def test_the_foot_says_the_level_and_why(log_in):
    member, topic = make_user(), make_topic()
    added(TopicReader(user_id=member.id, topic_id=topic.id, last_read=1, level="tracking", reason="replied"))
    assert "Vous suivez ce sujet parce que vous y avez répondu." in log_in(member).get(topic.url).text


def test_a_level_is_chosen(log_in, db):
    member, topic = make_user(), make_topic()
    reader = log_in(member)
    assert reader.post(f"/t/{topic.id}/suivi", data={"level": "muted"}).status_code == 303
    row = db.session.get(TopicReader, (member.id, topic.id))
    assert (row.level, row.reason) == ("muted", "chosen")
    assert reader.post(f"/t/{topic.id}/suivi", data={"level": "tout"}).status_code == 400


def test_the_whole_topic_prints(client, long_topic):
    page = client.get(f"{long_topic.url}?imprimer").text
    assert 'id="m1"' in page
    assert 'id="m45"' in page
    assert "Messages 1" not in page


def test_a_very_long_topic_prints_in_parts(client):
    topic = make_topic(category=make_category(open_to="visiteurs"))
    author = make_user()
    for _ in range(501):
        make_post(topic, author=author)
    first, second = (client.get(f"{topic.url}?imprimer{which}").text for which in ("", "=2"))
    assert ('id="m500"' in first, 'id="m501"' in first) == (True, False)
    assert ('id="m500"' in second, 'id="m501"' in second, 'id="m502"' in second) == (False, True, True)
    assert f'href="{topic.url}?imprimer=2"' in first
    assert "Messages 501 à 502" in first.replace("\xa0", " ")
    assert 'aria-current="page">Messages 501' in second.replace("\xa0", " ")
    for odd in ("0", "99", "-1", "x", "9" * 30):
        assert client.get(f"{topic.url}?imprimer={odd}").status_code == 200
