"""What the room does by the clock."""

from forum.core.jobs import periodic
from forum.trainings.actions import admission


@periodic("trainings.expire", minute="*")
def expire() -> None:
    """Seats that nobody confirmed or accepted in time go to the next."""
    admission.expire()
