"""Reserved seats: organisers alone give them."""

from forum.accounts.models import User
from forum.core.i18n import lazy
from forum.trainings.actions.admission.admit import admit, together_with
from forum.trainings.actions.admission.refusals import Full, Settled
from forum.trainings.actions.holding import hold_registration
from forum.trainings.models import Registration


def give_reserved(registration: Registration, by: User) -> None:
    """Seat someone who waits, whatever their rank, on a reserved seat (their whole group, if they belong to one); Full
    when none is left for them."""
    session = hold_registration(registration)
    if registration.state != "waitlisted":
        raise Settled
    admit(session, favoured=together_with(registration), by=by)
    if registration.state == "waitlisted":
        raise Full(
            lazy("Il ne reste pas de place réservée, ou l’établissement de cette personne a toutes les siennes.")
        )
