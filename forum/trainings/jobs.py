"""What the room does by the clock."""

from forum.core.jobs import periodic
from forum.trainings import retention
from forum.trainings.actions import admission, questionnaires, sending


@periodic("trainings.expire", minute="*")
def expire() -> None:
    """Seats that nobody confirmed or accepted in time go to the next."""
    admission.expire()


@periodic("trainings.forget_sends", hour="2", minute="35")
def forget_sends() -> None:
    """What a registration form was answered serves for a day."""
    sending.forget_sends()


@periodic("trainings.ask", hour="6-19", minute="40")
def ask() -> None:
    """Questionnaires leave when their moment has come."""
    questionnaires.invite_all()
    questionnaires.remind_all()


@periodic("trainings.purge", hour="2", minute="25")
def purge() -> None:
    """What is kept no longer goes."""
    retention.purge()
