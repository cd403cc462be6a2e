"""What the room does by the clock."""

from forum.core.jobs import periodic
from forum.trainings import retention
from forum.trainings.actions import admission, questionnaires


@periodic("trainings.expire", minute="*")
def expire() -> None:
    """Seats that nobody confirmed or accepted in time go to the next."""
    admission.expire()


@periodic("trainings.ask", hour="6-19", minute="40")
def ask() -> None:
    """Questionnaires leave when their moment has come."""
    questionnaires.invite_all()
    questionnaires.remind_all()


@periodic("trainings.purge", hour="2", minute="25")
def purge() -> None:
    """What is kept no longer goes."""
    retention.purge()
