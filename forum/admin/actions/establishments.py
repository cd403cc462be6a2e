"""Two spellings of one house become one."""

from sqlalchemy import update

from forum.accounts.models import Invitation, User
from forum.admin.events import EstablishmentsMerged
from forum.core.db import db
from forum.core.events import emit
from forum.directory.actions import set_domains
from forum.directory.models import Establishment
from forum.search.people import index_people_of
from forum.trainings.actions.houses import move_house


def merge(gone: Establishment, kept: Establishment, by: User) -> None:
    """Move the people, invitations, registrations and mail domains of ``gone`` to ``kept``, and remove ``gone``."""
    if gone.id == kept.id:
        raise ValueError("An establishment is not merged into itself.")
    for model in (User, Invitation):
        moved = update(model).where(model.establishment_id == gone.id).values(establishment_id=kept.id)
        db.session.execute(moved)
    move_house(gone, kept)
    domains = [row.domain for row in (*kept.domains, *gone.domains)]
    name = gone.name
    db.session.delete(gone)
    db.session.flush()
    if domains:
        set_domains(kept, domains, by)
    index_people_of(kept)
    emit(EstablishmentsMerged(kept, actor=by, before={"name": name}, after={"name": kept.name}))
