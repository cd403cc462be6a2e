"""The list, the switches, and the link that stops a kind of mail."""

import pytest

from forum.core import tallies
from forum.notifications.actions import tell
from forum.notifications.kinds import kinds_for
from forum.notifications.mails import unsubscribe_url
from forum.notifications.models import MailSwitch, Notification
from forum.topics import actions
from forum.topics.models import CategoryReader, Tag, TagReader, TopicTag
from tests.makers import added, make_category, make_group, make_organiser, make_topic, make_user


@pytest.fixture
def answered(app):
    """Someone whose question was answered."""
    person, colleague = make_user(), make_user(first_name="Karim", last_name="Bensaid")
    with app.test_request_context():
        topic = actions.create_topic(make_category(), person, "Livret d’accueil", "Qui aurait une trame ?")
        actions.reply(topic, colleague, "Voici la nôtre, relue en septembre.")
    return person


def test_the_list_says_who_and_where(log_in, answered):
    page = log_in(answered).get("/notifications").text
    assert "Karim Bensaid a répondu dans «\xa0Livret d’accueil\xa0»" in page


def test_an_empty_list_says_what_will_come(log_in):
    assert "Rien de nouveau" in log_in(make_user()).get("/notifications").text


def test_opening_one_leads_to_the_message_and_is_noted_later(log_in, answered, db):
    [notification] = Notification.query
    answer = log_in(answered).get(f"/notifications/{notification.id}")
    assert answer.location.endswith("/2#m2")
    assert Notification.query.one().read_at is None
    tallies.flush()
    assert Notification.query.one().read_at


def test_nobody_opens_the_notifications_of_others(log_in, answered):
    [notification] = Notification.query
    assert log_in(make_user()).get(f"/notifications/{notification.id}").status_code == 404


def test_all_is_read_in_one_click(log_in, answered):
    log_in(answered).post("/notifications/lues")
    assert Notification.query.one().read_at


def test_switches_are_kept(log_in, answered):
    log_in(answered).post("/preferences/notifications", data={"mention": "on"})
    kept = {s.kind: s.is_on for s in MailSwitch.query}
    assert [kind for kind, is_on in kept.items() if is_on] == ["mention"]
    assert kept.keys() == {kind.name for kind in kinds_for(answered)}


def test_opening_the_link_of_a_mail_changes_nothing_its_button_does(app, client, answered):
    with app.test_request_context():
        url = unsubscribe_url(answered, "reply").removeprefix(app.config["BASE_URL"])
    assert client.get(url).status_code == 200
    assert MailSwitch.query.count() == 0
    assert "C’est noté" in client.post(url, data={"List-Unsubscribe": "One-Click"}).text
    assert MailSwitch.query.one().is_on is False


def test_a_forged_link_stops_nothing(app, client, answered):
    assert client.post("/courriels/arreter/WzEsInJlcGx5Il0.forged").status_code == 404


@pytest.mark.parametrize("path", ["/notifications", "/preferences/notifications"])
def test_visitors_sign_in_first(client, path):
    assert "/connexion" in client.get(path).location


def test_who_waits_is_told_to_the_support_team_alone(log_in, app):
    staff, applicant = make_organiser(), make_user(state="pending", first_name="Clarisse", last_name="Vidalenc")
    with app.test_request_context():
        tell("admission", [staff], actor=applicant)
    assert "Clarisse Vidalenc" in log_in(staff).get("/notifications").text
    staff.role = "member"
    assert "Clarisse Vidalenc" not in log_in(staff).get("/notifications").text


def test_what_one_follows_is_listed_and_changed_in_one_place(log_in, db):
    member, place, other = make_user(), make_category(name="Ressources"), make_category(name="Forum")
    topic = make_topic(category=place)
    tag = added(Tag(slug="livret", name="livret"))
    unseen = added(Tag(slug="canari", name="canari"))
    added(TopicTag(topic_id=topic.id, tag_id=tag.id))
    added(TopicTag(topic_id=make_topic(category=make_category(group=make_group())).id, tag_id=unseen.id))
    for one in (tag, unseen):
        added(TagReader(user_id=member.id, tag_id=one.id, level="watching"))
    reader = log_in(member)
    page = reader.get("/preferences/notifications").text
    assert "#livret" in page
    assert "canari" not in page
    form = {f"categorie-{place.id}": "tracking", f"categorie-{other.id}": "muted", f"mot-{tag.id}": "normal"}
    assert reader.post("/preferences/suivi", data=form).status_code == 303
    levels = {row.category_id: row.level for row in db.session.query(CategoryReader)}
    assert levels == {place.id: "tracking", other.id: "muted"}
    assert [row.tag_id for row in db.session.query(TagReader)] == [unseen.id]
    assert "#livret" not in reader.get("/preferences/notifications").text


def test_a_level_that_is_none_and_a_place_one_does_not_see_change_nothing(log_in, db):
    place, closed = make_category(), make_category(group=make_group())
    log_in(make_user()).post(
        "/preferences/suivi", data={f"categorie-{place.id}": "x", f"categorie-{closed.id}": "muted"}
    )
    assert db.session.query(CategoryReader).count() == 0
