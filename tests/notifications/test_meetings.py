"""Being told of a meeting: who may read it, with a link, once a telling, one switch a kind."""

import pytest

from forum.core.mail import OutboxMail
from forum.groups.models import Membership
from forum.groups.queries import forget_groups
from forum.notifications import queries
from forum.notifications.actions import switch_mail
from forum.notifications.kinds import KINDS
from forum.notifications.meetings import everybody, tell_of_meeting
from forum.notifications.models import Notification
from tests.makers import make_category, make_group, make_meeting, make_organiser, make_series, make_user

pytestmark = pytest.mark.usefixtures("in_a_request")

KINDS_OF_MEETINGS = [name for name in KINDS if name.startswith(("meeting", "agenda", "proposal", "minutes", "action_"))]


def mails_to(person):
    return OutboxMail.query.filter_by(recipient=person.email).all()


@pytest.mark.parametrize("kind", KINDS_OF_MEETINGS)
def test_each_kind_names_the_meeting_and_leads_to_it(app, log_in, kind):
    meeting = make_meeting(title="Réunion du COOP du 16 février")
    person = make_organiser() if KINDS[kind].for_staff else make_user()
    tell_of_meeting(kind, meeting, [person.id], what="Le livret", paragraphs=["Des mots."])
    [mail] = mails_to(person)
    assert "Réunion du COOP du 16 février" in mail.subject + mail.text
    assert f"{app.config['BASE_URL']}{meeting.url}" in mail.text
    assert "Vous recevez ce courriel car" in mail.text
    assert "Carcassonne" in mail.text
    [told] = Notification.query
    client = log_in(person)
    assert "Réunion du COOP du 16 février" in client.get("/notifications").text
    assert client.get(f"/notifications/{told.id}").location.endswith(meeting.url)


def test_only_those_who_may_read_are_told(db):
    inside, outside, waiting = make_user(), make_user(), make_user(state="pending")
    meeting = make_meeting(series=make_series(category=make_category(group=make_group(inside))))
    told = tell_of_meeting("minutes_published", meeting, [*everybody(), waiting.id], what="", paragraphs=["Secret."])
    assert [one.id for one in told] == [inside.id]
    assert mails_to(outside) + mails_to(waiting) == []
    assert "Secret" not in mails_to(inside)[0].text + mails_to(inside)[0].html


def test_nobody_hears_of_a_draft_or_of_what_they_did_themselves(db):
    person, actor = make_user(), make_user()
    assert tell_of_meeting("agenda_published", make_meeting(state="draft"), [person.id]) == []
    assert tell_of_meeting("agenda_published", make_meeting(), [person.id, actor.id], actor=actor) == [person]


def test_what_one_may_no_longer_read_is_not_shown(db):
    person = make_user()
    group = make_group(person)
    meeting = make_meeting(series=make_series(category=make_category(group=group)))
    tell_of_meeting("meeting_moved", meeting, [person.id])
    assert queries.unread_count(person) == 1
    db.session.delete(db.session.get(Membership, (group.id, person.id)))
    db.session.flush()
    forget_groups()
    assert queries.unread_count(person) == 0
    assert queries.find(person, Notification.query.one().id) is None


def test_a_switch_stops_the_mail_and_keeps_the_notification(db):
    person = make_user()
    switch_mail(person, "meeting_moved", False)
    tell_of_meeting("meeting_moved", make_meeting(), [person.id])
    assert mails_to(person) == []
    assert queries.unread_count(person) == 1


def test_those_written_to_in_another_way_get_no_second_mail(db):
    one, other = make_user(), make_user()
    tell_of_meeting("meeting_moved", make_meeting(), [one.id, other.id], silent=[one.id])
    assert (len(mails_to(one)), len(mails_to(other))) == (0, 1)
