"""Minutes for the demonstration's meetings: published ones, a draft, and a meeting without any."""

from types import SimpleNamespace

from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.meetings.actions import minutes as acts
from forum.meetings.actions.minutes import correcting
from forum.meetings.blocks import Block, load
from forum.meetings.models import Action, Decision, Meeting
from forum.meetings.queries.minutes import find_minutes, latest


def write_minutes(world: SimpleNamespace) -> None:
    """``written`` is published and was corrected since, ``drafted`` is being written, ``unwritten`` has no minutes."""
    world.written, world.drafted = world.held, world.meeting
    later = select(Meeting).where(Meeting.starts_at > now(), Meeting.id != world.meeting.id)
    world.unwritten = db.session.scalars(later.order_by(Meeting.starts_at.desc())).first()
    minutes = find_minutes(world.written) or acts.start(world.written, world.organiser)
    if not minutes.is_published:
        publish(minutes, world)
    amended = [*load(latest(minutes).blocks), Block(text="Un tableau :\n\n| a | b |\n|---|---|\n| 1 | 2 |")]
    acts.save(minutes, world.organiser, amended, minutes.number, "Un tableau manquait")
    first = load(latest(minutes).blocks)[0].id
    world.correction = correcting.propose(minutes, world.member, first, "Nous étions dix-huit, et non seize.")
    world.decision = db.session.scalars(select(Decision).where(Decision.meeting_id == world.written.id)).first()
    world.action = db.session.scalars(select(Action).where(Action.meeting_id == world.written.id)).first()
    world.action.owner_id = world.member.id
    if find_minutes(world.drafted) is None:
        acts.start(world.drafted, world.organiser)


def publish(minutes, world: SimpleNamespace) -> None:
    said = [
        Block(title="Bilan", text="On se réunit *moins*, mieux."),
        Block(kind="decision", text="Les réunions durent la journée."),
        Block(kind="action", text="Envoyer un livret d’accueil.", owner=world.member.display_name, due="2031-04-02"),
    ]
    acts.save(minutes, world.organiser, said, minutes.number)
    for state in ("review", "approved"):
        acts.settle(minutes, world.organiser, state, minutes.number)
    acts.publish(minutes, world.organiser, minutes.number)
