"""Cooked again: what changed around a message shows in it, and nothing that somebody wrote meanwhile is undone."""

from forum.categories.actions import set_rights
from forum.categories.queries import Rights
from forum.core import jobs
from forum.topics import actions
from forum.topics.jobs import cooked_again, serve_again
from forum.topics.models import Post
from tests.makers import automatic_group, make_category, make_topic, make_user


def test_the_title_of_a_topic_leaves_with_the_readers_of_its_category(app, db):
    place, colleague = make_category(), make_user()
    topic = make_topic(category=place, title="Budget du comité")
    post = actions.reply(make_topic(), colleague, f"Voir http://localhost{topic.url}")
    assert "Budget du comité" in post.html
    set_rights(place, {automatic_group("membres"): Rights(False, False, False)})
    db.session.commit()
    jobs.run_waiting(app)
    db.session.expire_all()
    assert "Budget du comité" not in db.session.get(Post, post.id).html


def test_an_edit_meanwhile_wins_over_cooking_anew(db):
    author = make_user()
    post = actions.reply(make_topic(), author, "Le texte d’avant.")
    version, columns = post.version, cooked_again(post)
    actions.edit_post(post, author, "Le texte d’après.", post.version)
    serve_again(post, version, columns)
    db.session.refresh(post)
    assert (post.text, post.html) == ("Le texte d’après.", "<p>Le texte d’après.</p>")
