"""The words inside files find what carries them, for those who may see it and nobody else."""

import pytest
from flask import current_app

from forum.core import jobs
from forum.core.db import db as database
from forum.meetings import search as meetings
from forum.meetings.actions.documents import add_document, remove_document
from forum.search import index
from forum.topics import actions
from forum.topics.models import Post
from forum.uploads.actions import store
from tests.makers import make_category, make_group, make_meeting, make_series, make_user
from tests.uploads.documents import pdf, sent


@pytest.fixture
def reader(app):
    return make_user()


def file_of(owner, words: str, name: str = "Trame.pdf"):
    return store(sent(pdf(words), name), owner)


def written(author, words: str, category=None, body="Voici."):
    """A topic that carries a PDF of these words, read."""
    upload = file_of(author, words)
    topic = actions.create_topic(category or make_category(), author, "Un sujet", body, uploads=[upload])
    read()
    return topic


def read() -> None:
    database.session.commit()
    jobs.run_waiting(current_app)  # type: ignore[arg-type]


def found(client, text: str, **more) -> str:
    return client.get("/recherche", query_string={"q": text, **more}).text.split("<main", 1)[1]


def test_a_word_that_stands_in_a_file_alone_finds_the_message_and_says_in_which(log_in, reader):
    topic = written(reader, "Le protocole brimborion du premier jour")
    page = found(log_in(reader), "protocoles")
    assert topic.url in page
    assert "Dans le fichier" in page.replace("\xa0", " ")
    assert "Trame.pdf" in page
    assert "<mark>protocole</mark>" in page


def test_words_of_the_message_and_of_its_file_count_together(log_in, reader):
    topic = written(reader, "Le protocole brimborion", body="Pour la visite des familles.")
    assert topic.url in found(log_in(reader), "familles brimborion")
    assert topic.url not in found(log_in(reader), "internat brimborion")


def test_the_beginning_of_a_word_of_a_file_and_its_name_find_it(log_in, reader):
    topic = written(reader, "Le protocole brimborion")
    assert "Dans le fichier" in found(log_in(reader), "brimbo").replace("\xa0", " ")
    assert topic.url in found(log_in(reader), "trame")


def test_what_a_file_says_is_no_title(log_in, reader):
    topic = written(reader, "Le protocole brimborion")
    assert topic.url not in found(log_in(reader), "brimborion dans:titre")


def test_whoever_may_not_see_the_message_finds_nothing_of_its_file(log_in, client, reader):
    inside = make_user()
    written(inside, "Le protocole brimborion", make_category(group=make_group(inside), slug="copil"))
    for browser in (log_in(reader), client):
        page = found(browser, "brimborion")
        assert "Trame.pdf" not in page
        assert "<mark>" not in page
        assert "Rien ne correspond" in page
    assert "Trame.pdf" in found(log_in(inside), "brimborion")


def test_a_file_goes_along_with_a_topic_that_moves_or_goes(log_in, reader):
    inside = make_user(role="organiser")
    closed = make_category(group=make_group(inside), slug="copil")
    topic = written(inside, "Le protocole brimborion")
    actions.move(topic, inside, closed)
    read()
    assert "Trame.pdf" not in found(log_in(reader), "brimborion")
    actions.delete_topic(topic, inside)
    read()
    assert "Trame.pdf" not in found(log_in(inside), "brimborion")


def test_a_file_that_an_edit_takes_away_is_found_no_more(log_in, reader):
    topic = written(reader, "Le protocole brimborion")
    post = database.session.query(Post).filter_by(topic_id=topic.id).one()
    actions.edit_post(post, reader, "Sans fichier.", post.version)
    read()
    assert topic.url not in found(log_in(reader), "brimborion")


def test_a_document_of_a_meeting_finds_the_meeting_for_those_who_read_it(log_in, client, reader):
    inside = make_user()
    series = make_series(category=make_category(group=make_group(inside), slug="copil"), is_public=True)
    meeting = make_meeting(series=series, created_by_id=inside.id)
    document = add_document(meeting, file_of(inside, "Le protocole brimborion"), inside)
    read()
    page = found(log_in(inside), "brimborion")
    assert meeting.url in page
    assert "Trame.pdf" in page
    for browser in (log_in(reader), client):
        assert meeting.url not in found(browser, "brimborion")
    remove_document(document, inside)
    read()
    assert meeting.url not in found(log_in(inside), "brimborion")


def test_a_meeting_of_an_open_category_is_for_members_alone(log_in, client, reader):
    category = make_category(open_to="visiteurs")
    meeting = make_meeting(series=make_series(category=category), created_by_id=reader.id, title="Réunion brimborion")
    meetings.put(meeting)
    read()
    assert meeting.url in found(log_in(reader), "brimborion")
    assert meeting.url not in found(client, "brimborion")


def test_rebuilding_the_index_keeps_the_words_of_files(log_in, reader):
    topic = written(reader, "Le protocole brimborion")
    index.rebuild()
    assert topic.url in found(log_in(reader), "brimborion")
