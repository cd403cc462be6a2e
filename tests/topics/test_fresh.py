"""What is remembered of a topic's pages is never out of date: each change shows at once, as if nothing were kept."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import event, select

from forum.accounts.actions import change_role, leave, update_profile
from forum.admin.actions.establishments import merge
from forum.categories.actions import change_category
from forum.core import conditional, drawing, stamps
from forum.core.db import db as database
from forum.directory.actions import check
from forum.polls.actions import Question, close_poll, vote
from forum.topics import actions
from forum.topics.actions.ask import ask, withdraw
from forum.topics.jobs import cooked_again, serve_again
from forum.topics.models import Post, Topic
from forum.topics.views import sheets
from tests.makers import make_category, make_establishment, make_organiser, make_post, make_topic, make_user


@dataclass
class Scene:
    """A request that visitors see, asked by Camille, answered by Zoé; who keeps order is someone else."""

    topic: Topic
    answer: Post
    staff: Any
    place: Any
    elsewhere: Any

    @property
    def zoe(self) -> Any:
        return self.answer.author


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_all()


@pytest.fixture
def scene(app) -> Scene:
    place = make_establishment(name="D-ITEP Le Départ")
    zoe = make_user(first_name="Zoé", function="Directrice", establishment_id=place.id)
    topic = make_topic(category=make_category(kind="request", open_to="visiteurs", name="Demandes"), state="open")
    answer = make_post(topic, author=zoe, body="La réponse.")
    actions.tag(topic, ["départ"])
    return Scene(topic, answer, make_organiser(), place, make_category(open_to="visiteurs"))


def recook(scene: Scene) -> None:
    scene.answer.body = "Cuit *autrement*."
    serve_again(scene.answer, scene.answer.version, cooked_again(scene.answer))


CHANGES = {
    "an answer": lambda s: actions.reply(s.topic, s.staff, "Une autre réponse."),
    "an edit": lambda s: actions.edit_post(s.answer, s.zoe, "Corrigé.", s.answer.version),
    "an edit by another": lambda s: actions.edit_post(s.answer, s.staff, "Corrigé.", s.answer.version, reason="Faute"),
    "a deletion": lambda s: actions.delete_post(s.answer, s.staff),
    "cooked again": recook,
    "solved": lambda s: actions.solve(s.topic, s.answer, s.staff),
    "a state": lambda s: actions.set_state(s.topic, s.staff, "in_progress"),
    "routed": lambda s: actions.route(s.topic, s.staff, "mission DT ARS", "Elle seule décide."),
    "thanks": lambda s: actions.thank(s.answer, s.staff),
    "written by many": lambda s: actions.share(s.answer, s.staff),
    "a question": lambda s: ask(s.answer, Question("Quel jour ?", ("Mardi", "Jeudi"))),
    "closed": lambda s: actions.close(s.topic, s.staff),
    "pinned": lambda s: actions.pin(s.topic, s.staff),
    "renamed": lambda s: actions.rename(s.topic, s.staff, "Un autre titre"),
    "other keywords": lambda s: actions.tag(s.topic, ["arrivée"]),
    "no keyword": lambda s: actions.tag(s.topic, []),
    "moved": lambda s: actions.move(s.topic, s.staff, s.elsewhere),
    "a name": lambda s: update_profile(s.zoe, s.zoe, first_name="Zélie"),
    "a function": lambda s: update_profile(s.zoe, s.zoe, function="Cheffe de service"),
    "an establishment": lambda s: update_profile(s.zoe, s.zoe, establishment="D-ITEP Ailleurs"),
    "its name": lambda s: check(s.place, s.staff, name="D-ITEP L’Arrivée"),
    "two made one": lambda s: merge(s.place, make_establishment(), s.staff),
    "a role": lambda s: change_role(s.zoe, "organiser", s.staff),
    "gone": lambda s: leave(s.zoe, s.staff),
    "the category's name": lambda s: change_category(s.topic.category, s.staff, name="Questions"),
    "the category's colour": lambda s: change_category(s.topic.category, s.staff, colour="garance"),
}
UNDONE = {
    "restored": ("a deletion", lambda s: actions.restore_post(s.answer, s.staff)),
    "not solved": ("solved", lambda s: actions.unsolve(s.topic, s.staff)),
    "thanks taken back": ("thanks", lambda s: actions.take_back_thanks(s.answer, s.staff)),
    "written by one again": ("written by many", lambda s: actions.reserve(s.answer, s.staff)),
    "a vote": ("a question", lambda s: vote(s.answer.poll, s.staff, [s.answer.poll.options[0].id])),
    "a question closed": ("a question", lambda s: close_poll(s.answer.poll)),
    "a question taken away": ("a question", lambda s: withdraw(s.answer, s.answer.poll)),
    "reopened": ("closed", lambda s: actions.reopen(s.topic, s.staff)),
    "unpinned": ("pinned", lambda s: actions.unpin(s.topic, s.staff)),
}


def forget_all() -> None:
    for shelf in (conditional._pages, drawing._mains, stamps._shelf, sheets._shelf, sheets._nearby):
        shelf.clear()


def shown(client, address: str) -> str:
    """The page without what is another at every request."""
    page = client.get(address)
    if page.status_code == 301:  # under another title
        page = client.get(page.headers["Location"])
    assert page.status_code == 200
    return re.sub(r'(value|data-csrf|data-key)="[^"]*"', "", page.text)


@pytest.mark.parametrize("change", [*CHANGES, *UNDONE])
@pytest.mark.parametrize("reader", ["visitor", "member", "author", "organiser"])
def test_each_change_shows_at_once(client, log_in, scene, change, reader):
    people = {"member": make_user, "author": lambda: scene.zoe, "organiser": make_organiser}
    browser = client if reader == "visitor" else log_in(people[reader]())
    before, act = UNDONE.get(change, ("", CHANGES.get(change)))
    if before:
        CHANGES[before](scene)
    address = scene.topic.url
    first = shown(browser, address)
    act(scene)
    database.session.commit()
    now_shown = shown(browser, address)
    forget_all()
    assert now_shown == shown(browser, address)
    assert now_shown != first


NEARBY = {
    "opened": lambda s, other: make_topic(category=s.topic.category),
    "answered": lambda s, other: actions.reply(other, s.staff, "Une réponse ailleurs."),
    "renamed": lambda s, other: actions.rename(other, s.staff, "Un autre titre ailleurs"),
    "closed": lambda s, other: actions.close(other, s.staff),
    "deleted": lambda s, other: actions.delete_topic(other, s.staff),
    "moved away": lambda s, other: actions.move(other, s.staff, make_category(open_to=None)),
}


@pytest.mark.parametrize("change", NEARBY)
@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_what_to_read_next_is_true_at_once(client, log_in, scene, change, reader):
    browser = client if reader == "visitor" else log_in(make_user())
    other = make_topic(category=scene.topic.category, title="Un sujet voisin")
    address = scene.topic.url
    first = shown(browser, address)
    NEARBY[change](scene, other)
    database.session.commit()
    now_shown = shown(browser, address)
    forget_all()
    assert now_shown == shown(browser, address)
    assert now_shown != first


def test_a_deleted_topic_is_gone_at_once(client, scene):
    address = scene.topic.url
    assert client.get(address).status_code == 200
    actions.delete_topic(scene.topic, scene.staff)
    assert client.get(address).status_code == 404
    actions.restore_topic(scene.topic, scene.staff)
    assert "a rétabli le sujet" in client.get(address).text


def test_readers_share_what_they_see_alike_and_nothing_else(log_in, scene, app):
    zoe, others = log_in(scene.zoe), [log_in(make_user()) for _ in range(2)]
    edit = f"/messages/{scene.answer.id}/modifier"
    for browser in (zoe, *others, zoe, *others):
        assert (edit in shown(browser, scene.topic.url)) is (browser is zoe)
    assert len(sheets._shelf) == 1


def test_a_message_taken_back_is_seen_by_its_author_alone(log_in, scene):
    zoe, other = log_in(scene.zoe), log_in(make_user())
    actions.delete_post(scene.answer, scene.zoe)
    for browser in (other, zoe, other):
        assert ("Rétablir" in shown(browser, scene.topic.url)) is (browser is zoe)


def test_a_page_asked_again_reads_stamps_and_rights_alone(client, scene):
    address = scene.topic.url
    tag = client.get(address).headers["ETag"]
    sent: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: sent.append(statement))
    for headers, status in (({}, 200), ({"If-None-Match": tag}, 304)):
        del sent[:]
        assert client.get(address, headers=headers).status_code == status
        assert len(sent) <= 2, sent  # topic, rights
        assert not any("posts" in statement for statement in sent)


def test_a_view_or_a_visit_changes_no_stamp(client, log_in, db, scene):
    from forum.core import tallies

    reader = log_in(make_user())
    before = db.session.execute(select(stamps.Stamp.kind, stamps.Stamp.value)).all()
    reader.get(scene.topic.url)
    tallies.flush()
    assert db.session.execute(select(stamps.Stamp.kind, stamps.Stamp.value)).all() == before
