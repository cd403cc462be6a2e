"""Messages that many write: whoever may answer may edit them, and each edit leaves what was said before."""

import pytest

from forum.topics import actions
from forum.topics.models import Post, PostRevision
from tests.makers import make_category, make_group, make_organiser, make_post, make_topic, make_user


@pytest.fixture
def post(app) -> Post:
    return make_post(make_topic(), body="Une liste.")


def edit(browser, post: Post, body: str, version: int | None = None):
    data = {"body": body, "version": str(version or post.version), "reason": "un ajout"}
    return browser.post(f"/messages/{post.id}/modifier", data=data)


def test_its_author_opens_it_and_members_write_it(log_in, post):
    author, member = log_in(post.author), log_in(make_user())
    assert edit(member, post, "Autre chose.").status_code == 403
    assert author.post(f"/messages/{post.id}/plusieurs-mains").status_code == 303
    page = member.get(post.topic.url).text
    assert "Message à plusieurs mains" in page
    assert f"/messages/{post.id}/modifier" in page
    assert f"/messages/{post.id}/suppression" not in page
    assert edit(member, post, "Une liste, complétée.").status_code == 303
    assert "complétée" in author.get(post.topic.url).text
    author.post(f"/messages/{post.id}/plusieurs-mains/fin")
    assert edit(member, post, "Encore.").status_code == 403
    assert f"/messages/{post.id}/modifier" not in member.get(post.topic.url).text


def test_each_edit_is_a_revision(log_in, post):
    actions.share(post, post.author)
    for number, who in enumerate((post.author, make_user(), post.author)):
        assert edit(log_in(who), post, f"Version {number}.").status_code == 303
    assert [row.body for row in PostRevision.query.order_by(PostRevision.version)] == [
        "Une liste.", "Version 0.", "Version 1.",
    ]  # fmt: skip
    page = log_in(make_organiser()).get(f"/messages/{post.id}/versions").text
    assert page.count("Raison\xa0: un ajout") == 3


def test_of_two_who_edit_at_once_the_second_sees_both_texts(log_in, post):
    actions.share(post, post.author)
    one, other = log_in(make_user()), log_in(make_user())
    edit(one, post, "La mienne.", 1)
    answer = edit(other, post, "La tienne.", 1)
    assert answer.status_code == 409
    assert "La mienne." in answer.text
    assert "La tienne." in answer.text
    assert post.body == "La mienne."


def test_whoever_may_not_answer_does_not_write_it(client, log_in, post):
    actions.share(post, post.author)
    actions.close(post.topic, make_organiser())
    assert edit(log_in(make_user()), post, "Non.").status_code == 403
    assert edit(log_in(post.author), post, "Oui.").status_code == 303
    closed = make_post(make_topic(category=make_category(group=make_group(make_user()), open_to=None)), is_wiki=True)
    assert edit(log_in(make_user()), closed, "Non.").status_code == 404


def test_others_neither_open_nor_close_nor_delete_it(log_in, post):
    member, organiser = log_in(make_user()), log_in(make_organiser())
    assert member.post(f"/messages/{post.id}/plusieurs-mains").status_code == 403
    assert organiser.post(f"/messages/{post.id}/plusieurs-mains").status_code == 303
    assert member.post(f"/messages/{post.id}/plusieurs-mains/fin").status_code == 403
    assert member.post(f"/messages/{post.id}/suppression").status_code == 403
    assert member.get(f"/messages/{post.id}/versions").status_code == 403
    assert post.is_wiki
