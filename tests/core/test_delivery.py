"""What stands in the outbox leaves, or is given up and forgotten; no mail holds up those behind it."""

from datetime import timedelta

from forum.core import jobs
from forum.core.clock import now
from forum.core.mail import OutboxMail, transports
from tests.makers import added, number


def make_mail(**facts) -> OutboxMail:
    words = {"kind": "accounts.confirm", "subject": "Bonjour", "text": "Bonjour.", "html": "<p>Bonjour.</p>"}
    words |= {"recipient": "a@b.example", "message_id": f"{number()}@essais"}
    return added(OutboxMail(**words | facts))


def test_a_mail_that_cannot_be_written_down_holds_up_no_other(db):
    broken, whole = make_mail(subject="deux\nlignes"), make_mail()
    jobs.run("core.deliver_mail", broken.id, whole.id)
    assert (broken.state, broken.attempts, whole.state) == ("queued", 1, "sent")


def test_what_left_or_never_could_is_forgotten_after_thirty_days(db):
    ended, lately = now() - timedelta(days=31), now() - timedelta(days=29)
    make_mail(state="sent", sent_at=ended)
    make_mail(state="failed", next_try_at=ended)
    kept = [make_mail(state="failed", next_try_at=lately), make_mail(next_try_at=ended)]
    jobs.run("core.purge_mail")
    assert sorted(db.session.scalars(db.select(OutboxMail.id))) == [mail.id for mail in kept]


def test_an_address_the_server_does_not_know_is_given_up_at_once(app, db, smtp):
    app.extensions["mail_transport"] = transports.Smtp(smtp.url)
    smtp.unknown.add("a@b.example")
    wrong, right = make_mail(), make_mail(recipient="c@d.example")
    jobs.run("core.deliver_mail", wrong.id, right.id)
    assert (wrong.state, wrong.attempts, right.state) == ("failed", 1, "sent")
    assert "550" in wrong.error
