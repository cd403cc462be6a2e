"""Following a category or a keyword: what is written there from then on is followed, and the topic says why."""

import pytest

from forum.groups.actions import remove_member
from forum.notifications.models import Notification
from forum.topics import actions
from forum.topics.models import CategoryReader, TopicReader
from tests.makers import make_category, make_group, make_user


@pytest.fixture
def member():
    return make_user(first_name="Nadia", last_name="Ferrand")


@pytest.fixture
def reader(log_in, member):
    return log_in(member)


@pytest.fixture
def place():
    return make_category(name="Ressources")


def follow(reader, place, level, kind="c"):
    return reader.post(f"/{kind}/{place.slug}/suivi", data={"level": level})


def opened(place, *tags, title="Livret d’accueil"):
    return actions.create_topic(place, make_user(), title, "Bonjour, voici la question.", tags)


def state(db, member, topic):
    row = db.session.get(TopicReader, (member.id, topic.id), populate_existing=True)
    return row and (row.level, row.reason, row.last_read)


def bells(db, member):
    return db.session.query(Notification).filter_by(user_id=member.id).count()


def test_a_new_topic_of_a_followed_category_is_unread_and_says_why(app, reader, db, member, place):
    assert follow(reader, place, "tracking").status_code == 303
    topic = opened(place)
    assert state(db, member, topic) == ("tracking", "category", 0)
    assert topic.title in reader.get("/non-lus").text
    assert "parce que vous suivez la catégorie «\u00a0Ressources\u00a0»" in reader.get(topic.url).text
    assert bells(db, member) == 0


def test_an_older_topic_is_followed_from_the_next_message_on(app, reader, db, member, place):
    topic = opened(place)
    actions.reply(topic, make_user(), "Une réponse d’avant.")
    follow(reader, place, "tracking")
    assert state(db, member, topic) is None
    actions.reply(topic, make_user(), "Une réponse d’après.")
    assert state(db, member, topic) == ("tracking", "category", 2)


def test_who_watches_a_category_is_told_of_every_message(app, reader, db, member, place):
    follow(reader, place, "watching")
    topic = opened(place)
    assert bells(db, member) == 1
    actions.reply(topic, make_user(), "Encore.")
    assert bells(db, member) == 2


def test_a_silenced_category_has_nothing_new(app, reader, db, member, place):
    before = opened(place, title="Avant le silence")
    follow(reader, place, "muted")
    after = opened(place, title="Après le silence")
    page = reader.get("/nouveaux").text
    assert before.title not in page
    assert after.title not in page
    assert "en sourdine, comme la catégorie" in reader.get(after.url).text


def test_who_writes_in_a_silenced_category_follows_that_topic(app, reader, db, member, place):
    follow(reader, place, "muted")
    topic = opened(place)
    actions.reply(topic, member, "Je réponds.")
    assert state(db, member, topic)[:2] == ("tracking", "replied")


def test_a_keyword_is_followed_and_goes_before_the_category(app, reader, db, member, place):
    first = opened(place, "accueil", "famille")
    follow(reader, place, "muted")
    for slug, level in (("accueil", "tracking"), ("famille", "watching")):
        assert reader.post(f"/mots-cles/{slug}/suivi", data={"level": level}).status_code == 303
    topic = opened(place, "accueil", "famille")
    assert state(db, member, topic) == ("watching", "tag", 0)
    assert state(db, member, first)[0] == "normal"  # read when the category was silenced, and followed by nobody
    assert "parce que vous suivez un de ses mots-clés" in reader.get(topic.url).text


def test_what_one_chose_for_a_topic_stays(app, reader, db, member, place):
    topic = opened(place)
    reader.post(f"/t/{topic.id}/suivi", data={"level": "normal"})
    follow(reader, place, "watching")
    actions.reply(topic, make_user(), "Encore.")
    assert state(db, member, topic)[:2] == ("normal", "chosen")


def test_topics_followed_through_a_place_change_along_with_it(app, reader, db, member, place):
    own = opened(place)
    actions.reply(own, member, "J’y prends part.")
    follow(reader, place, "tracking")
    topic = opened(place)
    follow(reader, place, "watching")
    assert state(db, member, topic)[:2] == ("watching", "category")
    follow(reader, place, "normal")
    assert state(db, member, topic)[:2] == ("normal", "")
    assert state(db, member, own)[:2] == ("tracking", "replied")
    assert db.session.get(CategoryReader, (member.id, place.id)) is None


def test_the_head_of_the_list_shows_the_level(app, reader, place):
    opened(place, "accueil")
    assert "Suivi normal" in reader.get(f"/c/{place.slug}").text
    follow(reader, place, "watching")
    assert 'value="watching" checked' in reader.get(f"/c/{place.slug}").text
    assert "Niveau de suivi" in reader.get("/mots-cles/accueil").text


def test_nobody_follows_what_they_do_not_see(app, reader, db, member):
    hidden = make_category(group=make_group())
    opened(hidden, "secret")
    assert follow(reader, hidden, "watching").status_code == 404
    assert reader.post("/mots-cles/secret/suivi", data={"level": "watching"}).status_code == 404
    assert db.session.query(CategoryReader).count() == 0


def test_who_has_left_the_group_is_told_nothing(app, reader, db, member):
    group = make_group(member)
    place = make_category(group=group)
    follow(reader, place, "watching")
    remove_member(group, member)
    opened(place)
    assert bells(db, member) == 0


@pytest.mark.parametrize("level", ["", "beaucoup", "chosen"])
def test_a_level_that_is_none_is_refused(reader, db, place, level):
    assert follow(reader, place, level).status_code == 400
    assert db.session.query(CategoryReader).count() == 0


def test_visitors_follow_nothing(client):
    place = make_category(open_to="visiteurs")
    assert follow(client, place, "watching").status_code == 303
    assert "Niveau de suivi" not in client.get(f"/c/{place.slug}").text
