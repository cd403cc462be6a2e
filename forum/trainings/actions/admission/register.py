"""Registering people: they join the end of the waiting list, and ``admit`` gives what seats there are."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db, insert
from forum.core.i18n import gettext
from forum.trainings.actions.admission.admit import admit
from forum.trainings.actions.admission.journal import change
from forum.trainings.actions.admission.people import Line, Person
from forum.trainings.actions.admission.refusals import Closed
from forum.trainings.actions.holding import hold
from forum.trainings.models import Registration, RegistrationAnswer, RegistrationGroup, TrainingSession
from forum.trainings.models.registration import IS_LIVE, LIVE
from forum.trainings.queries.seats import rank

TO_CONFIRM = timedelta(hours=2)


def register(
    session: TrainingSession,
    people: Sequence[Person],
    *,
    by: User | None,
    source: str,
    whole: bool = False,
    on_reserved: bool = False,
) -> list[Line]:
    """Register them, in their order; what became of each. ``source``: self, visitor, colleague or organiser.

    ``whole``: all of them get a seat, or all wait. ``on_reserved``: on reserved seats as far as there are any. Closed
    when the session takes nobody from there; organisers also register into one that is closed, or was held.
    """
    hold(session)
    check(session, source)
    entered = _enter(session, people, by, source)
    new = [one for one in entered if one]
    if len(new) > 1:
        _join(new, session, whole)
    admit(session, new=new, favoured=new if on_reserved else (), by=by)
    for one in new:
        if one.state == "waitlisted":
            _keep_waiting(one, session, by)
    return [line_of(session, person, one) for person, one in zip(people, entered, strict=True)]


def check(session: TrainingSession, source: str) -> None:
    """Closed when nobody who comes from ``source`` may register now."""
    takes = session.state in ("open", "closed", "held") if source == "organiser" else session.takes_registrations
    if not takes:
        raise Closed


def _enter(
    session: TrainingSession, people: Sequence[Person], by: User | None, source: str
) -> list[Registration | None]:
    """Their rows at the end of the waiting list, in their order; None for who is registered already.

    Written in the order of their names: of two batches that share people and meet at two sessions of one action, none
    waits for the other.
    """
    place, common = next_place(session), _common(session, by, source)
    rows: dict[int, Registration | None] = {}
    for number in sorted(range(len(people)), key=lambda number: people[number].key):
        facts = people[number].facts | common | {"waitlist_pos": place + number}
        if by is not None and by.id != people[number].user_id:
            facts["registered_by_id"] = by.id
        rows[number] = enter(facts, people[number].answers)
    return [rows[number] for number in range(len(people))]


def enter(facts: dict[str, Any], answers: dict[int, str]) -> Registration | None:
    """The row of someone who waits now; None when they have a live one for this action, here or at another session.

    The index of live persons decides, so that it also holds for what is registered elsewhere at this moment.
    """
    there = {"index_elements": ["training_id", "person"], "index_where": IS_LIVE}
    row = insert(Registration).values(state="waitlisted", **facts).on_conflict_do_nothing(**there)
    one = db.session.scalar(row.returning(Registration))
    if one is not None:
        given = {question: value for question, value in answers.items() if value}
        db.session.add_all(RegistrationAnswer(registration_id=one.id, question_id=q, value=v) for q, v in given.items())
    return one


def next_place(session: TrainingSession) -> int:
    """Behind everybody who waits."""
    last = select(func.max(Registration.waitlist_pos)).where(Registration.session_id == session.id)
    return (db.session.scalar(last) or 0) + 1


def _common(session: TrainingSession, by: User | None, source: str) -> dict[str, Any]:
    until = now() + TO_CONFIRM if source == "visitor" else None
    return {"training_id": session.training_id, "session_id": session.id, "expires_at": until}


def _join(new: Sequence[Registration], session: TrainingSession, whole: bool) -> None:
    group = RegistrationGroup(session_id=session.id, is_whole=whole)
    db.session.add(group)
    db.session.flush()
    for one in new:
        one.group_id = group.id
    db.session.flush()


def _keep_waiting(one: Registration, session: TrainingSession, by: User | None) -> None:
    """On the list, if there is one; else the row goes as if it had never been."""
    if session.has_waitlist:
        change(one, "waitlisted", expires_at=one.expires_at, is_new=True, by=by)
    else:
        db.session.delete(one)
        db.session.flush()


def line_of(session: TrainingSession, person: Person, one: Registration | None) -> Line:
    """What became of the person."""
    if one is None and (other := _live(session, person)):
        return Line(person, "duplicate", other, gettext("Cette personne a déjà une inscription à cette formation."))
    if one is None or one not in db.session:  # also who stood on two lines, when there was no seat for the first
        return Line(person, "full", None, gettext("Il ne reste pas de place dans cette session."))
    return Line(person, one.state, one, sentence(one))


def _live(session: TrainingSession, person: Person) -> Registration | None:
    there = select(Registration).where(Registration.training_id == session.training_id)
    return db.session.scalar(there.where(Registration.person == person.key, Registration.state.in_(LIVE)))


def sentence(one: Registration) -> str:
    """What has just become of them, and what comes next."""
    if one.state == "waitlisted":
        return gettext("Sur la liste d’attente, au rang %(rank)s.", rank=rank(one))
    return {
        "mail": gettext("Place retenue deux heures : il reste à confirmer l’adresse, par le lien du courriel."),
        "approval": gettext("Place retenue : l’équipe d’appui doit encore donner son accord."),
        "": gettext("Inscription confirmée."),
    }[one.pending_for]
