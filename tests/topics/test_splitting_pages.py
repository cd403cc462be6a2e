"""The pages on which an organiser splits a topic and unites two: what they ask, whom they refuse, what they hide."""

import pytest

from forum.accounts.sessions import open_for
from forum.topics.models import Post, Topic
from tests.at_once import at_once, signed_in
from tests.makers import make_category, make_group, make_meeting, make_organiser, make_post, make_topic, make_user


@pytest.fixture
def organiser(app):
    return make_organiser()


@pytest.fixture
def topic(app):
    topic = make_topic(category=make_category(name="Forum"))
    for body in ("Le planning des salles", "Une recette de crêpes", "Encore la recette"):
        make_post(topic, body=body)
    return topic


@pytest.fixture
def closed(organiser):
    """A topic of a room that few read, the organiser among them."""
    topic = make_topic(category=make_category(name="COPIL", group=make_group(organiser)), title="Le budget secret")
    make_post(topic, body="Douze mille")
    return topic


def keys(topic, *numbers: int) -> list[int]:
    return [post.id for post in Post.query.filter(Post.topic_id == topic.id, Post.number.in_(numbers))]


def split_off(client, topic, *numbers: int, **form):
    known = {"posts": keys(topic, *numbers), "where": "new", "title": "Les crêpes", "category": topic.category_id}
    return client.post(f"/t/{topic.id}/scission", data=known | form)


def test_messages_are_ticked_and_leave(db, log_in, organiser, topic):
    client = log_in(organiser)
    page = client.get(f"/t/{topic.id}/scission").text
    assert "Une recette de crêpes" in page
    assert page.count('name="posts"') == 3, "the first stays"
    answer = split_off(client, topic, 3, 4)
    assert answer.status_code == 303
    new = Topic.query.filter_by(title="Les crêpes").one()
    assert answer.headers["Location"] == new.url
    assert "Encore la recette" in client.get(new.url).text
    page = client.get(topic.url).text
    assert "Encore la recette" not in page
    assert f'href="/t/sujet/{new.id}"' in page
    assert client.get(f"/t/sujet/{new.id}").headers["Location"] == new.url


def test_a_range_of_numbers_does_as_well_as_ticks(db, log_in, organiser, topic):
    assert split_off(log_in(organiser), topic, first=1, last=3).status_code == 303
    assert db.session.get(Topic, topic.id).replies == 1


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"posts": []}, "Cochez au moins un message."),
        ({"title": "Oh"}, "Donnez un titre au nouveau sujet"),
        ({"first": "9" * 20}, "Écrivez un nombre entier."),
        ({"where": "other", "other": "rien"}, "Ce sujet n’a pas été trouvé."),
        ({"category": 987_654}, "Choisissez parmi ce qui est proposé."),
        ({"posts": ["x"]}, "Cochez au moins un message."),
    ],
)
def test_what_is_missing_is_said(db, log_in, organiser, topic, form, said):
    answer = split_off(log_in(organiser), topic, 2, **form)
    assert answer.status_code == 422
    assert said in answer.text.replace("\u00a0", " ")
    assert db.session.query(Topic).count() == 1


def test_into_a_topic_that_exists_by_its_address(db, log_in, organiser, topic):
    other = make_topic(title="Cuisine")
    for address in (f"https://forum.example{other.url}/1#m1", f"Cuisine (n° {other.id})"):
        assert split_off(log_in(organiser), topic, 2, where="other", other=address, title="").status_code == 303
    assert db.session.get(Topic, other.id).replies == 2


def test_two_topics_are_united_after_a_question(db, log_in, organiser, topic):
    other = make_topic(title="Le même planning")
    client = log_in(organiser)
    assert f"(n° {other.id})" in client.get(f"/t/{topic.id}/fusion").text.replace("\u00a0", " ")
    form = {"other": other.id, "stays": "this"}
    page = client.post(f"/t/{topic.id}/fusion", data=form)
    assert (page.status_code, db.session.get(Topic, other.id).is_deleted) == (200, False)
    assert "Réunir ces deux sujets" in page.text
    answer = client.post(f"/t/{topic.id}/fusion", data=form | {"sure": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, db.session.get(Topic, topic.id).url)
    assert db.session.get(Topic, topic.id).replies == 4
    for path in ("", "suppression", "retablissement", "fusion"):
        assert client.post(f"/t/{other.id}/{path}").status_code in (404, 405), "it is no more"


def test_asked_again_for_what_is_done_leads_to_the_one_topic(db, log_in, organiser, topic):
    other, third, client = make_topic(title="Le même planning"), make_topic(title="Un troisième"), log_in(organiser)
    form = {"other": other.id, "stays": "this", "sure": "1"}
    for _press in range(2):
        answer = client.post(f"/t/{topic.id}/fusion", data=form)
        assert (answer.status_code, answer.headers["Location"]) == (303, db.session.get(Topic, topic.id).url)
    for stays in ("other", "older"):  # from the other's page, in another tab
        answer = client.post(f"/t/{other.id}/fusion", data={"other": topic.id, "stays": stays, "sure": "1"})
        assert (answer.status_code, answer.headers["Location"]) == (303, db.session.get(Topic, topic.id).url)
    assert client.post(f"/t/{topic.id}/fusion", data=form | {"other": topic.id}).status_code == 422, "with itself"
    assert client.post(f"/t/{other.id}/fusion", data=form | {"other": third.id}).status_code == 404, "another pair"
    assert log_in(make_user()).post(f"/t/{other.id}/fusion", data={"other": topic.id}).status_code == 404
    assert db.session.get(Topic, topic.id).replies == 4


def test_two_who_unite_the_same_topics_at_once_both_arrive(app, db, organiser, topic):
    first, second = topic.id, make_topic(title="Le même planning").id
    session_key, forms = open_for(organiser), iter([(first, second), (second, first)] * 2)

    def press(client) -> tuple[int, str]:
        here, other = next(forms)
        form = {"other": other, "stays": "older", "sure": "1"}
        answer = signed_in(app, client, session_key).post(f"/t/{here}/fusion", data=form)
        return answer.status_code, answer.headers.get("Location", "")

    answers = at_once(app, 4, press)
    assert answers == [(303, db.session.get(Topic, first).url)] * 4
    assert db.session.get(Topic, first).replies == 4


def test_private_words_go_before_others_only_when_that_is_said(db, log_in, organiser, topic, closed):
    client, member = log_in(organiser), log_in(make_user())
    answer = split_off(client, closed, 2, where="other", other=topic.id)
    assert (answer.status_code, "Des personnes qui ne lisaient pas" in answer.text) == (422, True)
    form = {"other": topic.id, "stays": "other", "sure": "1"}
    answer = client.post(f"/t/{closed.id}/fusion", data=form)
    assert (answer.status_code, "Plus de personnes liront" in answer.text) == (422, True)
    assert "Douze mille" not in member.get(topic.url).text
    assert client.post(f"/t/{closed.id}/fusion", data=form | {"wider": "y"}).status_code == 303
    assert "Douze mille" in member.get(db.session.get(Topic, topic.id).url).text


def test_words_that_become_private_are_read_by_nobody_else(db, log_in, organiser, topic, closed):
    member, posts = log_in(make_user()), keys(topic, 3)
    address = db.session.get(Post, posts[0]).url.partition("#")[0]
    assert "Une recette" in member.get(address).text
    assert split_off(log_in(organiser), topic, 3, where="other", other=closed.id).status_code == 303
    for path in (address, db.session.get(Topic, topic.id).url, f"/t/sujet/{topic.id}", "/recherche?q=recette"):
        answer = member.get(path)
        assert "Une recette" not in answer.text
        assert "budget" not in answer.text + answer.headers.get("Location", "")


def test_who_does_not_see_a_topic_brings_nothing_there(db, log_in, topic, closed):
    stranger = log_in(make_organiser())
    page = split_off(stranger, topic, 2, where="other", other=closed.id)
    absent = split_off(stranger, topic, 2, where="other", other=987_654)
    assert (page.status_code, absent.status_code) == (422, 422)
    assert "Le budget secret" not in page.text + stranger.get(f"/t/{topic.id}/fusion").text
    assert stranger.post(f"/t/{closed.id}/fusion", data={"other": topic.id, "sure": 1}).status_code == 404


@pytest.mark.parametrize("path", ["scission", "fusion"])
def test_a_member_does_not(log_in, topic, path):
    for person in (make_user(), topic.author):
        client = log_in(person)
        assert client.get(f"/t/{topic.id}/{path}").status_code == 403
        assert client.post(f"/t/{topic.id}/{path}", data={"first": 1}).status_code == 403


def test_the_topic_of_a_meeting_stays(db, log_in, organiser, topic):
    meeting = make_meeting(topic_id=topic.id)
    other = make_topic(category=topic.category)
    client = log_in(organiser)
    form = {"other": other.id, "sure": "1"}
    page = client.post(f"/t/{topic.id}/fusion", data=form | {"stays": "other"})
    assert (page.status_code, "il doit rester" in page.text) == (422, True)
    assert client.post(f"/t/{topic.id}/fusion", data=form | {"stays": "this"}).status_code == 303
    db.session.refresh(meeting)
    assert meeting.topic_id == topic.id
