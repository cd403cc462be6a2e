"""A small network in which whatever people write begins with « zz », so that our own words stand out."""

from datetime import timedelta
from itertools import count

from flask import current_app

from forum.accounts import actions as accounts
from forum.accounts.actions.sign_up import NewPerson
from forum.admin.actions.settings import change_settings
from forum.audit.models import AuditEntry
from forum.calendar.actions import create_room, request_booking
from forum.categories.actions import change_category, grant
from forum.categories.models import Category
from forum.categories.setup import create_defaults
from forum.core import jobs
from forum.core.clock import now
from forum.core.db import db
from forum.core.i18n import LOCALES
from forum.directory.actions import set_domains
from forum.groups.actions import add_member, create_group
from forum.groups.models import Group
from forum.home.models import Page
from forum.home.texts import SLUGS
from forum.topics import actions
from forum.topics.drafts.actions import save
from forum.topics.models import Post
from tests.house.pseudo_marks import leave_marks
from tests.house.pseudo_meetings import hold_meetings
from tests.house.pseudo_trainings import hold_trainings
from tests.makers import make_establishment, make_user

_numbers = count(1)


def build() -> dict:
    """One person for each role, and something to show on every page; the people by role."""
    people = make_people()
    create_defaults()
    db.session.query(AuditEntry).delete()  # their names are in French, and ours to change
    for row in (*db.session.query(Category), *db.session.query(Group)):
        row.name, row.description = f"Zznom{row.id}", "Zzdescription"
    group = create_group("zz-groupe", "Zzgroupe", "Zzdit", by=people["administrator"])
    add_member(group, people["member"], by=people["administrator"])
    for category in db.session.query(Category):
        category.button, category.template = "Zzbouton", "Zztrame"
        grant(category, group, see=True, create=True, reply=True, by=people["administrator"])
    talk(people)
    book_a_place(people["organiser"])
    hold_meetings(people)
    hold_trainings(people)
    keep_accounts(people)
    write_letters(people)
    words = {"title": "Zzpage", "body": "zz", "html": "<p>zz</p>"}
    db.session.add_all(Page(slug=slug, locale=code, **words) for slug in SLUGS for code in LOCALES)
    db.session.commit()
    jobs.run_waiting(current_app)  # type: ignore[arg-type]
    return people


def book_a_place(organiser) -> None:
    room = create_room(organiser, name="Zzsalle", capacity=12, address="Zzrue")
    for confirm, day in ((True, 1), (False, 2), (True, -3)):
        at = now() + timedelta(days=day)
        request_booking(room, "Zzatelier", at, at + timedelta(hours=2), organiser, confirm=confirm)


def make_people() -> dict:
    roles = ("member", "other", "organiser", "administrator")
    people = {role: person(role=role if role != "other" else "member") for role in roles}
    people["pending"] = person(state="pending", admitted_at=None)
    return people


def person(**facts):
    n = next(_numbers)
    place = make_establishment(name=f"Zzlieu{n}", city="Zzville", is_known=n % 2 == 0)
    names = {"first_name": "Zzana", "last_name": f"Zznom{n}", "username": f"zzana.zznom{n}", "function": "Zzfonction"}
    return make_user(**names | {"email": f"zz{n}@zz.example", "establishment_id": place.id} | facts)


def talk(people: dict) -> None:
    """Topics in each state, and each thing that can be done to one."""
    asker, other, organiser = people["member"], people["other"], people["organiser"]
    for category in db.session.query(Category).order_by(Category.position):
        topic = actions.create_topic(category, asker, f"Zzsujet zz{category.id}", "Zzcorps zz", tags=["zzcle"])
        said = f'[quote="zz, message:{post_of(topic, 1).id}"]\nZzcorps\n[/quote]\n\nZzoui @{asker.username}'
        answer = actions.reply(topic, other, said)
        edited = actions.reply(topic, other, "Zzune zz")
        actions.edit_post(edited, organiser, "Zzautre zz", edited.version, "Zzraison")
        actions.delete_post(actions.reply(topic, organiser, "Zzmot"), organiser)
        if category.kind != "discussion":
            actions.solve(topic, answer, asker)
    leave_marks(topic, answer, people)
    for place in (f"reponse-{topic.id}", "reponse-987654"):
        save(asker, place, "Zzentame zz", {"title": "Zzdebut zz"}, 0)
    keep_order(topic, organiser, category)


def keep_order(topic, organiser, category: Category) -> None:
    second = actions.create_topic(category, organiser, "Zzsecond zz", "Zzcorps zz")
    actions.pin(second, organiser, everywhere=True)
    actions.close(topic, organiser)
    actions.rename(topic, organiser, "Zztitre zz")
    request = db.session.query(Category).filter_by(kind="request").one()
    routed = actions.create_topic(request, organiser, "Zzdemande zz", "Zzcorps zz")
    actions.route(routed, organiser, "Zzvers", "Zzpourquoi")
    actions.create_topic(request, organiser, "Zzouverte zz", "Zzcorps zz")


def keep_accounts(people: dict) -> None:
    """What the administration shows: an invitation, a suspension, a departure, and mails about them."""
    chief = people["administrator"]
    accounts.invite("zzinvite@zz.example", "Zzana", "Zzinvitee", by=chief)
    accounts.suspend(person(), chief, "Zzraison", None)
    accounts.leave(person(), chief)
    accounts.refuse(person(state="pending", admitted_at=None), chief, "Zzraison")
    accounts.change_role(person(), "organiser", chief)
    accounts.update_profile(person(), chief, function="Zzautre", about="Zzapropos")
    category = db.session.query(Category).first()
    change_category(category, chief, kind="discussion", colour="ciel")
    set_domains(make_establishment(name="Zzlieu", city="Zzville"), ["zz.example"], chief)
    change_settings({"core.mail_from": "zz@zz.example"}, chief)


def write_letters(people: dict) -> None:
    """The mails that people ask for themselves, and the morning’s reminder."""
    asker = people["other"]
    accounts.request_sign_in_link(asker.email)
    accounts.request_reset(asker.email)
    accounts.request_reset("zzpersonne@zz.example")
    accounts.change_email(asker, "zznouvelle@zz.example")
    accounts.apply_email_change(person(), "zzautre@zz.example")
    accounts.change_password(asker, "zz zz zz zz")
    for email in (asker.email, "zznouvelle@zz.example"):
        accounts.sign_up(NewPerson("Zzana", "Zznom", email, "", "Zzfonction", "Zzlieu"))
    jobs.run("notifications.remind_admissions")


def post_of(topic, number: int) -> Post:
    return db.session.query(Post).filter_by(topic_id=topic.id, number=number).one()
