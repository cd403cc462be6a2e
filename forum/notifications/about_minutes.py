"""Who is told of minutes and of actions: readers of the meeting, and those who have something to do."""

from forum.accounts.models import User
from forum.accounts.queries import organisers
from forum.calendar.words import full_day
from forum.core.events import listen
from forum.core.i18n import gettext, speaking
from forum.markup import excerpt
from forum.markup.plain import plain
from forum.meetings.events import ActionAssigned, ActionDue, CorrectionProposed, CorrectionSettled, MinutesPublished
from forum.meetings.models import Action
from forum.notifications.meetings import by_language, everybody, tell_of_meeting

WORDS = 120  # of an action, in a sentence


@listen(MinutesPublished)
def tell_of_minutes(event: MinutesPublished) -> None:
    meeting = event.minutes.meeting
    tell_of_meeting("minutes_published", meeting, everybody(), actor=event.actor, url=f"{meeting.url}/compte-rendu")


@listen(CorrectionProposed)
def tell_staff(event: CorrectionProposed) -> None:
    correction = event.correction
    facts = {"url": f"/reunions/corrections/{correction.id}", "paragraphs": correction.text.splitlines()}
    staff = [person.id for person in organisers()]
    tell_of_meeting("minutes_correction", correction.minutes.meeting, staff, actor=event.actor, **facts)


@listen(CorrectionSettled)
def tell_who_proposed(event: CorrectionSettled) -> None:
    """Accepted or not, with the word that was left."""
    correction, proposer = event.correction, event.correction.proposed_by
    with speaking(proposer.locale):
        accepted = gettext("Le compte rendu est corrigé : merci.")
        fate = accepted if correction.state == "accepted" else gettext("Le texte reste tel qu’il est.")
    facts = {"url": f"/reunions/corrections/{correction.id}", "paragraphs": [fate, *correction.answer.splitlines()]}
    meeting = correction.minutes.meeting
    tell_of_meeting("minutes_correction_settled", meeting, [proposer.id], actor=event.actor, **facts)


@listen(ActionAssigned)
def tell_of_action(event: ActionAssigned) -> None:
    action = event.action
    if action.owner_id:
        _tell("action_assigned", action, [action.owner_id], event.actor)


@listen(ActionDue)
def remind_of_action(event: ActionDue) -> None:
    """The member it is given to; when words name who does it, the support team."""
    action = event.action
    people = [action.owner_id] if action.owner_id else [person.id for person in organisers()]
    _tell("action_due", action, people)


def _tell(kind: str, action: Action, people: list[int], actor: User | None = None) -> None:
    """Each in their language."""
    what = excerpt(plain(action.html), WORDS)
    for locale, ids in by_language(people).items():
        with speaking(locale):
            due = _due(action)
        tell_of_meeting(kind, action.meeting, ids, actor=actor, what=what, url=action.url, paragraphs=due)


def _due(action: Action) -> list[str]:
    return [gettext("Échéance : %(day)s", day=full_day(action.due))] if action.due else []
