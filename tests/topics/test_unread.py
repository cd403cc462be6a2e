"""« Nouveau » means since one's own last visit; « non lu » means beyond what one has seen of a topic one follows."""

from datetime import timedelta

import pytest
from flask import g

from forum.core.clock import now
from forum.core.db import db as database
from forum.topics.models import Bookmark, Tag, TopicReader, TopicTag
from forum.topics.queries import lists
from tests.makers import added, make_category, make_group, make_post, make_topic, make_user


@pytest.fixture
def member():
    return make_user(previous_visit_at=now() - timedelta(days=60), created_at=now() - timedelta(days=300))


def read(member, topic, number: int, level: str = "tracking") -> None:
    added(TopicReader(user_id=member.id, topic_id=topic.id, last_read=number, level=level, reason="replied"))


def old(**facts):
    return make_topic(created_at=now() - timedelta(days=90), **facts)


def test_whoever_comes_every_two_months_finds_all_that_is_new_to_them(log_in, member):
    make_topic(title="Il y a six semaines", created_at=now() - timedelta(days=42))
    old(title="Avant ma visite")
    page = log_in(member).get("/nouveaux").text
    assert "Il y a six semaines" in page
    assert "Avant ma visite" not in page


def test_replies_since_the_last_visit_are_found_with_the_new_topics(log_in, member):
    """All of them: in topics one follows, has read once, or never opened; and only those."""
    for title, level in (("Suivi", "tracking"), ("Lu une fois", "normal"), ("Muet", "muted"), ("Jamais ouvert", None)):
        topic = old(title=title)
        make_post(topic, created_at=now() - timedelta(days=80))
        make_post(topic, created_at=now() - timedelta(days=20))
        if level:
            read(member, topic, 2, level)
    earlier = old(title="Sans suite")
    make_post(earlier, created_at=now() - timedelta(days=70))
    done = old(title="Lu ailleurs")
    make_post(done, created_at=now() - timedelta(days=5))
    read(member, done, 2, "normal")
    page = log_in(member).get("/nouveaux").text
    assert "Nouveaux (3)" in page
    assert all(f">{title}</a>" in page for title in ("Suivi", "Lu une fois", "Jamais ouvert"))
    assert not [title for title in ("Muet", "Sans suite", "Lu ailleurs") if f">{title}</a>" in page]
    assert page.count("Des réponses depuis votre dernière visite") == 2
    assert "1 message non lu" in page.replace("\u00a0", " ")
    assert "Depuis votre dernière visite, qui a pris fin le" in page


def test_the_last_written_comes_first_and_the_list_goes_on(log_in, member):
    place, author = make_category(), make_user()
    for n in range(31):
        make_topic(category=place, author=author, title=f"Sujet-{n:02}", created_at=now() - timedelta(hours=n + 2))
    make_post(old(category=place, title="Relancé"), author=author, created_at=now() - timedelta(hours=1))
    reader = log_in(member)
    first = reader.get("/nouveaux").text
    assert first.index(">Relancé</a>") < first.index(">Sujet-00</a>") < first.index(">Sujet-28</a>")
    assert ">Sujet-29</a>" not in first
    rest = reader.get(first.split('<link rel="next" href="')[1].split('"')[0]).text
    assert rest.index(">Sujet-29</a>") < rest.index(">Sujet-30</a>")
    assert ">Sujet-28</a>" not in rest


def test_all_of_it_is_marked_as_read(log_in, member):
    topic = old(title="Jamais ouvert")
    make_post(topic, created_at=now() - timedelta(days=20))
    reader = log_in(member)
    reader.post("/tout-lire")
    assert "Vous avez tout lu" in reader.get("/nouveaux").text


def test_each_list_is_marked_as_read_by_itself(log_in, member, db):
    """What one follows and has not read for long stays when what is new is put aside; and the other way round."""
    late, fresh = old(title="Suivi de longue date"), old(title="Relancé")
    make_post(late, created_at=now() - timedelta(days=70))
    make_post(fresh, created_at=now() - timedelta(days=5))
    read(member, late, 1)
    reader = log_in(member)
    assert reader.post("/tout-lire", data={"liste": "nouveaux"}).location == "/nouveaux"
    assert "Rien de nouveau" in reader.get("/nouveaux").text
    assert ">Suivi de longue date</a>" in reader.get("/non-lus").text
    make_post(fresh)
    assert reader.post("/tout-lire", data={"liste": "non-lus"}).location == "/non-lus"
    assert "Vous avez tout lu" in reader.get("/non-lus").text
    assert ">Relancé</a>" in reader.get("/nouveaux").text


def test_a_keyword_has_the_same_lists(log_in, client, member):
    place, tag = make_category(open_to="visiteurs"), added(Tag(slug="livret", name="livret"))
    for title, days in (("Neuf", 5), ("Ancien", 90)):
        topic = make_topic(category=place, title=title, created_at=now() - timedelta(days=days))
        added(TopicTag(topic_id=topic.id, tag_id=tag.id))
    read(member, topic, 0)
    make_topic(category=place, title="Sans mot-clé")
    shown = {}
    for order in ("", "nouveaux", "non-lus", "top"):
        page = log_in(member).get(f"/mots-cles/livret?liste={order}").text
        shown[order] = [title for title in ("Neuf", "Ancien", "Sans mot-clé") if f">{title}</a>" in page]
    assert shown == {"": ["Neuf", "Ancien"], "nouveaux": ["Neuf"], "non-lus": ["Ancien"], "top": ["Neuf", "Ancien"]}
    assert client.get("/mots-cles/livret?liste=non-lus").location == "/mots-cles/livret"


@pytest.mark.parametrize("path", ["/recents", "/nouveaux", "/non-lus", "/top"])
def test_a_topic_of_which_one_keeps_a_message_bears_a_sign(log_in, member, path):
    topic, other = make_topic(title="Gardé"), make_topic(title="Autre")
    answer = make_post(topic)
    make_post(other)
    for one in (topic, other):
        read(member, one, 1)
    added(Bookmark(user_id=member.id, post_id=answer.id))
    added(Bookmark(user_id=make_user().id, post_id=make_post(other).id))
    page = log_in(member).get(path).text
    row = page[: page.index(">Gardé</a>")].rpartition("<tr")[2]
    assert "Dans vos signets" in row
    assert page.count("Dans vos signets") == 1


def test_a_topic_that_was_opened_is_new_no_more(log_in, member):
    topic = make_topic(title="Du jour")
    reader = log_in(member)
    assert "Nouveaux (1)" in reader.get("/recents").text
    reader.get(topic.url)
    assert "Du jour" not in reader.get("/nouveaux").text  # though no batch was stored meanwhile
    assert "Nouveaux (1)" not in reader.get("/recents").text


def test_unread_are_the_topics_one_follows_with_the_number_of_messages(log_in, member):
    topic = old(title="Suivi")
    for _n in range(3):
        make_post(topic)
    read(member, topic, 1)
    other = old(title="Lu une fois")
    make_post(other)
    read(member, other, 1, level="normal")
    page = log_in(member).get("/non-lus").text
    assert ">Suivi</a>" in page
    assert 'title="3 messages non lus"' in page
    assert "Lu une fois" not in page


def test_a_title_opens_at_the_first_unread_message(log_in, member):
    topic = old()
    for _n in range(3):
        make_post(topic)
    read(member, topic, 2)
    assert f'class="title" href="{topic.url}/3#m3"' in log_in(member).get("/recents").text


def test_what_was_just_read_is_unread_no_more_before_any_batch(log_in, member):
    topic = old(title="Suivi")
    make_post(topic)
    read(member, topic, 1)
    reader = log_in(member)
    reader.get(f"{topic.url}/2")
    page = reader.get("/non-lus").text
    assert "Suivi</a>" not in page
    assert "Vous avez tout lu" in page


def test_a_muted_topic_is_neither_new_nor_unread(log_in, member):
    topic = make_topic(title="Bruyant")
    read(member, topic, 0, level="muted")
    reader = log_in(member)
    assert "Bruyant" not in reader.get("/nouveaux").text
    assert "Bruyant" not in reader.get("/non-lus").text


def test_the_frame_tells_the_number_of_unread_topics_and_where_news_is(log_in, member):
    calm, lively = make_category(name="Calme"), make_category(name="Vive")
    old(category=calm)
    topic = old(category=lively)
    make_post(topic)
    read(member, topic, 1)
    page = log_in(member).get("/recents").text
    assert "1 non lu<" in page
    assert page.count("(nouveautés)") == 1


def test_after_the_last_message_come_ones_own_unread_first_then_new_then_the_same_category(log_in, member):
    place = make_category()
    near, new, unread = old(category=place, title="Voisin"), make_topic(title="Neuf"), old(title="Attendu")
    make_post(unread)
    read(member, unread, 1)
    page = log_in(member).get(old(category=place, title="Ici").url).text
    after = page[page.index("À lire ensuite") :]
    places = [after.index(f">{topic.title}</a>") for topic in (unread, new, near)]
    assert places == sorted(places)
    assert ">Ici</a>" not in after


@pytest.mark.parametrize("by_date", [False, True])
def test_unread_topics_are_the_same_whichever_way_they_are_looked_for(app, monkeypatch, by_date):
    """Who has much to read is shown the last of it without all of it being sorted."""
    monkeypatch.setattr(lists, "_much_is_unread", lambda *_: by_date)
    member, other, place = make_user(), make_user(), make_category()
    closed = make_category(group=make_group(other))
    at = now() - timedelta(hours=9)
    for title, category, level, last_read in (
        ("Premier", place, "tracking", 0),
        ("Lu", place, "tracking", 2),
        ("Deuxième", place, "watching", 1),
        ("Normal", place, "normal", 1),
        ("Clos", closed, "watching", 0),
        ("Troisième", make_category(), "tracking", 1),
    ):
        at += timedelta(minutes=1)
        topic = make_topic(category=category, title=title, created_at=at)
        make_post(topic, created_at=at)
        added(TopicReader(user_id=member.id, topic_id=topic.id, last_read=last_read, level=level, reason="replied"))
        added(TopicReader(user_id=other.id, topic_id=topic.id, last_read=2, level="watching", reason="replied"))
    gone = make_topic(category=place, title="Supprimé", deleted_at=now())
    added(TopicReader(user_id=member.id, topic_id=gone.id, last_read=0, level="watching", reason="replied"))

    first, mark = titles_and_mark(app, member)
    assert first == ["Troisième", "Deuxième", "Premier"]
    assert titles_and_mark(app, member, mark)[0] == ["Deuxième", "Premier"]


def titles_and_mark(app, member, after: str = "") -> tuple[list[str], str]:
    """What is unread after that mark, and the mark of its first."""
    asked = lists.Asked("unread", after=after)
    with app.test_request_context("/non-lus"):
        rows = lists.find(member, asked).rows
    return [row.title for row in rows], lists._mark(asked, rows[0])


def test_much_is_unread_where_most_of_the_last_topics_are(app, monkeypatch):
    member, place = make_user(), make_category()
    topics = [make_topic(category=place) for _n in range(4)]
    monkeypatch.setattr(lists, "SIZE", max(topic.id for topic in topics) ** -1)  # two pages of all
    for topic, much in zip(topics, (False, True, True, True), strict=True):
        added(TopicReader(user_id=member.id, topic_id=topic.id, last_read=0, level="tracking", reason="replied"))
        database.session.commit()
        with app.test_request_context("/non-lus"):
            g.pop("topic_counts", None)
            assert lists._much_is_unread(member, lists.Asked("unread")) is much
            assert lists._much_is_unread(member, lists.Asked("new")) is False
