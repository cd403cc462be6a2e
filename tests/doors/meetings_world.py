"""Meetings of the closed room, full of canaries; a draft and an open one outside."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

from werkzeug.datastructures import FileStorage

from forum.core.db import db
from forum.meetings.actions.documents import add_document
from forum.meetings.links import answer_url
from forum.meetings.models import Presence, Workshop, WorkshopSeat
from forum.uploads.actions import store
from tests.doors.agenda_world import plan_agendas
from tests.doors.minutes_world import write_minutes
from tests.doors.words import phrase
from tests.makers import added, make_meeting, make_series


def hold_meetings(world: Any) -> None:
    copil, outside = world.copil, world.open
    by = world.people["insider"].id
    closed = make_series(category=copil.category, is_public=False, name=phrase("serienom"), short_name="COPIL")
    copil.series = closed
    copil.meeting = make_meeting(
        series=closed, title=phrase("reuniontitre"), place=phrase("reunionlieu"), address=phrase("reunionadresse"),
        access=phrase("reunionacces"), presentation=phrase("reuniontexte"),
        presentation_html=f"<p>{phrase('reuniontexte')}</p>", created_by_id=by,
    )  # fmt: skip
    copil.cancelled_meeting = make_meeting(
        series=closed, state="cancelled", cancelled_reason=phrase("reunionmotif"), created_by_id=by
    )
    copil.workshop_id = a_workshop(copil.meeting).id
    say(copil, world.people["colleague"])
    open_series = make_series(category=outside.category, name="Réunions du réseau")
    outside.meeting = make_meeting(series=open_series, created_by_id=by)
    times = {"starts": outside.meeting.starts, "ends": outside.meeting.ends}
    outside.workshop_id = added(Workshop(meeting_id=outside.meeting.id, title="À tous", **times)).id
    outside.draft = make_meeting(series=open_series, state="draft", title=phrase("reunionbrouillon"), created_by_id=by)
    outside.series_id, copil.series_id = open_series.id, closed.id
    lay_documents(world)
    plan_agendas(world)
    write_minutes(world)
    outside.draft = SimpleNamespace(id=outside.draft.id)  # whoever knocks may remove it: the key stays


def lay_documents(world: Any) -> None:
    """One on the table of the closed room's meeting, one on the open one's."""
    from tests.doors.world import a_file

    insider, copil, outside = world.people["insider"], world.copil, world.open
    upload = a_file("document", insider)
    copil.uploads.append(upload)
    words = phrase("documenttitre"), phrase("documentnote")
    copil.document_id = add_document(copil.meeting, upload, insider, *words).id
    outside.document_id = add_document(outside.meeting, plain_file(insider), insider, "Plan").id


def plain_file(owner: Any) -> Any:
    return store(FileStorage(BytesIO(b"%PDF-1.4 Plan"), "plan.pdf"), owner)


def a_workshop(meeting: Any) -> Workshop:
    words = {
        "title": "ateliertitre",
        "description": "ateliertexte",
        "leader": "atelieranimation",
        "place": "atelierlieu",
    }
    texts = {name: phrase(place) for name, place in words.items()}
    return added(Workshop(meeting_id=meeting.id, starts=meeting.starts, ends=meeting.ends, **texts))


def say(copil: SimpleNamespace, person: Any) -> None:
    """Someone comes in the place of someone inside, and there is a word with it."""
    row = Presence(meeting_id=copil.meeting.id, user_id=person.id, answer="represented")
    row.substitute, row.note = phrase("suppleance"), phrase("presencemot")
    db.session.add_all([row, WorkshopSeat(workshop_id=copil.workshop_id, user_id=person.id)])
    db.session.flush()


def give_answer_link(world: Any) -> None:
    """What a mail of the colleague holds."""
    world.links.presence = answer_url(world.copil.meeting, world.people["colleague"]).rpartition("/")[2]
