"""Who is told of what, in the site and by mail: once, in one way, and never of what they cannot see."""

import pytest

from forum.core.mail import OutboxMail
from forum.notifications import queries
from forum.notifications.actions import switch_mail
from forum.notifications.models import Notification
from forum.topics import actions
from forum.topics.models import TopicReader
from tests.makers import make_category, make_group, make_organiser, make_user


@pytest.fixture
def people(app):
    """Someone who asks, someone who answers, and a bystander."""
    return (
        make_user(first_name="Nadia", last_name="Ferrand", username="nadia.ferrand"),
        make_user(first_name="Karim", last_name="Bensaid", username="karim.bensaid"),
        make_user(first_name="Fatou", last_name="Diarra", username="fatou.diarra"),
    )


@pytest.fixture
def ask(people):
    def asked(category=None, body="Qui aurait une trame de livret ?"):
        return actions.create_topic(category or make_category(), people[0], "Livret d’accueil", body)

    return asked


def told(person):
    return [n.kind for n in Notification.query.filter_by(user_id=person.id).order_by(Notification.id)]


def mails_to(person):
    return OutboxMail.query.filter_by(recipient=person.email).all()


def test_whoever_asked_is_told_of_the_answer_with_a_link_to_it(app, ask, people):
    with app.test_request_context():
        topic = ask()
        post = actions.reply(topic, people[1], "Voici la nôtre, relue en septembre.")
    assert told(people[0]) == ["reply"]
    assert told(people[1]) == []
    [mail] = mails_to(people[0])
    assert f"{app.config['BASE_URL']}{post.url}" in mail.text
    assert "relue en septembre" in mail.text
    assert "Karim Bensaid a répondu dans «\xa0Livret d’accueil\xa0»" in mail.subject


def test_whoever_took_part_is_told_and_the_others_are_not(app, ask, people):
    with app.test_request_context():
        topic = ask()
        actions.reply(topic, people[1], "Voici la nôtre, relue en septembre.")
        actions.reply(topic, people[0], "Merci beaucoup Karim.")
    assert told(people[1]) == ["reply"]
    assert told(people[2]) == []


def test_a_mention_is_told_as_a_mention_and_only_once(app, ask, people):
    with app.test_request_context():
        actions.reply(ask(), people[1], "Pour @nadia.ferrand et @fatou.diarra, notre trame.")
    assert told(people[0]) == ["mention"]
    assert told(people[2]) == ["mention"]
    assert len(mails_to(people[0])) == 1


def test_mentioning_oneself_tells_nobody(app, ask, people):
    with app.test_request_context():
        ask(body="Je suis @nadia.ferrand, directrice.")
    assert told(people[0]) == []


def test_an_edit_tells_only_those_it_names_anew(app, ask, people):
    with app.test_request_context():
        topic = ask()
        post = actions.reply(topic, people[1], "Pour @nadia.ferrand, notre trame.")
        actions.edit_post(
            post, people[1], "Pour @nadia.ferrand et @fatou.diarra, notre trame.", base_version=post.version
        )
    assert told(people[0]) == ["mention"]
    assert told(people[2]) == ["mention"]


def test_nobody_is_told_of_what_they_cannot_see(app, ask, people):
    private = make_category(group=make_group(people[0], people[1]))
    with app.test_request_context():
        topic = ask(private)
        actions.reply(topic, people[1], "Entre nous, @fatou.diarra ne le saura pas.")
    assert told(people[2]) == []
    assert mails_to(people[2]) == []


def test_mails_from_a_private_category_carry_no_words_of_it(app, ask, people):
    private = make_category(group=make_group(people[0], people[1]))
    with app.test_request_context():
        actions.reply(ask(private), people[1], "Canariword confidentiel.")
    [mail] = mails_to(people[0])
    assert "Canariword" not in mail.text + mail.html + mail.subject


def test_whoever_silenced_the_topic_hears_nothing_of_it(app, ask, people, db):
    with app.test_request_context():
        topic = ask()
        db.session.get(TopicReader, (people[0].id, topic.id)).level = "muted"
        actions.reply(topic, people[1], "Voici la nôtre, relue en septembre.")
    assert told(people[0]) == []


def test_the_author_of_the_chosen_answer_is_told(app, people):
    category = make_category(kind="question")
    with app.test_request_context():
        topic = actions.create_topic(category, people[0], "Quelle trame ?", "Quelle trame utilisez-vous ?")
        post = actions.reply(topic, people[1], "Celle du réseau, jointe.")
        actions.solve(topic, post, people[0])
    assert "solution" in told(people[1])


def test_a_switch_stops_the_mail_and_keeps_the_notification(app, ask, people):
    with app.test_request_context():
        switch_mail(people[0], "reply", False)
        actions.reply(ask(), people[1], "Voici la nôtre, relue en septembre.")
    assert told(people[0]) == ["reply"]
    assert mails_to(people[0]) == []


def test_mails_of_one_topic_are_threaded_and_can_be_stopped_in_one_click(app, ask, people):
    with app.test_request_context():
        topic = ask()
        for _ in range(2):
            actions.reply(topic, people[1], "Voici encore une version.")
    one, two = mails_to(people[0])
    assert one.headers["References"] == two.headers["References"]
    assert one.message_id != two.message_id
    assert one.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_refused_request_leaves_no_mail(app, ask, people, db):
    with app.test_request_context():
        topic = ask()
        db.session.commit()
        actions.reply(topic, people[1], "Voici la nôtre.")
        db.session.rollback()
    assert mails_to(people[0]) == []


def test_what_was_read_on_the_page_needs_no_bell(app, ask, people):
    from forum.topics.positions import store_all

    with app.test_request_context():
        topic = ask()
        actions.reply(topic, people[1], "Première réponse.")
        actions.reply(topic, people[1], "Deuxième réponse.")
        store_all({people[0].id: {(topic.id, topic.numbering): 2}})
        assert queries.unread_count(people[0]) == 1


def test_a_notification_goes_with_the_right_to_see(app, ask, people, db):
    from forum.groups.models import Membership
    from forum.groups.queries import forget_groups

    group = make_group(people[0], people[1])
    with app.test_request_context():
        actions.reply(ask(make_category(group=group)), people[1], "Une réponse privée.")
        assert queries.unread_count(people[0]) == 1
    db.session.delete(db.session.get(Membership, (group.id, people[0].id)))
    db.session.flush()
    forget_groups()
    assert queries.unread_count(people[0]) == 0


def test_organisers_are_told_of_whoever_waits_and_reminded_every_morning(app, people):
    from forum.accounts.events import AccountAwaitsAdmission
    from forum.core.events import emit
    from forum.notifications.jobs import remind_admissions

    organiser = make_organiser()
    newcomer = make_user(state="pending")
    with app.test_request_context():
        emit(AccountAwaitsAdmission(newcomer))
    assert told(organiser) == ["admission"]
    assert told(people[0]) == []
    remind_admissions()
    assert [mail.kind for mail in mails_to(organiser)] == [
        "notifications.admission",
        "notifications.admission_reminder",
    ]


def test_nobody_is_reminded_when_nobody_waits(app):
    from forum.notifications.jobs import remind_admissions

    make_organiser()
    remind_admissions()
    assert OutboxMail.query.count() == 0
