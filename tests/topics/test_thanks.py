"""« Merci »: once a person, for others' messages, seen by everybody at once."""

import pytest
from sqlalchemy import func, select

from forum.accounts.models import User
from forum.core.db import db as database
from forum.topics import actions
from forum.topics.models import Post, Thanks
from forum.topics.views import sheets
from tests.at_once import DONE, in_transactions
from tests.makers import make_category, make_group, make_organiser, make_post, make_topic, make_user


@pytest.fixture
def post(app) -> Post:
    return make_post(make_topic(category=make_category(open_to="visiteurs")))


def pressed(page: str, post: Post) -> bool:
    return f'formaction="/messages/{post.id}/merci/fin" aria-pressed="true"' in page


def offered(page: str, post: Post) -> bool:
    return f'formaction="/messages/{post.id}/merci" aria-pressed="false"' in page


def test_thanks_are_said_once_and_everybody_sees_who(client, log_in, post):
    ana = make_user(first_name="Ana", last_name="Vidal")
    reader, other = log_in(ana), log_in(make_user())
    assert offered(reader.get(post.topic.url).text, post)
    for _again in range(2):
        assert reader.post(f"/messages/{post.id}/merci").status_code == 303
    assert post.thanks == 1
    page = reader.get(post.topic.url).text
    assert pressed(page, post)
    assert "Ana Vidal dit merci" in page
    page = other.get(post.topic.url).text
    assert offered(page, post)
    assert "Ana Vidal dit merci" in page
    page = client.get(post.topic.url).text
    assert "Ana Vidal dit merci" in page
    assert "formaction" not in page


def test_pressing_again_takes_them_back(log_in, post):
    reader = log_in(make_user())
    reader.post(f"/messages/{post.id}/merci")
    for _again in range(2):
        assert reader.post(f"/messages/{post.id}/merci/fin").status_code == 303
    assert post.thanks == 0
    page = reader.get(post.topic.url).text
    assert offered(page, post)
    assert "dit merci" not in page


def test_a_fragment_is_the_mark_alone(log_in, post):
    reader = log_in(make_user())
    answer = reader.fragment(f"/messages/{post.id}/merci", "POST").text
    assert pressed(answer, post)
    assert "dit merci" in answer
    assert "<html" not in answer


def test_many_are_named_on_a_page_of_their_own(client, post):
    people = [make_user(first_name=name, last_name="Vidal") for name in ("Ana", "Bea", "Cléo", "Dora")]
    for person in people:
        actions.thank(post, person)
    assert "Ana Vidal, Bea Vidal et 2 autres disent merci" in client.get(post.topic.url).text
    page = client.get(f"/messages/{post.id}/merci").text
    assert all(person.display_name in page for person in people)


def test_whoever_was_struck_out_is_counted_and_not_named(client, post):
    person = make_user(first_name="Ana", last_name="Vidal")
    actions.thank(post, person)
    person.state, person.first_name, person.last_name = "erased", "", ""
    assert "1 personne dit merci" in client.get(post.topic.url).text
    assert client.get(f"/messages/{post.id}/merci").status_code == 200


def test_nobody_thanks_themselves(log_in, post):
    author = log_in(post.author)
    assert author.post(f"/messages/{post.id}/merci").status_code == 403
    assert f"/messages/{post.id}/merci" not in author.get(post.topic.url).text
    assert post.thanks == 0


def test_no_thanks_where_one_does_not_see_or_enter(client, log_in, post):
    closed = make_post(make_topic(category=make_category(group=make_group(make_user()), open_to=None)))
    pending = make_user(state="pending", admitted_at=None)
    assert log_in(make_user()).post(f"/messages/{closed.id}/merci").status_code == 404
    assert log_in(make_organiser()).post(f"/messages/{closed.id}/merci").status_code == 404
    assert log_in(pending).post(f"/messages/{post.id}/merci").status_code == 403
    assert client.post(f"/messages/{post.id}/merci").status_code in (303, 400)
    assert database.session.scalar(select(func.count()).select_from(Thanks)) == 0


def test_a_deleted_message_and_a_notice_get_none(log_in, post):
    actions.close(post.topic, make_organiser())
    notice = database.session.scalars(select(Post).where(Post.kind == "notice")).one()
    reader, keeper = log_in(make_user()), log_in(make_organiser())
    assert reader.post(f"/messages/{post.id}/merci").status_code == 303  # the topic is closed to answers alone
    assert reader.post(f"/messages/{notice.id}/merci").status_code == 403
    actions.delete_post(post, make_organiser())
    assert keeper.post(f"/messages/{post.id}/merci").status_code == 403


def test_readers_share_a_drawn_page_and_not_their_marks(log_in, post):
    sheets._shelf.clear()
    one, other = log_in(make_user()), log_in(make_user())
    one.post(f"/messages/{post.id}/merci")
    for browser in (one, other, one, other):
        assert pressed(browser.get(post.topic.url).text, post) is (browser is one)
    assert len(sheets._shelf) == 1


def test_thanks_said_at_once_all_count(app, db, post):
    keys = [make_user().id for _ in range(8)]
    post_id = post.id

    def thank(number: int) -> None:
        actions.thank(db.session.get_one(Post, post_id), db.session.get_one(User, keys[number]))

    assert in_transactions(app, 8, thank, Exception) == [DONE] * 8
    assert db.session.get_one(Post, post_id).thanks == 8
    assert db.session.scalar(select(func.count()).select_from(Thanks)) == 8
