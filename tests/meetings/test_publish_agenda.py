"""Publishing an agenda: who hears of it, in which words, and never twice of the same."""

from datetime import datetime

import pytest

from forum.core.db import db as database
from forum.core.mail import OutboxMail
from forum.groups.actions import add_member, create_group
from forum.meetings.actions import agenda as actions
from forum.notifications.actions import switch_mail
from forum.notifications.models import Notification
from forum.topics.actions.follow import follow
from forum.topics.models import Post
from tests.makers import make_category, make_meeting, make_organiser, make_series, make_topic, make_user

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def by():
    return make_organiser(first_name="Mireille", last_name="Castan")


@pytest.fixture
def meeting(by):
    return a_meeting(make_category(), by)


def a_meeting(category, by):
    topic = make_topic(category=category, author=by, title="Réunion du COOP")
    made = make_meeting(
        series=make_series(category=category), title="Réunion du COOP", topic_id=topic.id,
        created_by_id=by.id,
        starts=datetime(2022, 2, 16, 10), ends=datetime(2022, 2, 16, 16, 30),
    )  # fmt: skip
    actions.start_agenda(made)
    return made


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def mails(kind: str | None = None) -> list[OutboxMail]:
    found = database.session.query(OutboxMail).order_by(OutboxMail.id)
    return (found.filter_by(kind=f"notifications.{kind}") if kind else found).all()


def test_everybody_who_may_read_the_meeting_gets_it_but_who_did_it(meeting, by):
    members = [make_user(), make_user(locale="en")]
    make_user(state="pending", admitted_at=None)
    actions.add_item(meeting, "Atelier 1", minutes=105)
    assert actions.publish_agenda(meeting, by)
    assert meeting.agenda_state == "published"
    told = {mail.recipient: mail for mail in mails()}
    assert set(told) == {one.email for one in members}
    french, english = (told[one.email] for one in members)
    assert (
        french.subject
        == plain(french.subject).replace(" :", "\u00a0:")
        == "L’ordre du jour est publié\u00a0: Réunion du COOP"
    )
    assert "10 h 30 : Atelier 1 (1 h 45)" in plain(french.text)
    assert f"/reunions/{meeting.id}/ordre-du-jour" in french.text
    assert "10:30 am" in plain(english.text)


def test_whoever_switched_it_off_reads_it_in_the_site_alone(meeting, by):
    quiet = make_user()
    switch_mail(quiet, "agenda_published", False)
    actions.publish_agenda(meeting, by)
    assert mails() == []
    assert [one.kind for one in database.session.query(Notification).filter_by(user_id=quiet.id)] == [
        "agenda_published"
    ]


def test_the_topic_carries_a_message_and_its_followers_are_told_once(meeting, by):
    follower = make_user()
    follow(follower, meeting.topic, "watching", "chosen", read=1)
    actions.publish_agenda(meeting, by)
    post = database.session.query(Post).filter_by(topic_id=meeting.topic_id).order_by(Post.id.desc()).first()
    assert plain(post.text).startswith("L’ordre du jour est publié. 2 points, de 10 h à 10 h 30.")
    assert f"/reunions/{meeting.id}/ordre-du-jour" in post.html
    assert [mail.kind for mail in mails()] == ["notifications.agenda_published"]
    assert [one.kind for one in database.session.query(Notification)] == ["agenda_published"]


def test_what_members_typed_calls_nobody_in_the_message(meeting, by):
    called = make_user(username="solene.marquis")
    actions.add_item(meeting, "Avec @solene.marquis et [un lien](https://ailleurs.example)")
    actions.publish_agenda(meeting, by)
    assert database.session.query(Notification).filter_by(user_id=called.id, kind="mention").count() == 0
    post = database.session.query(Post).order_by(Post.id.desc()).first()
    assert "ailleurs" not in post.html


def test_a_private_category_s_agenda_does_not_travel_by_mail(by):
    group, insider = create_group("copil", "COPIL"), make_user()
    for person in (insider, by):
        add_member(group, person)
    make_user()
    meeting = a_meeting(make_category(group=group), by)
    item = actions.propose(meeting, insider, "Un sujet délicat")
    actions.decline(item, by, "Une raison délicate")
    actions.add_item(meeting, "Un point délicat")
    actions.publish_agenda(meeting, by)
    assert {mail.recipient for mail in mails()} == {insider.email}
    assert len(mails()) == 2
    assert "délicat" not in "".join(mail.subject + mail.text + mail.html for mail in mails())


def test_every_proposer_is_told_what_became_of_theirs(meeting, by):
    make_meeting(series=meeting.series, starts=datetime(2022, 4, 6, 10), created_by_id=by.id)
    authors = [make_user() for _ in range(5)]
    taken, declined, merged, deferred, waiting = (actions.propose(meeting, one, f"De {one.id}") for one in authors)
    actions.accept(taken, by)
    actions.decline(declined, by, "Traité en octobre.")
    actions.merge(merged, taken, by)
    actions.defer(deferred, by, "L’intervenante n’est pas libre.")
    actions.publish_agenda(meeting, by)
    words = {mail.recipient: plain(mail.text) for mail in mails("proposal_settled")}
    told = [words.get(one.email, "") for one in authors]
    assert "à l’ordre du jour, à 10 h 30" in told[0]
    assert "n’est pas retenue" in told[1] and "Traité en octobre." in told[1]
    assert f"réunie avec « De {authors[0].id} »" in told[2]
    assert "reportée à la réunion du 6 avril" in told[3] and "n’est pas libre" in told[3]
    assert told[4] == "" and waiting.is_proposed


def test_publishing_again_tells_only_what_has_changed(meeting, by):
    member, author = make_user(), make_user()
    item = actions.propose(meeting, author, "Qui compte quoi ?")
    actions.publish_agenda(meeting, by)
    assert not actions.publish_agenda(meeting, by)  # a double click
    assert len(mails("agenda_published")) == 2
    actions.accept(item, by)
    assert actions.publish_agenda(meeting, by)
    assert {mail.recipient for mail in mails("agenda_changed")} == {member.email, author.email}
    assert mails("agenda_changed")[0].subject.startswith("L’ordre du jour a changé")
    assert [mail.recipient for mail in mails("proposal_settled")] == [author.email]
    late = actions.propose(meeting, author, "Encore un")
    actions.decline(late, by, "Trop tard")
    assert actions.publish_agenda(meeting, by)  # the agenda is the same: its proposer alone hears
    assert len(mails("agenda_changed")) == 2
    assert len(mails("proposal_settled")) == 2
    assert database.session.query(Post).filter(Post.topic_id == meeting.topic_id, Post.number > 1).count() == 2


def test_the_page_asks_then_publishes(meeting, by, log_in):
    organiser, member = log_in(by), log_in(make_user())
    address = f"/reunions/{meeting.id}/ordre-du-jour/publication"
    assert "Prévisionnel" in member.get(meeting.url).text
    assert organiser.get(address).status_code == 200
    assert mails() == []
    assert organiser.post(address).status_code == 303
    assert "Publié" in member.get(meeting.url).text
    assert len(mails()) == 1
    actions.add_item(meeting, "Encore un mot")
    assert "a changé depuis sa publication" in organiser.get(f"/reunions/{meeting.id}/ordre-du-jour/preparer").text


@pytest.mark.parametrize("state", ["draft", "held", "closed", "cancelled"])
def test_nobody_hears_of_a_draft_nor_of_what_is_over(meeting, by, log_in, state):
    meeting.state = state
    assert log_in(by).post(f"/reunions/{meeting.id}/ordre-du-jour/publication").status_code == 403
    assert mails() == []


def test_a_meeting_whose_topic_is_gone_is_published_all_the_same(meeting, by):
    meeting.topic_id = None
    database.session.flush()
    database.session.expire(meeting)
    make_user()
    actions.publish_agenda(meeting, by)
    assert len(mails()) == 1
