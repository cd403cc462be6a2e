"""What the support team writes to everybody of a session."""

from sqlalchemy import select

from forum.core.db import db
from forum.core.events import listen
from forum.core.i18n import gettext as _
from forum.core.mail import OutboxMail
from forum.core.mail.outbox import mail_domain
from forum.trainings.events import RegistrantsMailed
from forum.trainings.mails.letters import Words, page, send


@listen(RegistrantsMailed)
def write(event: RegistrantsMailed) -> None:
    """One mail each; none to whom this very one has left already."""
    for one in event.people:
        name = f"registrants-{event.key}-{one.id}@{mail_domain()}"
        if db.session.scalar(select(OutboxMail.id).where(OutboxMail.message_id == name)) is None:
            send("mailing", one, lambda one: _words(event, one), message_id=name)


def _words(event: RegistrantsMailed, one) -> Words:
    paragraphs = [line for line in event.body.splitlines() if line.strip()]
    by = event.actor.display_name if event.actor else ""
    return Words(
        _("%(subject)s : %(title)s", subject=event.heading, title=one.training.title),
        [*paragraphs, _("%(name)s, pour l’équipe d’appui", name=by)],
        (_("Voir mon inscription"), page(one)),
    )
