"""Who hears of an agenda: everybody who may read the meeting, and each proposer of what became of theirs."""

from sqlalchemy import delete, select

from forum.accounts.models import User
from forum.core.db import db
from forum.core.events import listen
from forum.core.i18n import clocktime, day, gettext, speaking
from forum.meetings.events import AgendaPublished, ProposalSettled
from forum.meetings.models import AgendaItem, Meeting
from forum.meetings.queries.agenda import accepted
from forum.meetings.timetable import lasting, timetable
from forum.notifications.actions import take_back
from forum.notifications.meetings import by_language, everybody, tell_of_meeting
from forum.notifications.models import Notification
from forum.topics.models import Post


@listen(AgendaPublished)
def tell_readers(event: AgendaPublished) -> None:
    """Once: those who follow the topic are told of the agenda, not of its message as well."""
    meeting = event.meeting
    if event.post:
        forget_message(event.post)
    kind = "agenda_changed" if event.is_again else "agenda_published"
    for locale, ids in by_language(everybody()).items():
        with speaking(locale):
            lines = _lines(meeting)
        tell_of_meeting(kind, meeting, ids, actor=event.actor, url=f"{meeting.url}/ordre-du-jour", paragraphs=lines)


@listen(ProposalSettled)
def tell_proposer(event: ProposalSettled) -> None:
    item = event.item
    proposer = db.session.get_one(User, item.proposed_by_id)
    with speaking(proposer.locale):
        words = [_fate(item), item.outcome]
    tell_of_meeting(
        "proposal_settled",
        item.meeting,
        [proposer.id],
        actor=event.actor,
        what=item.title,
        url=f"{item.meeting.url}#propositions",
        paragraphs=[line for text in words for line in text.splitlines() if line.strip()],
    )


def forget_message(post: Post) -> None:
    """Of the message that goes with a piece of news nobody is told in its own right: neither bell nor mail."""
    db.session.flush()
    take_back(Post.id == post.id)
    told = delete(Notification).where(Notification.post_id == post.id)
    db.session.execute(told, execution_options={"synchronize_session": False})


def _lines(meeting: Meeting) -> list[str]:
    """« 10 h 15 : Approbation du compte rendu (15 min) »."""
    table = timetable(meeting, accepted(meeting))
    return [
        gettext(
            "%(time)s : %(title)s (%(length)s)",
            time=clocktime(line.starts_at),
            title=line.item.title,
            length=lasting(line.item.minutes),
        )
        for line in table.lines
    ]


def _fate(item: AgendaItem) -> str:
    """What became of the proposal, in one sentence."""
    if item.is_accepted:
        lines = timetable(item.meeting, accepted(item.meeting)).lines
        starts_at = next(line.starts_at for line in lines if line.item.id == item.id)
        return gettext("Elle est à l’ordre du jour, à %(time)s.", time=clocktime(starts_at))
    if item.merged_into:
        return gettext("Elle est réunie avec « %(title)s ».", title=item.merged_into.title)
    if twin := db.session.scalar(select(AgendaItem).where(AgendaItem.deferred_from_id == item.id)):
        return gettext("Elle est reportée à la réunion du %(day)s, avec ses voix.", day=day(twin.meeting.starts_at))
    if item.state == "deferred":  # and taken back since
        return gettext("Elle est reportée à la réunion suivante.")
    return gettext("Elle n’est pas retenue pour cette réunion.")
