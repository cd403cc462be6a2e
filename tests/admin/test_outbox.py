"""The outbox: states for administrators, words for nobody but the reader."""

import pytest

from forum.core.mail import OutboxMail
from tests.makers import added, make_user, number


@pytest.fixture
def boss(log_in):
    return log_in(make_user(role="administrator"))


def make_mail(**facts):
    n = number()
    words = {"subject": f"Objet-secret {n}", "text": "http://localhost/lien/secret", "html": "<p>Corps-secret</p>"}
    defaults = {"kind": "accounts.reset", "recipient": f"qui{n}@exemple.fr", "message_id": f"{n}@localhost"}
    return added(OutboxMail(**words | defaults | facts))


def test_the_list_shows_states_and_no_words(boss):
    make_mail(state="failed", error="SMTPServerDisconnected", recipient="perdu@exemple.fr")
    make_mail(state="sent", recipient="parti@exemple.fr")
    page = boss.get("/admin/courriels").text
    assert "perdu@exemple.fr" in page
    assert "SMTPServerDisconnected" in page
    assert "secret" not in page
    page = boss.get("/admin/courriels?etat=sent").text
    assert ("perdu@exemple.fr" in page, "parti@exemple.fr" in page) == (False, True)


def test_without_a_mail_server_mails_about_accounts_are_readable_here(boss):
    mail = make_mail()
    answer = boss.get(f"/admin/courriels/{mail.id}")
    assert 'href="http://localhost/lien/secret"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    file = boss.get(f"/admin/courriels/{mail.id}.eml")
    assert file.mimetype == "message/rfc822"
    assert "attachment" in file.headers["Content-Disposition"]


def test_with_a_mail_server_a_secret_link_is_its_readers_alone(boss, app):
    app.config["SMTP_URL"] = "smtp://localhost"
    mail = make_mail()
    for url in (f"/admin/courriels/{mail.id}", f"/admin/courriels/{mail.id}.eml"):
        assert boss.get(url).status_code == 403
    assert f"/admin/courriels/{mail.id}" not in boss.get("/admin/courriels").text


def test_mails_about_topics_are_read_by_nobody_here(boss):
    """They may come from a private category."""
    mail = make_mail(kind="notifications.reply")
    assert boss.get(f"/admin/courriels/{mail.id}").status_code == 403
    assert "secret" not in boss.get(f"/admin/courriels/{mail.id}").text


def test_a_mail_that_failed_gets_another_chance(boss, db):
    mail = make_mail(state="failed", attempts=11)
    assert boss.post(f"/admin/courriels/{mail.id}/renvoyer").status_code == 303
    mail = db.session.get(OutboxMail, mail.id)
    assert (mail.state, mail.attempts) == ("queued", 0)


def test_a_mail_that_left_is_not_sent_twice(boss, db):
    mail = make_mail(state="sent")
    boss.post(f"/admin/courriels/{mail.id}/renvoyer")
    assert db.session.get(OutboxMail, mail.id).state == "sent"
