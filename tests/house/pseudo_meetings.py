"""Meetings in which whatever people write begins with « zz »: one to come, one moved, one cancelled, one held."""

from datetime import datetime, time, timedelta

from forum.calendar.times import Span
from forum.categories.models import Category
from forum.core.clock import today
from forum.core.db import db
from forum.directory.models import Dimension
from forum.meetings.actions import presence, workshops
from forum.meetings.actions.agenda import propose
from forum.meetings.actions.meeting import cancel_meeting, edit_meeting, schedule
from forum.meetings.actions.meeting.edit import Edit
from forum.meetings.actions.minutes.correcting import propose as propose_correction
from forum.meetings.models import Meeting, MeetingDocument
from forum.uploads.models import Upload
from tests.makers import added, make_meeting, make_series, make_topic
from tests.meetings.minutes import action, decision, information, published

WORDS = {name: f"Zz{name}" for name in ("place", "address", "access", "chair", "secretary")}


def hold_meetings(people: dict) -> None:
    organiser = people["organiser"]
    category = db.session.query(Category).order_by(Category.position.desc()).first()
    series = make_series(category=category, name="Zzserie", short_name="Zz", slug="zzserie")
    make = lambda **facts: make_meeting(series=series, created_by_id=organiser.id, **WORDS | facts)  # noqa: E731
    coming = make(title="Zzreunion zz", state="draft")
    schedule(coming, organiser)
    gather(coming, people)
    db.session.add(Dimension(name="Zzdimension", position=1))
    moved = make(title="Zzdeplacee zz")
    presence.answer(moved, people["member"], presence.Answer("yes"))
    by = timedelta(days=1)
    words = WORDS | {"title": moved.title, "presentation": ""}
    edit_meeting(moved, organiser, moved.version, Edit(Span(moved.starts + by, moved.ends + by), words))
    presence.answer(moved, people["member"], presence.Answer("no"))
    cancelled = make(title="Zzannulee zz")
    presence.answer(cancelled, people["member"], presence.Answer("yes"))
    cancel_meeting(cancelled, organiser, "Zzraison")
    start = datetime.combine(today() - timedelta(days=2), time(10))
    held = make(title="Zztenue zz", state="held", starts=start)
    presence.tick(held, people["member"], "present", organiser)
    propose(coming, people["other"], "Zzproposition", "Zzpourquoi")
    propose(coming, people["member"], "Zzautre", "Zzraison")
    leave_minutes(held, people)
    lay(coming, organiser)
    long_ago = start - timedelta(days=800)  # where no calendar leads
    make(title="Zzbrouillon zz", state="draft", starts=long_ago)
    make(title="Zzmuette zz", state="held", starts=long_ago)


def gather(meeting: Meeting, people: dict) -> None:
    """Answers of every kind, a workshop, a reminder."""
    organiser = people["organiser"]
    represented = presence.Answer("represented", "Zzana Zzvidal", note="Zzmot")
    presence.answer(meeting, people["member"], represented)
    presence.answer_for(meeting, people["administrator"], presence.Answer("maybe"), organiser)
    presence.ask_for_answers(meeting, [people["other"].id], organiser)
    plan = workshops.Plan("Zzatelier", meeting.starts, meeting.ends, 12, "Zztexte", "Zzana", "Zzlieu")
    workshops.join(workshops.create_workshop(meeting, plan, organiser), people["other"])


def lay(meeting: Meeting, organiser) -> None:
    facts = {"digest": "0" * 64, "size": 1, "content_type": "application/pdf", "kind": "document"}
    upload = added(Upload(token="zz", name="zzfichier.pdf", owner_id=organiser.id, **facts))
    added(MeetingDocument(meeting_id=meeting.id, upload_id=upload.id, title="Zzdocument", added_by_id=organiser.id))


def leave_minutes(held: Meeting, people: dict) -> None:
    """Published minutes with a decision and actions: of a member, and of people named in words."""
    organiser = people["organiser"]
    held.topic_id = make_topic(category=held.series.category, author=organiser, title="Zzsujet", body="Zztexte").id
    mine = action("Zzaction", owner_id=people["member"].id)
    blocks = (information("Zztexte"), decision("Zzdecision"), mine, action("Zzautre", owner="Zzana"))
    propose_correction(published(*blocks, meeting=held, author=organiser), people["member"], "", "Zzcorrection")
