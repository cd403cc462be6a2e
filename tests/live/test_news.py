"""What an open page learns: a reply, a notification, topics of its list; with rights read anew, and nothing written."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from forum.accounts.actions import suspend
from forum.accounts.models import UserSession
from forum.categories.models import CategoryRight
from forum.core import tallies
from forum.core.clock import now
from forum.groups.actions import remove_member
from forum.notifications.models import Notification
from forum.topics import actions
from forum.topics.models import Tag, TopicReader, TopicTag
from forum.topics.queries.newer import mark_of
from tests.makers import added, make_category, make_group, make_post, make_topic, make_user

PATH = "/en-direct"


def ask(reader, **about):
    return reader.get(PATH, query_string=about)


def ask_again(reader, answer, **about):
    return reader.get(PATH, query_string=about, headers={"If-None-Match": answer.headers["ETag"]})


def topics_newer(reader, order="recent", since=None, **where) -> str:
    return ask(reader, liste=order, depuis=mark_of(since or now() - timedelta(minutes=5)), **where).json["list"]


@pytest.fixture
def member():
    return make_user()


@pytest.fixture
def reader(log_in, member):
    return log_in(member)


def test_visitors_are_told_to_stop_asking(client):
    assert ask(client).status_code == 401


def test_nothing_new_is_said_in_no_word(reader):
    topic = make_topic()
    first = ask(reader, sujet=topic.id, apres=1)
    assert first.json["topic"] == {"last": 1, "first": 1, "words": ""}
    again = ask_again(reader, first, sujet=topic.id, apres=1)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"]
    assert ask_again(reader, first, sujet=topic.id, apres=0).status_code == 200  # another question


def test_a_new_reply_is_told_with_its_place(reader):
    topic = make_topic()
    first = ask(reader, sujet=topic.id, apres=1)
    actions.reply(topic, make_user(), "Bonjour, voici.")
    actions.reply(topic, make_user(), "Et voilà.")
    answer = ask_again(reader, first, sujet=topic.id, apres=1)
    assert answer.json["topic"] == {"last": 3, "first": 2, "words": "2 nouvelles réponses"}
    assert ask(reader, sujet=topic.id, apres=2).json["topic"] == {"last": 3, "first": 3, "words": "1 nouvelle réponse"}


def test_what_one_may_not_see_is_as_what_does_not_exist(reader):
    hidden = make_topic(category=make_category(group=make_group()))
    gone = make_topic(deleted_at=now())
    answers = [ask(reader, sujet=number) for number in (hidden.id, gone.id, 987_654)]
    assert [answer.json["topic"] for answer in answers] == [None, None, None]
    assert not any("ETag" in answer.headers for answer in answers)  # it would change with each reply out there


def test_who_leaves_the_group_learns_no_more(reader, member):
    group = make_group(member)
    topic = make_topic(category=make_category(group=group))
    first = ask(reader, sujet=topic.id, apres=1)
    assert first.json["topic"]["last"] == 1
    remove_member(group, member)
    answer = ask_again(reader, first, sujet=topic.id, apres=1)
    assert (answer.status_code, answer.json["topic"]) == (200, None)


def test_a_topic_that_moves_out_of_reach_is_told_no_more(reader):
    topic, elsewhere = make_topic(), make_category(group=make_group())
    first = ask(reader, sujet=topic.id, apres=1)
    topic.category_id = elsewhere.id
    assert ask_again(reader, first, sujet=topic.id, apres=1).json["topic"] is None


@pytest.mark.parametrize("way", ["signed out", "suspended", "over"])
def test_whoever_is_no_longer_signed_in_is_told_to_stop(reader, member, db, way):
    first = ask(reader)
    if way == "signed out":
        reader.post("/deconnexion")
    elif way == "suspended":
        suspend(member, None, "Pour voir.")
    else:
        db.session.query(UserSession).update({"expires_at": now() - timedelta(minutes=1)})
    assert ask_again(reader, first).status_code == 401


def test_a_forged_cookie_gets_nothing(app, client, reader):
    first = ask(reader)
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], "eyJfdXNlcl9pZCI6IngifQ.aaaa.bbbb")
    assert ask_again(client, first).status_code == 401


def test_the_bell_rings(reader, member):
    first = ask(reader)
    assert first.json["bell"] == {"count": "", "label": "Notifications"}
    topic = make_topic()
    added(Notification(user_id=member.id, kind="reply", topic_id=topic.id, actor_id=make_user().id))
    answer = ask_again(reader, first)
    assert answer.json["bell"] == {"count": "1", "label": "Notifications\u00a0: 1 non lue"}


def test_asking_is_no_visit_and_writes_nothing(clock, reader, member, db):
    member.last_seen_at = seen = now()
    topic = make_topic()
    clock.forward(hours=2)
    written = []

    def note(_connection, _cursor, statement, *_more):
        if statement.split(None, 1)[0] in ("INSERT", "UPDATE", "DELETE"):
            written.append(statement)

    db.session.commit()
    event.listen(db.engine, "before_cursor_execute", note)
    first = ask(reader, sujet=topic.id, liste="recent")
    ask_again(reader, first, sujet=topic.id, liste="recent")
    event.remove(db.engine, "before_cursor_execute", note)
    assert not written
    tallies.flush()
    db.session.refresh(member)
    assert member.last_seen_at == seen
    assert db.session.get(TopicReader, (member.id, topic.id)) is None


def test_a_list_tells_how_many_topics_others_have_moved(reader, member):
    assert topics_newer(reader) == ""
    topic = make_topic()
    make_topic(author=member, last_author_id=member.id)
    assert topics_newer(reader) == "1 sujet nouveau ou mis à jour"
    make_topic(category=make_category(group=make_group()))
    make_topic(deleted_at=now())
    silent = make_topic()
    added(TopicReader(user_id=member.id, topic_id=silent.id, level="muted"))
    assert topics_newer(reader) == "1 sujet nouveau ou mis à jour"
    assert topics_newer(reader, since=topic.last_posted_at) == ""


def test_a_list_of_a_category_or_a_keyword_tells_of_its_own(reader):
    topic, other = make_topic(), make_topic()
    tag = added(Tag(slug="accueil", name="accueil"))
    added(TopicTag(topic_id=other.id, tag_id=tag.id))
    assert topics_newer(reader) == "2 sujets nouveaux ou mis à jour"
    assert topics_newer(reader, categorie=topic.category_id) == "1 sujet nouveau ou mis à jour"
    assert topics_newer(reader, mot=tag.id) == "1 sujet nouveau ou mis à jour"
    hidden = make_topic(category=make_category(group=make_group()))
    assert topics_newer(reader, categorie=hidden.category_id) == ""


def test_the_list_of_what_is_unread_tells_of_followed_topics_alone(reader, member):
    make_topic()
    followed = make_topic()
    added(TopicReader(user_id=member.id, topic_id=followed.id, level="tracking", last_read=1))
    assert topics_newer(reader, "unread") == ""
    make_post(followed)
    assert topics_newer(reader, "unread") == "1 sujet nouveau ou mis à jour"
    assert topics_newer(reader, "new") == "2 sujets nouveaux ou mis à jour"


def test_the_page_of_a_list_says_what_to_ask(reader):
    topic = make_topic()
    page = reader.get(f"/c/{topic.category.slug}").text
    assert (
        f'data-live-ask="liste=recent&amp;depuis={mark_of(topic.last_posted_at)}&amp;categorie={topic.category_id}"'
        in page
    )
    assert "data-live-ask" not in reader.get("/top").text  # a message more changes little there
    assert 'data-live="/en-direct"' in page


@pytest.mark.parametrize("value", ["x", "-1", "9" * 30, "١٢", ""])
def test_numbers_that_are_none_ask_nothing(reader, value):
    answer = ask(reader, sujet=value, liste="recent", depuis=value, categorie=value, mot=value)
    assert answer.status_code == 200
    assert "topic" not in answer.json


def test_a_further_page_and_a_filtered_one_ask_too_and_lead_to_the_first(reader):
    place = make_category(kind="request")
    make_topic(category=place, state="open")
    filtered = reader.get(f"/c/{place.slug}?etat=ouvertes").text
    assert "&amp;etat=ouvertes" in filtered
    assert f'href="/c/{place.slug}?etat=ouvertes" data-live-list' in filtered
    before = mark_of(now())
    further = reader.get(f"/recents?avant={before}-9").text
    assert int(further.split("liste=recent&amp;depuis=")[1].split('"')[0]) >= before
    assert 'href="/recents" data-live-list' in further


def test_a_filtered_list_tells_of_what_it_would_show(reader):
    place = make_category(kind="request")
    make_topic(category=place, state="open")
    make_topic(category=place, state="routed")
    assert topics_newer(reader, categorie=place.id) == "2 sujets nouveaux ou mis à jour"
    assert topics_newer(reader, categorie=place.id, etat="ouvertes") == "1 sujet nouveau ou mis à jour"
    assert topics_newer(reader, categorie=place.id, etat="x") == "2 sujets nouveaux ou mis à jour"


# --- visitors -----------------------------------------------------------------------------------------------------

OPEN = f"{PATH}/ouvert"


@pytest.fixture
def opened():
    return make_topic(category=make_category(open_to="visiteurs"))


def test_a_visitor_learns_of_replies_in_an_opened_category(client, opened):
    page = client.get(opened.url).text
    assert f'data-live="{OPEN}"' in page
    assert f'data-live-ask="sujet={opened.id}&amp;apres=1"' in page
    first = client.get(f"{OPEN}?sujet={opened.id}&apres=1")
    assert first.json == {"topic": {"last": 1, "first": 1, "words": ""}}
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{OPEN}?sujet={opened.id}&apres=1", headers=known).status_code == 304
    actions.reply(opened, make_user(), "Bonjour, voici.")
    answer = client.get(f"{OPEN}?sujet={opened.id}&apres=1", headers=known)
    assert answer.json["topic"] == {"last": 2, "first": 2, "words": "1 nouvelle réponse"}
    assert "Set-Cookie" not in answer.headers


def test_a_visitor_learns_of_topics_in_opened_categories_alone(client, opened):
    since = mark_of(now() - timedelta(minutes=5))
    make_topic()
    assert client.get(f"{OPEN}?liste=recent&depuis={since}").json["list"] == "1 sujet nouveau ou mis à jour"
    assert client.get(f"{OPEN}?liste=unread&depuis={since}").json["list"] == ""


def test_what_visitors_may_not_see_is_as_what_does_not_exist(client, reader, opened, db):
    hidden = make_topic()
    answers = [client.get(f"{OPEN}?sujet={number}") for number in (hidden.id, 987_654)]
    assert [answer.json["topic"] for answer in answers] == [None, None]
    assert not any("ETag" in answer.headers for answer in answers)
    assert reader.get(f"{OPEN}?sujet={hidden.id}").json == {"topic": None}  # signed in in another tab
    first = client.get(f"{OPEN}?sujet={opened.id}")
    db.session.query(CategoryRight).filter_by(category_id=opened.category_id).update({"can_see": False})
    closed = client.get(f"{OPEN}?sujet={opened.id}", headers={"If-None-Match": first.headers["ETag"]})
    assert (closed.status_code, closed.json) == (200, {"topic": None})
