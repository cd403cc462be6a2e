"""Every route, and how the crawl knocks: what fills its address, what its address may ask, what its form is sent.

A route that is missing here fails the build (tests/house/test_doors.py). « private » are addresses of what stands in
the closed room or belongs to one person; « open » are addresses that lead somewhere for somebody outside.
"""

from collections.abc import Callable
from typing import Any

from tests.doors.after_table import AFTER
from tests.doors.door import Door, Values, of_link, of_topic, plain
from tests.doors.files_table import FILES
from tests.doors.marks_table import MARKS
from tests.doors.meetings_table import MEETINGS
from tests.doors.minutes_table import MINUTES
from tests.doors.order_table import ORDER
from tests.doors.registrations_table import REGISTRATIONS
from tests.doors.trainings_table import TRAININGS
from tests.doors.words import ASKED
from tests.doors.world import ABSENT, World


def of_post(form: Callable[[World], Values] = lambda _world: {}) -> Door:
    def posts(world: World) -> list[Values]:
        copil = world.copil
        return [{"post_id": p.id} for p in (copil.first, copil.answer, copil.edited, copil.deleted)]

    pointing = lambda w: [{"post_id": p.id} for p in w.open.pointing]  # noqa: E731
    return Door(private=posts, absent={"post_id": ABSENT}, open=pointing, form=form)


def of_draft() -> Door:
    return Door(
        private=lambda w: [{"place": f"reponse-{w.open.topic.id}"}, {"place": f"reponse-{w.copil.topic.id}"}],
        absent={"place": f"reponse-{ABSENT}"},
    )


def of_user(form: Callable[[World], Values] = lambda _world: {}, who: str = "colleague") -> Door:
    return Door(open=lambda w: [{"user_id": w.people[who].id}], form=form)


def of_category(**more: Any) -> Door:
    return Door(
        open=lambda w: [{"category_id": w.copil.category.id} | more, {"category_id": w.open.category.id} | more]
    )


def of_group(**more: str) -> Door:
    def values(world: World) -> list[Values]:
        people = {name: world.people[who].id for name, who in more.items()}
        return [{"group_id": world.copil.group.id} | people, {"group_id": world.open.group.id} | people]

    return Door(open=values)


def of_room(form: Callable[[World], Values] = lambda _world: {}) -> Door:
    return Door(open=lambda w: [{"room_id": w.own.room.id}, {"room_id": ABSENT}], form=form)


def of_dimension(form: Callable[[World], Values] = lambda _world: {}) -> Door:
    return Door(open=lambda w: [{"dimension_id": w.own.dimension_id}, {"dimension_id": ABSENT}], form=form)


def of_booking(form: Callable[[World], Values] = lambda _world: {}) -> Door:
    return Door(open=lambda w: [{"booking_id": w.own.booking.id}, {"booking_id": ABSENT}], form=form)


def booking(_world: World) -> Values:
    return {"title": "Un atelier", "day": "2031-06-04", "starts": "10:00", "ends": "12:00", "confirm": "y"}


def message(world: World) -> Values:
    """A message that points at everything private."""
    copil = world.copil
    body = (
        f'[quote="x, message:{copil.first.id}"]\na\n[/quote]\n\n'
        f"/t/x/{copil.topic.id} ![i](/fichiers/{copil.picture.token}/x.png) "
        f"[p](/fichiers/{copil.upload.token}/x.pdf) @{copil.group.slug}"
    )
    return {"body": body, "title": "Un titre honnête", "tags": ASKED, "preview": "1"}


def move_in(world: World) -> Values:
    return {"category": world.copil.category.id}


def page_words(_world: World) -> Values:
    return {f"{name}_{locale}": "Des mots" for name in ("title", "body") for locale in ("fr", "en")}


VIEWS = ({}, {"vue": "liste"}, {"vue": "annee"}, {"mois": "2031-02"}, {"serie": ASKED})
LISTS = tuple({"liste": one} for one in ("", "nouveaux", "non-lus", "top"))
COLLEAGUE: Callable[[World], Values] = lambda w: {"username": w.people["colleague"].username}  # noqa: E731

# of the closed room's topics too: the crawl fills in no query, so the first keys are tried one by one
ASKS_WHAT_IS_NEW = ({}, *({"sujet": n, "liste": "recent", "categorie": n} for n in range(1, 12)))

DOORS: dict[str, Door] = {
    "healthz": plain(),
    # accounts
    "accounts.sign_up": plain(form=lambda _w: {"email": "camille@essais.example"}),
    "accounts.sign_in": plain({}, {"next": "/recents"}),
    "accounts.sign_in_link": plain(),
    "accounts.forgot": plain(),
    "accounts.language": plain(),
    "accounts.waiting": plain(),
    "accounts.confirm": of_link("confirm"),
    "accounts.use_invitation": of_link("invitation"),
    "accounts.use_sign_in_link": of_link("sign_in"),
    "accounts.reset": of_link("reset"),
    "accounts.use_email_link": of_link("change_email"),
    "accounts.preferences": plain(),
    "accounts.set_display": plain(),
    "accounts.security": plain(),
    "accounts.change_email": plain(),
    "accounts.change_password": plain(),
    "accounts.profile": Door(open=lambda w: [COLLEAGUE(w), {"username": w.people["member"].username}]),
    "accounts.close_session": Door(private=lambda w: [{"session_id": w.own.session.id}], absent={"session_id": ABSENT}),
    "accounts.sign_out": plain(),
    "accounts.sign_out_everywhere": plain(),
    # the administration
    "admin.index": plain(),
    "admin.accounts": plain({}, {"q": "camille"}, {"q": ASKED}),
    "admin.account": of_user(),
    "admin.change_role": of_user(lambda _w: {"role": "organiser"}),
    "admin.suspend": of_user(lambda _w: {"reason": "Essai"}),
    "admin.unsuspend": of_user(who="suspended"),
    "admin.come_back": of_user(),
    "admin.sign_out_everywhere": of_user(),
    "admin.send_link": of_user(),
    "admin.leave": of_user(),
    "admin.admissions": plain(),
    "admin.admit": of_user(who="pending"),
    "admin.refuse": of_user(who="pending"),
    "admin.invitations": plain(),
    "admin.create_invitation": plain(form=lambda w: {"email": "x@essais.example", "groups": w.copil.group.slug}),
    "admin.invite_list": plain(form=lambda w: {"text": f"y@essais.example;Y Y;;;{w.copil.group.slug}"}),
    "admin.withdraw": Door(open=lambda w: [{"invitation_id": w.own.invitation.id}]),
    "admin.establishments": plain(),
    "admin.new_establishment": plain(),
    "admin.establishment": Door(open=lambda w: [{"establishment_id": w.own.establishment.id}]),
    "admin.merge_establishment": Door(open=lambda w: [{"establishment_id": w.own.establishment.id}]),
    "admin.groups": plain(),
    "admin.new_group": plain(form=lambda w: {"name": w.copil.group.name}),
    "admin.group": of_group(),
    "admin.add_member": of_group(),
    "admin.remove_member": of_group(user_id="colleague"),
    "admin.categories": plain(),
    "admin.new_category": plain(form=lambda w: {"slug": w.copil.category.slug, "name": "Une autre"}),
    "admin.category": of_category(),
    "admin.category_rights": of_category(),
    "admin.move_category": of_category(direction="monter"),
    "admin.dimensions": plain(form=lambda _w: {"name": "Une autre"}),
    "admin.dimension": of_dimension(form=lambda _w: {"name": "Autrement"}),
    "admin.create_dimension_step": of_dimension(),
    "admin.settings": plain(),
    "admin.outbox": plain({}, {"etat": "queued"}),
    "admin.mail": Door(open=lambda w: [{"mail_id": w.own.mail_reply.id}]),
    "admin.mail_file": Door(open=lambda w: [{"mail_id": w.own.mail_reply.id}]),
    "admin.send_again": Door(open=lambda w: [{"mail_id": w.own.mail_reply.id}]),
    "admin.audit": plain({}, {"qui": "camille"}),
    # home, categories, search
    "home.index": plain(),
    "home.page": Door(open=lambda _w: [{"slug": "aide"}, {"slug": "charte"}]),
    "home.edit": Door(open=lambda _w: [{"slug": "aide"}], form=page_words),
    "categories.index": plain(),
    # the calendar
    "calendar.index": plain(*VIEWS),
    "calendar.subscription": plain(),
    "calendar.create_subscription": plain(),
    "calendar.create_revocation": plain(),
    "calendar.feed": of_link("feed"),
    "calendar.rooms": plain(),
    "calendar.new_room": plain(form=lambda _w: {"name": "Grande salle"}),
    "calendar.room": of_room(),
    "calendar.edit_room": of_room(form=lambda _w: {"name": "Petite salle"}),
    "calendar.create_archiving": of_room(),
    "calendar.create_reopening": of_room(),
    "calendar.new_booking": of_room(form=booking),
    "calendar.booking": of_booking(form=booking),
    "calendar.create_confirmation": of_booking(),
    "calendar.cancel_booking": of_booking(),
    # topics
    "topics.recent": plain(),
    "topics.new_list": plain(),
    "topics.unread": plain(),
    "topics.top": plain({}, {"periode": "tout"}),
    "topics.category": Door(
        private=lambda w: [{"slug": w.copil.category.slug}],
        absent={"slug": "rien-de-tel"},
        open=lambda w: [{"slug": w.open.category.slug}],
        asks=LISTS,
    ),
    "topics.tagged": Door(private=lambda w: [{"slug": slug} for slug in w.copil.tags], absent={"slug": "rien-de-tel"}),
    "topics.show": Door(
        private=lambda w: [
            {"slug": slug, "topic_id": t.id} | number
            for t in (w.copil.topic, w.copil.gone, w.copil.moved)
            for slug, number in ((t.slug, {}), ("x", {}), ("x", {"number": 2}))
        ],
        absent={"slug": "x", "topic_id": ABSENT},
        open=lambda w: [{"slug": w.open.topic.slug, "topic_id": w.open.topic.id}],
        asks=({}, {"imprimer": "1"}, {"citer": "2", "repondre": "2"}),
    ),
    "topics.choose": plain({}, {"dans": "copil"}, {"dans": ASKED}),
    "topics.new": Door(
        private=lambda w: [{"slug": w.copil.category.slug}],
        absent={"slug": "rien-de-tel"},
        open=lambda w: [{"slug": w.open.category.slug}],
        form=message,
    ),
    "topics.new_post": of_topic(asks=({}, {"citer": "1"})),
    "topics.create_post": of_topic(form=message),
    "topics.set_level": of_topic(form=lambda _w: {"level": "watching"}),
    "topics.set_category_level": Door(
        private=lambda w: [{"slug": w.copil.category.slug}],
        absent={"slug": "rien-de-tel"},
        open=lambda w: [{"slug": w.open.category.slug}],
        form=lambda _w: {"level": "tracking"},
    ),
    "topics.set_tag_level": Door(
        private=lambda w: [{"slug": slug} for slug in w.copil.tags],
        absent={"slug": "rien-de-tel"},
        form=lambda _w: {"level": "tracking"},
    ),
    "topics.position": of_topic(form=lambda _w: {"number": 1}),
    "topics.seen": of_topic(number=1),
    "topics.dates": of_topic(),
    "topics.jump": of_topic(asks=({}, {"message": "2"}, {"jour": "2031-01-06"})),
    "topics.move": of_topic(form=move_in),
    "topics.rename": of_topic(form=lambda _w: {"title": "Un autre titre"}),
    "topics.state": of_topic(form=lambda _w: {"state": "open"}),
    "topics.delete_topic": of_topic(),
    "topics.restore_topic": of_topic(),
    "topics.delete_solution": of_topic(),
    "topics.create_solution": of_post(),
    "topics.edit_post": of_post(form=message),
    "topics.revisions": of_post(),
    "topics.delete_post": of_post(),
    "topics.restore_post": of_post(),
    "topics.preview": plain(form=message),
    "topics.mark_read": plain(form=lambda w: {"category": w.copil.category.slug}),
    "topics.keys": plain(),
    "topics.paste": plain(form=lambda _w: {"html": "<p>Un <b>mot</b></p>"}),
    "topics.complete": Door(
        private=lambda w: [
            {"place": f"reponse-{w.copil.topic.id}"},
            {"place": f"sujet-{w.copil.category.id}"},
            {"place": f"message-{w.copil.first.id}"},
        ],
        absent={"place": f"reponse-{ABSENT}"},
        open=lambda w: [{"place": f"reponse-{w.open.topic.id}"}],
        asks=({"q": "es"}, {"q": ASKED[:5]}, {"q": "groupe"}),
    ),
    "drafts.index": plain(),
    "drafts.show": of_draft(),
    "drafts.content": of_draft(),
    "drafts.delete": of_draft(),
    "drafts.save": Door(open=lambda w: [{"place": f"reponse-{w.open.topic.id}"}, {"place": "sujet-1"}], form=message),
    # files, notifications, what is new
    "live.news": plain(*ASKS_WHAT_IS_NEW),
    "live.open_news": plain(*ASKS_WHAT_IS_NEW),
    "notifications.index": plain(),
    "notifications.show": Door(
        private=lambda w: [{"notification_id": w.own.notification.id}], absent={"notification_id": ABSENT}
    ),
    "notifications.create_reading": plain(),
    "notifications.preferences": plain(),
    "notifications.update_preferences": plain(),
    "notifications.update_levels": plain(form=lambda w: {f"categorie-{w.copil.category.id}": "watching"}),
    "notifications.unsubscribe": of_link("unsubscribe"),
    "notifications.create_unsubscription": of_link("unsubscribe"),
}
DOORS |= FILES | MARKS | ORDER | MEETINGS | MINUTES | TRAININGS | REGISTRATIONS | AFTER
