"""After the day, and around it: questionnaires to answer, certificates that are ready."""

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from forum.accounts.sessions import hash_of
from forum.core.db import db
from forum.core.events import listen
from forum.core.i18n import gettext as _
from forum.core.urls import absolute
from forum.trainings.events import CertificateIssued, QuestionnaireSent
from forum.trainings.mails.letters import Words, page, send
from forum.trainings.models import Questionnaire, Registration


@listen(QuestionnaireSent)
def ask(event: QuestionnaireSent) -> None:
    """The link answers once, without an account; nothing in the answers says who gave them."""
    questionnaire = event.questionnaire
    kind = "questionnaire_reminder" if event.is_reminder else "questionnaire"
    send(kind, event.registration, lambda one: _asking(questionnaire, one, event.is_reminder))


@listen(CertificateIssued)
def tell(event: CertificateIssued) -> None:
    """The person reads both papers on the page of their registration."""
    one, number = event.certificate.registration, event.certificate.number
    send("certificate", one, lambda _one: _certified(one, number, is_new=not event.after["instead_of"]))


def _asking(questionnaire: Questionnaire, one: Registration, is_reminder: bool) -> Words:
    subject = _("%(name)s : %(title)s", name=questionnaire.title, title=one.training.title)
    first = _("Votre avis compte : quelques questions, deux minutes.")
    again = _("Il est encore temps de répondre à ces quelques questions.")
    kept = _("Les réponses ne portent pas de nom, et ne sont lues qu’à partir de cinq réponses.")
    return Words(subject, [again if is_reminder else first, kept], (_("Répondre"), address(questionnaire, one)))


def _certified(one: Registration, number: str, is_new: bool) -> Words:
    subject = _("Votre certificat : %(title)s", title=one.training.title)
    both = _("Deux documents vous attendent : le certificat de réalisation et l’attestation de fin de formation.")
    ready = _("Ils portent le n° %(number)s.", number=number)
    instead = _("Ils ont été corrigés. Ceux qui valent portent le n° %(number)s.", number=number)
    return Words(subject, [both, ready if is_new else instead], (_("Télécharger les documents"), page(one)))


def address(questionnaire: Questionnaire, one: Registration) -> str:
    """Where ``one`` answers; the page opens nothing else."""
    token = _signer().dumps([questionnaire.id, one.id, hash_of(one.email)[:16]])
    return absolute("trainings.answer_questionnaire", token=token)


def read_address(token: str) -> tuple[Questionnaire, Registration] | None:
    """Which questionnaire, and who was asked; None when nobody signed this."""
    try:
        questionnaire_id, registration_id, mailbox = _signer().loads(token)
    except (BadData, ValueError, TypeError):
        return None
    questionnaire, one = db.session.get(Questionnaire, questionnaire_id), db.session.get(Registration, registration_id)
    if questionnaire is None or one is None or hash_of(one.email)[:16] != mailbox:
        return None
    return questionnaire, one


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="trainings.questionnaire")
