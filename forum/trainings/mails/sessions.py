"""A session takes place at another time or elsewhere: everybody is told, and what had not left stays at home."""

from sqlalchemy import delete, select

from forum.core.clock import now
from forum.core.db import db
from forum.core.events import listen
from forum.core.i18n import gettext as _
from forum.core.mail import OutboxMail
from forum.core.mail.outbox import mail_domain
from forum.trainings.actions.managing import is_free
from forum.trainings.events import SessionChanged
from forum.trainings.mails import calendars
from forum.trainings.mails.calls import due
from forum.trainings.mails.letters import Words, facts, page, send
from forum.trainings.models import Registration, TrainingSession
from forum.trainings.models.registration import LIVE

SUPERSEDED = ("trainings.convocation", "trainings.reminder", "trainings.changed")


@listen(SessionChanged)
def tell_of_change(event: SessionChanged) -> None:
    """It says all that a convocation says: none follows until the next stage has come. Whose seat, offer or rank has
    lapsed is not told that it stays."""
    session = event.session
    if session.state not in ("open", "closed"):
        return
    _take_back(session)
    here = select(Registration).where(Registration.session_id == session.id, Registration.state.in_(LIVE))
    stays = Registration.expires_at.is_(None) | (Registration.expires_at > now())
    for one in db.session.scalars(here.where(stays).order_by(Registration.id)).all():
        has_seat = one.state == "confirmed"
        one.reminded = due(session) if has_seat else ""  # who gets a seat later is called then
        send("changed", one, changed, calendars.invite(one) if has_seat else None)


def changed(one: Registration) -> Words:
    stays = _("Votre inscription reste. Si cela ne va plus, le lien permet de changer de session ou d’annuler.")
    if not is_free(one):
        stays = _("Votre inscription reste. Si cela ne va plus, téléphonez, ou écrivez à l’équipe d’appui.")
    return Words(
        _("Changement de date ou de lieu : %(title)s", title=one.training.title),
        [
            _("%(name)s, la date, l’heure ou le lieu a changé. Voici ce qui vaut maintenant :", name=one.display_name),
            stays,
        ],
        (_("Voir mon inscription"), page(one)),
        facts=facts(one.session),
    )


def _take_back(session: TrainingSession) -> None:
    """What has not left and says the former date."""
    about = f"<training-{session.id}@{mail_domain()}>"
    waiting = (OutboxMail.kind.in_(SUPERSEDED), OutboxMail.state.in_(("queued", "failed")))
    rows = db.session.execute(select(OutboxMail.id, OutboxMail.headers).where(*waiting))
    gone = [mail_id for mail_id, headers in rows if headers.get("References") == about]
    quiet = {"synchronize_session": False}
    db.session.execute(delete(OutboxMail).where(OutboxMail.id.in_(gone), *waiting[1:]), execution_options=quiet)
