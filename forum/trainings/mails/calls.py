"""The convocation fifteen days before, the reminders seven days and one day before: each once, to whoever has a seat.

What a machine that stood still has missed is said as soon as it works again; whoever gets a seat late is called soon.
"""

from sqlalchemy import select, update

from forum.calendar.words import away
from forum.core.clock import now
from forum.core.db import db
from forum.core.i18n import gettext as _
from forum.core.i18n import moment
from forum.core.jobs import periodic
from forum.core.urls import absolute
from forum.trainings.actions.holding import hold
from forum.trainings.actions.managing import is_free
from forum.trainings.mails.letters import Words, days_left, facts, page, send
from forum.trainings.models import Registration, TrainingSession

STAGES = ((1, "D-1"), (7, "D-7"), (15, "D-15"))


@periodic("trainings.call", minute="20", hour="5-18")
def call() -> None:
    """Everybody who has a seat and has not been told yet what is due."""
    coming = select(TrainingSession).where(TrainingSession.state.in_(("open", "closed")))
    ahead = coming.where(TrainingSession.starts_at > now()).order_by(TrainingSession.id)
    for session in db.session.scalars(ahead).all():
        if stage := due(session):
            _call(session, stage)


def due(session: TrainingSession) -> str:
    """The last of the stages that has come; « » before the first."""
    return next((stage for days, stage in STAGES if days_left(session) <= days), "")


def _call(session: TrainingSession, stage: str) -> None:
    """A convocation to whom none was sent, whatever the day; else the reminder."""
    confirmed = select(Registration).where(Registration.session_id == session.id, Registration.state == "confirmed")
    waiting = confirmed.where(Registration.reminded != stage).order_by(Registration.id)
    if db.session.scalar(waiting.limit(1)) is None:
        return
    hold(session)  # before its registrations: whoever leaves meanwhile takes both in this order
    for one in db.session.scalars(waiting, execution_options={"populate_existing": True}).all():
        is_first = not one.reminded
        if not _takes(one, stage):
            continue
        send("convocation" if is_first else "reminder", one, convocation if is_first else reminder)
        if is_first and session.convened_at is None:
            session.convened_at = now()


def _takes(one: Registration, stage: str) -> bool:
    """Is it for us to write? Not when another process has, or when the seat was left meanwhile."""
    same = (Registration.id == one.id, Registration.reminded == one.reminded, Registration.state == "confirmed")
    taking = update(Registration).where(*same).values(reminded=stage).returning(Registration.id)
    taken = db.session.scalar(taking, execution_options={"synchronize_session": False}) is not None
    db.session.refresh(one, ["reminded"])
    return taken


def convocation(one: Registration) -> Words:
    session = one.session
    until = session.cancel_until
    change = _("Un empêchement ? Prévenez-nous par le lien : quelqu’un attend peut-être cette place.")
    if not is_free(one):
        change = _("Un empêchement ? Téléphonez, ou écrivez à l’équipe d’appui : cette place servira à quelqu’un.")
    elif until and until > now():
        change = _("Un empêchement ? Le lien permet de changer ou d’annuler jusqu’au %(until)s.", until=moment(until))
    return Words(
        _("Convocation : %(title)s", title=session.training.title),
        [_("%(name)s, nous vous attendons %(when)s.", name=one.display_name, when=away(session.day)), change],
        (_("Voir mon inscription"), page(one)),
        facts=facts(session),
        other=(_("Mon code pour l’accueil"), absolute("trainings.code_page", code=one.code)),
    )


def reminder(one: Registration) -> Words:
    session = one.session
    return Words(
        _("Rappel, %(when)s : %(title)s", when=away(session.day), title=session.training.title),
        [_("%(name)s, nous vous attendons %(when)s.", name=one.display_name, when=away(session.day))],
        (_("Voir mon inscription"), page(one)),
        facts=facts(session)[:5],
        other=(_("Mon code pour l’accueil"), absolute("trainings.code_page", code=one.code)),
    )
