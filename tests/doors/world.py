"""A network with a closed room: a COPIL category that only its group sees, full of canaries; an open one around it."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

from flask import current_app
from werkzeug.datastructures import FileStorage

from forum.accounts import actions as accounts
from forum.accounts import links
from forum.accounts.models import UserSession
from forum.accounts.sessions import open_for
from forum.calendar.actions import create_room, open_feed, request_booking
from forum.categories.actions import create_category, grant
from forum.categories.setup import create_defaults
from forum.core import jobs
from forum.core.clock import now
from forum.core.db import db
from forum.core.mail import OutboxMail
from forum.directory.dimensions import add_dimension
from forum.groups.actions import add_member, create_group
from forum.notifications.mails import unsubscribe_url
from forum.notifications.models import Notification
from forum.topics import actions
from forum.topics.drafts.actions import save
from forum.topics.models import Post
from forum.topics.queries import tags_of
from forum.uploads.actions import store
from forum.uploads.sending import begin
from tests.doors.after_world import hold_a_day
from tests.doors.marks_world import leave_marks
from tests.doors.meetings_world import give_answer_link, hold_meetings
from tests.doors.registrations_world import register_people
from tests.doors.trainings_world import plan_trainings
from tests.doors.words import ASKED, IN_FILES, canary, phrase
from tests.makers import make_establishment, make_user
from tests.uploads.documents import pdf

ROLES = ("visitor", "pending", "member", "neighbour", "organiser", "administrator", "suspended")
ABSENT = 987_654  # the key of nothing


@dataclass
class World:
    """Who is there, and the keys of what is private."""

    people: dict = field(default_factory=dict)
    copil: SimpleNamespace = field(default_factory=SimpleNamespace)
    open: SimpleNamespace = field(default_factory=SimpleNamespace)
    own: SimpleNamespace = field(default_factory=SimpleNamespace)  # of one person alone
    trainings: SimpleNamespace = field(default_factory=SimpleNamespace)
    registered: SimpleNamespace = field(default_factory=SimpleNamespace)
    after: SimpleNamespace = field(default_factory=SimpleNamespace)
    links: SimpleNamespace = field(default_factory=SimpleNamespace)  # living mailed links, each of someone else


def build() -> World:
    """Everything is made by the rooms' own actions, as members would."""
    world = World()
    world.people = make_people()
    open_rooms(world)
    book_a_place(world)
    close_a_room(world)
    fill_it(world)
    keep_order_in_it(world)
    move_in(world)
    talk_about_it_outside(world)
    leave_marks(world, post_of)
    hold_meetings(world)
    plan_trainings(world)
    register_people(world)
    hold_a_day(world)
    keep_secrets_of_one_person(world)
    db.session.commit()
    jobs.run_waiting(current_app)  # type: ignore[arg-type]  what was moved is cooked again
    return world


def make_people() -> dict:
    """One person for each role, and two who are inside."""
    return {
        "pending": make_user(state="pending", admitted_at=None, last_name="Attente"),
        "member": make_user(),
        "neighbour": make_user(),
        "organiser": make_user(role="organiser"),
        "administrator": make_user(role="administrator"),
        "suspended": make_user(),
        "insider": make_user(role="organiser"),
        "colleague": make_user(),
    }


def open_rooms(world: World) -> None:
    create_defaults()
    world.open.category = by_category("ressources")
    world.open.topic = actions.create_topic(
        world.open.category, world.people["member"], "Une trame de livret", "Qui en a une ?"
    )
    other = create_group("autre-groupe", "Un autre groupe")
    add_member(other, world.people["neighbour"])
    world.open.group = other


def book_a_place(world: World) -> None:
    organiser, at = world.people["organiser"], now()
    world.own.room = create_room(organiser, name="Maison du réseau")
    world.own.booking = request_booking(world.own.room, "Un atelier", at, at + timedelta(hours=2), organiser)


def by_category(slug: str):
    from forum.categories.models import Category

    return db.session.query(Category).filter_by(slug=slug).one()


def close_a_room(world: World) -> None:
    """The group sees it, whoever else one may be."""
    group = create_group(f"{ASKED}-{canary('groupadresse')}", phrase("groupnom"), phrase("grouptexte"))
    world.copil.group = group
    for name in ("insider", "colleague"):
        add_member(group, world.people[name])
    category = create_category(
        f"{ASKED}-{canary('salleadresse')}",
        phrase("sallenom"),
        description=phrase("salletexte"),
        template=phrase("salletrame"),
        button=phrase("sallebouton")[:60],
        kind="request",
    )
    grant(category, group, see=True, create=True, reply=True)
    world.copil.category = category


def fill_it(world: World) -> None:
    """Topics, answers, files, former versions, what was deleted."""
    insider, colleague, copil = world.people["insider"], world.people["colleague"], world.copil
    copil.upload = a_file("fichier", colleague)
    copil.picture = a_picture("image", colleague)
    copil.topic = actions.create_topic(
        copil.category, colleague, phrase("titre"), phrase("message"),
        tags=[phrase("motcle")], uploads=[copil.upload, copil.picture],
    )  # fmt: skip
    copil.first = post_of(copil.topic, 1)
    text = f"{phrase('reponse')} @{world.people['insider'].username}"
    copil.answer = actions.reply(copil.topic, colleague, text)
    copil.edited = actions.reply(copil.topic, colleague, phrase("avant"))
    actions.edit_post(copil.edited, insider, phrase("apres"), copil.edited.version, phrase("raison"))
    copil.deleted = actions.reply(copil.topic, colleague, phrase("supprime"))
    actions.delete_post(copil.deleted, colleague)
    copil.gone = actions.create_topic(copil.category, colleague, phrase("ancientitre"), phrase("ancienmessage"))
    actions.delete_topic(copil.gone, insider)


def keep_order_in_it(world: World) -> None:
    insider, topic = world.people["insider"], world.copil.topic
    actions.rename(topic, insider, phrase("titre") + " bis")
    actions.route(topic, insider, phrase("versqui"), phrase("pourquoi"))
    actions.pin(topic, insider, everywhere=True)
    world.copil.second = actions.create_topic(
        world.copil.category, insider, phrase("autretitre"), phrase("autremessage")
    )
    actions.close(world.copil.second, insider)
    actions.reply(world.copil.second, world.people["colleague"], "Merci.")


def move_in(world: World) -> None:
    """A topic that stood in the open, was answered, linked to and quoted, and now is in the closed room."""
    insider, member, room = world.people["insider"], world.people["member"], world.open.topic
    upload = a_file("deplacefichier", insider)
    words = f"{phrase('deplacemessage')} @{member.username}"
    topic = actions.create_topic(
        world.open.category, insider, phrase("deplacetitre"), words, tags=[phrase("deplacemotcle")], uploads=[upload]
    )
    actions.reply(topic, member, phrase("deplacereponse"))
    actions.reply(topic, insider, phrase("deplacesuite"))  # told to the member, in the site and by mail
    quoted = f'[quote="x, message:{post_of(topic, 1).id}"]\n{phrase("deplacecite")}\n[/quote]'
    actions.reply(room, world.people["neighbour"], f"{quoted}\n\nVoir http://localhost/t/x/{topic.id}")
    actions.move(topic, insider, world.copil.category)
    world.copil.moved = topic
    world.copil.uploads = [world.copil.upload, world.copil.picture, upload]
    world.copil.tags = [tag.slug for one in (world.copil.topic, topic) for tag in tags_of(one)]


def talk_about_it_outside(world: World) -> None:
    """Members who guess keys, and an insider who is careless, point at the closed room from the open one."""
    copil, people = world.copil, world.people
    pointers = "\n\n".join(
        (
            f"/t/x/{copil.topic.id} http://localhost/t/x/{copil.topic.id}/2 [lien](/t/x/{copil.second.id})",
            f'[quote="Quelqu’un, message:{copil.first.id}"]\nDes mots inventés.\n[/quote]',
            f"![image](/fichiers/{copil.picture.token}/x.png) [pdf](/fichiers/{copil.upload.token}/x.pdf)",
            f"/fichiers/{copil.upload.token}/x.pdf",
        )
    )
    quoting = [post_of(world.open.topic, world.open.topic.last_number)]
    world.open.pointing = quoting + [
        actions.reply(world.open.topic, people[who], pointers) for who in ("member", "neighbour", "insider")
    ]
    for name in ("member", "organiser", "administrator"):
        person = people[name]
        told = Notification(user_id=person.id, kind="reply", actor_id=people["colleague"].id)
        told.topic_id, told.post_id = copil.topic.id, copil.answer.id  # told before the topic was moved away
        db.session.add(told)
    db.session.flush()


def keep_secrets_of_one_person(world: World) -> None:
    """What a person alone knows: sessions, mailed links, mails. Made last: its links die when it gets others."""
    colleague = world.people["colleague"]
    for kind in ("accounts.reset", "notifications.reply"):
        mail = OutboxMail(kind=kind, recipient=colleague.email, message_id=f"{kind}-1", headers={})
        place = kind.partition(".")[2]
        mail.subject, mail.text, mail.html = phrase(f"sujet{place}"), phrase(f"courriel{place}"), phrase(f"html{place}")
        db.session.add(mail)
        db.session.flush()
        setattr(world.own, f"mail_{place}", mail)
    open_for(colleague)
    world.own.session = db.session.query(UserSession).filter_by(user_id=colleague.id).one()
    world.own.session.browser = phrase("navigateur")
    world.own.upload = a_file("brouillon", colleague)
    world.own.send = begin(colleague, "En route.pdf", 100)
    for topic in (world.open.topic, world.copil.topic):
        save(colleague, f"reponse-{topic.id}", phrase("entamedit"), {"title": phrase("entametitre")}, 0)
    world.own.notification = db.session.query(Notification).filter_by(user_id=world.people["insider"].id).first()
    world.people["suspended"].suspended_until = now() + timedelta(days=9)
    world.people["suspended"].suspension_reason = phrase("suspension")
    give_links(world)


def give_links(world: World) -> None:
    """Living links: what a GET must neither use up nor tell."""
    colleague = world.people["colleague"]
    stranger = make_user(state="unconfirmed", confirmed_at=None, admitted_at=None, first_name=phrase("inconnu"))
    world.links.confirm = links.issue("confirm", stranger)
    world.links.sign_in = links.issue("sign_in", colleague)
    world.links.reset = links.issue("reset", colleague)
    world.links.change_email = links.issue("change_email", colleague, "nouvelle@essais.example")
    world.own.invitation = accounts.invite("invitee@essais.example", "Ana", "Vidal", by=world.people["organiser"])
    invited = db.session.query(OutboxMail).filter_by(kind="accounts.invitation").one()
    world.links.invitation = invited.text.split("/invitation/")[1].split()[0]
    world.links.feed = open_feed(colleague)
    world.links.unsubscribe = unsubscribe_url(colleague, "reply").rpartition("/")[2]
    give_answer_link(world)
    world.own.establishment = make_establishment(is_known=False)
    world.own.dimension_id = add_dimension("Une dimension").id


def a_file(place: str, owner):
    content = pdf(f"{IN_FILES} {phrase(place + 'contenu')}")
    return store(FileStorage(BytesIO(content), f"{ASKED} {canary(place)}.pdf"), owner)


def a_picture(place: str, owner):
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (4, 4), "red").save(file, "PNG")
    file.seek(0)
    return store(FileStorage(file, f"{ASKED} {canary(place)}.png"), owner)


def post_of(topic, number: int) -> Post:
    return db.session.query(Post).filter_by(topic_id=topic.id, number=number).one()
