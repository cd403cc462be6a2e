"""Bookmarks: their owner's alone; of what may be read no more, nothing but the note."""

from datetime import timedelta

import pytest

from forum.accounts.actions import leave
from forum.core.clock import today
from forum.topics import actions
from forum.topics.models import Bookmark, Post
from tests.makers import make_category, make_organiser, make_post, make_topic, make_user


@pytest.fixture
def post(app) -> Post:
    topic = make_topic(category=make_category(open_to="visiteurs"), title="Livret d’accueil")
    return make_post(topic, body="La trame que nous remettons aux familles.")


def is_pressed(page: str, post: Post) -> bool:
    return f'formaction="/messages/{post.id}/signet/fin" aria-pressed="true"' in page


def test_a_message_is_kept_found_again_and_let_go(client, log_in, post):
    owner, other = log_in(make_user()), log_in(make_user())
    for _again in range(2):
        assert owner.post(f"/messages/{post.id}/signet").status_code == 303
    for browser in (owner, other, owner):
        assert is_pressed(browser.get(post.topic.url).text, post) is (browser is owner)
    page = owner.get("/signets").text
    assert "Livret d’accueil" in page
    assert "La trame que nous remettons" in page
    assert "Livret d’accueil" not in other.get("/signets").text
    for _again in range(2):
        assert owner.post(f"/messages/{post.id}/signet/fin").status_code == 303
    assert not is_pressed(owner.get(post.topic.url).text, post)
    assert "Livret d’accueil" not in owner.get("/signets").text


def test_a_fragment_is_the_mark_alone(log_in, post):
    owner = log_in(make_user())
    kept = owner.fragment(f"/messages/{post.id}/signet", "POST").text
    assert is_pressed(kept, post)
    assert f'href="/signets/{post.id}"' in kept
    assert "<html" not in kept
    assert not is_pressed(owner.fragment(f"/messages/{post.id}/signet/fin", "POST").text, post)


def test_a_note_and_a_reminder_are_the_owners_alone(log_in, post):
    owner, other = log_in(make_user()), log_in(make_organiser())
    owner.post(f"/messages/{post.id}/signet")
    tomorrow = (today() + timedelta(days=1)).isoformat()
    owner.post(f"/signets/{post.id}", data={"note": "À montrer à l’équipe", "day": tomorrow})
    page = owner.get("/signets").text
    assert "À montrer à l’équipe" in page
    assert "Rappel" in page
    assert "À montrer" in owner.get(f"/signets/{post.id}").text
    assert other.get(f"/signets/{post.id}").status_code == 404
    assert other.post(f"/signets/{post.id}", data={"note": "x"}).status_code == 404


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_a_reminder_is_for_a_day_to_come(log_in, post, days):
    owner = log_in(make_user())
    owner.post(f"/messages/{post.id}/signet")
    day = (today() + timedelta(days=days)).isoformat()
    answer = owner.post(f"/signets/{post.id}", data={"note": "Ma note", "day": day})
    assert answer.status_code == 422
    assert "Ma note" in answer.text


def test_bookmarks_are_filtered_by_words_and_by_reminder(log_in, post):
    person = make_user()
    owner = log_in(person)
    actions.keep_post(post, person, note="pour le CVS")
    answer = make_post(make_topic(category=post.topic.category, title="Transports"))
    owner.post(f"/messages/{answer.id}/signet")
    owner.post(f"/signets/{answer.id}", data={"day": (today() + timedelta(days=3)).isoformat()})
    assert "Transports" not in owner.get("/signets?q=cvs").text
    assert "Livret d’accueil" in owner.get("/signets?q=cvs").text
    assert "Livret d’accueil" in owner.get("/signets?q=livret").text
    assert "Livret d’accueil" not in owner.get("/signets?voir=rappel").text
    assert "Aucun signet" in owner.get("/signets?q=%25").text


def test_of_a_message_that_is_read_no_more_the_note_is_left(log_in, post):
    person = make_user()
    owner = log_in(person)
    actions.keep_post(post, person, note="ma note")
    actions.move(post.topic, make_organiser(), make_category(open_to=None))
    for page in (
        owner.get("/signets").text,
        owner.get("/signets?q=livret").text,
        owner.get(f"/signets/{post.id}").text,
    ):
        assert "Livret" not in page
        assert "trame" not in page
    assert "ma note" in owner.get("/signets").text
    assert owner.post(f"/messages/{post.id}/signet/fin", data={"liste": "1"}).status_code == 303
    assert not Bookmark.query.count()
    assert owner.post(f"/messages/{post.id}/signet").status_code == 404
    assert owner.post(f"/messages/{post.id}/signet/fin").status_code == 404


def test_a_deleted_message_shows_no_word_of_it(log_in, post):
    person = make_user()
    actions.keep_post(post, person)
    actions.delete_post(post, make_organiser())
    assert "trame" not in log_in(person).get("/signets").text


def test_whoever_leaves_takes_their_notes_along(app, post):
    person = make_user()
    actions.keep_post(post, person, note="ma note")
    leave(person, make_organiser())
    assert not Bookmark.query.count()


def test_one_must_be_a_member(client, log_in, post):
    pending = log_in(make_user(state="pending", admitted_at=None))
    assert pending.post(f"/messages/{post.id}/signet").status_code == 403
    assert client.get("/signets").status_code == 303
    assert not Bookmark.query.count()
