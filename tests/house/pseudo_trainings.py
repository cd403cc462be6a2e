"""Trainings in which whatever people write begins with « zz »: a draft, an archive, one with all kinds of sessions."""

from datetime import timedelta

from forum.core.clock import now, today
from forum.core.db import db
from forum.trainings import links
from forum.trainings.actions import attendance, certificates, questionnaires, questions
from forum.trainings.mentions import NAMES
from forum.trainings.models import (
    Certificate,
    Purge,
    QuestionnaireInvitation,
    Registration,
    RegistrationSend,
    TrainingDocument,
    TrainingSession,
)
from forum.uploads.models import Upload
from tests.makers import added, make_registration, make_session, make_training


def hold_trainings(people: dict) -> None:
    organiser = people["organiser"]
    words = {"summary": "Zzresume", "nature": "Zznature", "provider": "Zzorganisme", "created_by_id": organiser.id}
    make_training(slug="zzbrouillon", title="Zzbrouillon zz", state="draft", published_at=None, **words)
    make_training(slug="zzarchive", title="Zzarchive zz", state="archived", **words)
    said = {"texts": dict.fromkeys(NAMES, "zz"), "html": dict.fromkeys(NAMES, "<p>zz</p>")}
    numbers = {"provider_number": "zz1", "provider_siret": "zz2", "provider_address": "Zzrue"}
    training = make_training(slug="zzformation", title="Zzformation zz", **words | said | numbers)
    hold_sessions(training, people)
    day = {"slug": "zzjour", "title": "Zzjour zz", "provider_signatory": "Zzdirectrice"}
    hold_a_day(make_training(**day, **words | said), people)
    facts = {"digest": "1" * 64, "size": 1, "content_type": "application/pdf", "kind": "document"}
    upload = added(Upload(token="zzt", name="zzprogramme.pdf", owner_id=organiser.id, **facts))
    added(TrainingDocument(training_id=training.id, upload_id=upload.id, added_by_id=organiser.id))
    for kind, choices in (("choice", ("Zzun", "Zzdeux")), ("yes_no", ())):
        asked = questions.Question("Zzquestion", "Zzbut", today() + timedelta(days=90), kind, choices)
        questions.ask(training, organiser, asked)
    questions.stop_asking(questions.ask(training, organiser, asked), organiser)


def hold_a_day(training, people: dict) -> None:
    """A day in progress, one that is over with a certificate, a questionnaire that was answered and one to answer."""
    organiser, member = people["organiser"], people["member"]
    where = {"city": "Zzville", "venue": "Zzsalle", "trainer": "Zzana", "created_by_id": organiser.id}
    day = make_session(training, day=today(), **where)
    over = make_session(training, day=today() - timedelta(days=3), **where)
    asked = questionnaires.start(training, "hot", organiser)
    questionnaires.open_(asked, organiser)
    named = {"first_name": "Zzana", "function": "Zzfonction", "establishment_name": "Zzmaison"}
    came = [make_registration(over, last_name=f"Zzvenue{n}", email=f"zz{n}@zz.example", **named) for n in range(6)]
    own = make_registration(over, **named | of(member))
    for one in (*came, own):
        attendance.sign(over.slots[0], one, organiser)
    make_registration(day, last_name="Zzlente", email="zzlente@zz.example", **named)
    quick = make_registration(day, last_name="Zzvive", email="zzvive@zz.example", **named)
    attendance.sign(day.slots[0], quick, organiser)
    attendance.close_day(over, organiser)
    certificates.issue_all(over, organiser)
    for one in came:
        db.session.add(QuestionnaireInvitation(questionnaire_id=asked.id, registration_id=one.id))
        db.session.flush()
        said = {question.id: ("4" if question.kind == "scale" else "Zzavis",) for question in asked.questions}
        questionnaires.answer(asked, one, said)
    questionnaires.invite_all()  # those who signed and were not asked yet
    db.session.add(Purge(kind="needs", until=today(), rows=1))


def hold_sessions(training, people: dict) -> None:
    """Open with places, full with and without a list, closed, cancelled, a draft, one that is over."""
    where = {"city": "Zzville", "venue": "Zzsalle", "address": "Zzrue", "trainer": "Zzana"}
    make = lambda **facts: make_session(training, **where | facts)  # noqa: E731
    make_registration(make(), **of(people["member"]))
    full = make(capacity=1)
    make_registration(full, **of(people["other"]))
    make_registration(full, state="waitlisted", waitlist_pos=1, **of(people["administrator"]))
    make_registration(
        make(capacity=1, has_waitlist=False), first_name="Zzana", last_name="Zzlea", email="zzlea@zz.example"
    )
    make(state="closed", city="", department="", venue="")
    make(state="cancelled", cancelled_at=training.created_at, cancelled_reason="Zzraison")
    make(state="draft")
    make(state="held", day=today() - timedelta(days=2))
    outcomes = ("confirmed", "waitlisted", "duplicate", "full", "pending")
    lines = [{"name": "Zzana", "outcome": one, "sentence": "", "registration_id": None} for one in outcomes]
    facts = {"by_id": people["member"].id, "at": now(), "lines": lines}
    added(RegistrationSend(key="zzenvoi", session_id=full.id, **facts))


def of(person) -> dict:
    return {"user_id": person.id, "first_name": "Zzana", "last_name": f"Zz{person.id}", "email": person.email}


def places() -> dict[str, object]:
    """Keys and codes that addresses are made of: a ``day`` in progress, a ``code``; ``over``, ``certificate``; a
    draft, ``planned``; the ``token`` that a mail carries."""
    one = db.session.query(Registration).filter_by(last_name="Zzlente").one()
    certificate = db.session.query(Certificate).first()
    over = certificate.registration.session_id
    draft = db.session.query(TrainingSession.id).filter_by(state="draft").scalar()
    token = links.token_of(db.session.query(Registration).filter_by(last_name="Zzlea").one())
    facts = {"day": one.session_id, "code": one.code, "over": over, "certificate": certificate.code}
    return facts | {"planned": draft, "token": token}
