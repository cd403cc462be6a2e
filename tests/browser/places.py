"""Every page one can open, by who opens it: the addresses of the crawl, filled in from the demonstration."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

from flask import Flask
from sqlalchemy import select

from forum.accounts import actions as accounts
from forum.accounts import links
from forum.accounts.models import User
from forum.calendar.actions import create_room, request_booking
from forum.calendar.models import Booking
from forum.categories.models import Category
from forum.core.clock import now
from forum.core.db import db
from forum.core.mail import OutboxMail
from forum.directory.models import Dimension, Establishment
from forum.groups.models import Group
from forum.meetings.actions.agenda import propose
from forum.meetings.actions.workshops import Plan, create_workshop
from forum.meetings.links import answer_url
from forum.meetings.models import Meeting, MeetingDocument, Workshop
from forum.notifications.mails import unsubscribe_url
from forum.topics.models import Post, Topic
from tests.browser.certified import CERTIFIED, hold_days
from tests.browser.drafted import BEGUN, begin_drafts
from tests.browser.filling import PLAIN, Values, of
from tests.browser.marked import MARKED, leave_marks
from tests.browser.ordered import ORDERED
from tests.browser.registered import REGISTERED, register_people
from tests.browser.trained import TRAINED, plan_trainings
from tests.browser.written import write_minutes

# GET addresses that answer with no page of ours: a file, a picture of one dot, a redirection, a word for machines
NO_PAGES = {
    "static",
    "uploads.show",
    "uploads.send",
    "search.suggestions",
    "admin.mail_file",
    "topics.seen",
    "topics.jump",
    "drafts.content",
    "topics.complete",
    "live.news",
    "notifications.show",
    "healthz",
    "calendar.feed",
    "meetings.ics",
    "meetings.sheet_pdf",
    "meetings.minutes_pdf",
    "meetings.documents_zip",
    "trainings.session_ics",
    "trainings.sheet_pdf",
    "trainings.certificate_pdf",
    "trainings.certificate_by_mail",
    "trainings.attestation_pdf",
    "trainings.attestation_by_mail",
} | {"topics.dates", "live.open_news"}


TOPIC = of(topic_id=lambda w: w.topic.id)
POST = of(post_id=lambda w: w.own.id)
ROOM = of(room_id=lambda w: w.booking.room_id)
BOOKING = of(booking_id=lambda w: w.booking.id)
MEETING = of(meeting_id=lambda w: w.meeting.id)
PROPOSAL = of(item_id=lambda w: w.proposal.id)
WRITTEN = of(meeting_id=lambda w: w.written.id)
DRAFTED = of(meeting_id=lambda w: w.drafted.id)
WORKSHOP = of(workshop_id=lambda w: w.workshop.id)

PLACES: dict[str, dict[str, Callable[[SimpleNamespace], Values]]] = {
    "visitor": {
        "home.index": PLAIN,
        "accounts.sign_up": PLAIN,
        "accounts.sign_in": PLAIN,
        "accounts.sign_in_link": PLAIN,
        "accounts.forgot": PLAIN,
        "accounts.language": PLAIN,
        "accounts.confirm": of(token=lambda w: w.links["confirm"]),
        "accounts.use_sign_in_link": of(token=lambda w: w.links["sign_in"]),
        "accounts.reset": of(token=lambda w: w.links["reset"]),
        "accounts.use_email_link": of(token=lambda w: w.links["change_email"]),
        "accounts.use_invitation": of(token=lambda w: w.links["invitation"]),
        "notifications.unsubscribe": of(token=lambda w: w.links["unsubscribe"]),
        "home.page": of(slug=lambda _w: "charte"),
        "meetings.show": MEETING,
        "meetings.answer_by_mail": of(token=lambda w: w.links["presence"]),
        "topics.recent": PLAIN,
    },
    "pending": {"accounts.waiting": PLAIN, "home.index": PLAIN},
    "member": {
        "home.index": PLAIN,
        "categories.index": PLAIN,
        "topics.category": of(slug=lambda w: w.topic.category.slug),
        "topics.recent": PLAIN,
        "topics.new_list": PLAIN,
        "topics.unread": PLAIN,
        "topics.top": PLAIN,
        "topics.tagged": of(slug=lambda w: w.tag),
        "topics.show": of(slug=lambda w: w.topic.slug, topic_id=lambda w: w.topic.id),
        "topics.choose": PLAIN,
        "topics.new": of(slug=lambda w: w.topic.category.slug),
        "topics.new_post": TOPIC,
        "topics.edit_post": POST,
        "topics.revisions": of(post_id=lambda w: w.edited.id),
        "topics.delete_post": POST,
        "search.index": lambda _w: {"q": "réunion"},
        "calendar.index": PLAIN,
        "calendar.subscription": PLAIN,
        "meetings.show": MEETING,
        "meetings.agenda": MEETING,
        "meetings.new_proposal": MEETING,
        "meetings.edit_item": PROPOSAL,
        "meetings.remove_item": PROPOSAL,
        "meetings.presence": MEETING,
        "meetings.participants": MEETING,
        "meetings.minutes": WRITTEN,
        "meetings.minutes_revisions": WRITTEN,
        "meetings.new_correction": WRITTEN,
        "meetings.decisions": PLAIN,
        "meetings.actions": PLAIN,
        "meetings.decision": of(decision_id=lambda w: w.decision.id),
        "meetings.action": of(action_id=lambda w: w.action.id),
        "notifications.index": PLAIN,
        "notifications.preferences": PLAIN,
        "accounts.preferences": PLAIN,
        "accounts.set_display": PLAIN,
        "accounts.security": PLAIN,
        "accounts.change_email": PLAIN,
        "accounts.change_password": PLAIN,
        "accounts.profile": of(username=lambda w: w.member.username),
    },
    "organiser": {
        "home.index": PLAIN,
        "topics.show": of(slug=lambda w: w.solved.slug, topic_id=lambda w: w.solved.id),
        "topics.rename": TOPIC,
        "topics.state": TOPIC,
        "topics.move": TOPIC,
        "topics.create_pin": TOPIC,
        "topics.delete_topic": TOPIC,
        "admin.index": PLAIN,
        "admin.accounts": PLAIN,
        "admin.account": of(user_id=lambda w: w.member.id),
        "admin.admissions": PLAIN,
        "admin.refuse": of(user_id=lambda w: w.pending.id),
        "admin.leave": of(user_id=lambda w: w.member.id),
        "admin.invitations": PLAIN,
        "admin.invite_list": PLAIN,
        "admin.establishments": PLAIN,
        "admin.new_establishment": PLAIN,
        "calendar.rooms": PLAIN,
        "calendar.new_room": PLAIN,
        "calendar.room": ROOM,
        "calendar.edit_room": ROOM,
        "calendar.new_booking": ROOM,
        "calendar.booking": BOOKING,
        "calendar.cancel_booking": BOOKING,
        "meetings.show": MEETING,
        "meetings.prepare_agenda": MEETING,
        "meetings.publish_agenda": MEETING,
        "meetings.edit_item": PROPOSAL,
        "meetings.decline_item": PROPOSAL,
        "meetings.merge_item": PROPOSAL,
        "meetings.defer_item": PROPOSAL,
        "meetings.new": PLAIN,
        "meetings.edit": MEETING,
        "meetings.cancel": MEETING,
        "meetings.remove": MEETING,
        "meetings.duplicate": MEETING,
        "meetings.new_document": MEETING,
        "meetings.remove_document": of(document_id=lambda w: w.document.id),
        "meetings.all_series": PLAIN,
        "meetings.new_series": PLAIN,
        "meetings.edit_series": of(series_id=lambda w: w.meeting.series_id),
        "meetings.presences": MEETING,
        "meetings.minutes": of(meeting_id=lambda w: w.unwritten.id),
        "meetings.edit_minutes": DRAFTED,
        "meetings.import_minutes": DRAFTED,
        "meetings.minutes_revisions": DRAFTED,
        "meetings.correction": of(correction_id=lambda w: w.correction.id),
        "meetings.decision": of(decision_id=lambda w: w.decision.id),
        "meetings.action": of(action_id=lambda w: w.action.id),
        "meetings.answer_for": of(meeting_id=lambda w: w.meeting.id, user_id=lambda w: w.member.id),
        "meetings.sheet": MEETING,
        "meetings.ticking": of(meeting_id=lambda w: w.held.id),
        "meetings.new_workshop": MEETING,
        "meetings.edit_workshop": WORKSHOP,
        "meetings.delete_workshop": WORKSHOP,
        "admin.establishment": of(establishment_id=lambda w: w.establishment.id),
        "admin.merge_establishment": of(establishment_id=lambda w: w.establishment.id),
    },
    "administrator": {
        "admin.index": PLAIN,
        "admin.account": of(user_id=lambda w: w.member.id),
        "admin.groups": PLAIN,
        "admin.new_group": PLAIN,
        "admin.group": of(group_id=lambda w: w.group.id),
        "admin.categories": PLAIN,
        "admin.new_category": PLAIN,
        "admin.category": of(category_id=lambda w: w.topic.category.id),
        "admin.category_rights": of(category_id=lambda w: w.topic.category.id),
        "admin.dimensions": PLAIN,
        "admin.dimension": of(dimension_id=lambda w: w.dimension.id),
        "admin.settings": PLAIN,
        "admin.outbox": PLAIN,
        "admin.mail": of(mail_id=lambda w: w.mail.id),
        "admin.audit": PLAIN,
        "home.edit": of(slug=lambda _w: "aide"),
    },
}


for _more in (BEGUN, TRAINED, REGISTERED, CERTIFIED, MARKED, ORDERED):
    for _role, _places in _more.items():
        PLACES[_role] |= _places


def addresses(app: Flask, world: SimpleNamespace, role: str) -> list[str]:
    with app.test_request_context():
        return [app.url_for(endpoint, **fill(world)) for endpoint, fill in PLACES[role].items()]  # type: ignore[arg-type]


def demonstration() -> SimpleNamespace:
    """The demonstration, loaded, and what the addresses name in it."""
    from forum.demo.loading import load

    load()
    one = lambda query: db.session.scalars(query.limit(1)).one()  # noqa: E731
    open_topics = select(Topic).join(Category).where(Category.slug != "copil", Topic.deleted_at.is_(None))
    world = SimpleNamespace(
        member=one(select(User).where(User.username.startswith("nathalie."))),
        organiser=one(select(User).where(User.role == "organiser", User.state == "active")),
        administrator=one(select(User).where(User.role == "administrator", User.state == "active")),
        pending=one(select(User).where(User.state == "pending")),
        topic=one(open_topics.where(Category.slug == "ressources").order_by(Topic.last_number.desc())),
        solved=one(open_topics.where(Topic.solution_number.is_not(None))),
        establishment=one(select(Establishment)),
        group=one(select(Group).where(Group.slug.not_in(("visiteurs", "membres")))),
        meeting=one(select(Meeting).where(Meeting.starts_at > now()).order_by(Meeting.starts_at)),
        held=one(select(Meeting).where(Meeting.state == "held")),
        document=one(select(MeetingDocument)),
        dimension=one(select(Dimension)),
    )
    answers = select(Post).join(Topic).where(Post.number > 1, Post.kind == "message", Topic.deleted_at.is_(None))
    world.own = one(answers.where(Post.author_id == world.member.id, Post.deleted_at.is_(None)))
    _add_what_is_missing(world)
    return world


def _add_what_is_missing(world: SimpleNamespace) -> None:
    """What the demonstration has not got, and some page is about."""
    world.tag = _tag(world)
    world.workshop = _workshop(world)
    world.proposal = propose(world.meeting, world.member, "Une trame commune", "Chacun a la sienne.")
    begin_drafts(world)
    write_minutes(world)
    leave_marks(world)
    plan_trainings(world)
    register_people(world)
    hold_days(world)
    world.links = _links(world)
    world.booking = _booking(world)
    world.mail = db.session.scalars(select(OutboxMail).where(OutboxMail.kind.like("accounts.%")).limit(1)).one()


def _tag(world: SimpleNamespace) -> str:
    from forum.topics.queries import tags_of

    return tags_of(world.topic)[0].slug


def _booking(world: SimpleNamespace) -> Booking:
    room = create_room(world.organiser, name="Maison du réseau", address="3 place du Marché", capacity=40)
    return request_booking(room, "Atelier", now(), now() + timedelta(hours=2), world.organiser)


def _workshop(world: SimpleNamespace) -> Workshop:
    starts = world.meeting.starts
    return create_workshop(world.meeting, Plan("Atelier", starts, world.meeting.ends), world.organiser)


def _links(world: SimpleNamespace) -> dict[str, str]:
    """A living mailed link of each kind; opening one uses nothing up."""
    stranger = User(username="lea.bruel", first_name="Léa", last_name="Bruel", email="lea@essais.example")
    db.session.add(stranger)
    db.session.flush()
    accounts.invite("ana@essais.example", "Ana", "Vidal", by=world.organiser)
    invited = db.session.query(OutboxMail).filter_by(kind="accounts.invitation").one()
    return {
        "confirm": links.issue("confirm", stranger),
        "sign_in": links.issue("sign_in", world.member),
        "reset": links.issue("reset", world.member),
        "change_email": links.issue("change_email", world.member, "nouvelle@essais.example"),
        "invitation": invited.text.split("/invitation/")[1].split()[0],
        "unsubscribe": unsubscribe_url(world.member, "reply").rpartition("/")[2],
        "presence": answer_url(world.meeting, world.member).rpartition("/")[2],
    }
