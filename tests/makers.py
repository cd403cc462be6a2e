"""Makers: one row each, whole enough to be real, with only what a test cares about said by the test.

A maker adds and flushes; the test's next request commits.
"""

from itertools import count
from typing import Any

from forum.core.db import db

_numbers = count(1)


def number() -> int:
    """A number nobody else got, to keep names and addresses apart."""
    return next(_numbers)


def added(row: Any) -> Any:
    """``row``, flushed, with its key."""
    db.session.add(row)
    db.session.flush()
    return row


def make_establishment(**facts: Any):
    from forum.directory.models import Establishment

    n = number()
    return added(
        Establishment(
            **{"name": f"D-ITEP Les Essais {n}", "city": "Carcassonne", "department": "11", "is_known": True} | facts
        )
    )


def make_user(**facts: Any):
    """An active member, admitted, of an establishment of their own."""
    from forum.accounts.models import User
    from forum.core.clock import now

    n = number()
    defaults = {
        "username": f"camille.essai{n}",
        "first_name": "Camille",
        "last_name": f"Essai{n}",
        "function": "Directrice",
        "email": f"camille{n}@essais.example",
        "state": "active",
        "role": "member",
        "confirmed_at": now(),
        "admitted_at": now(),
        "charter_accepted_at": now(),
    }
    return added(User(**defaults | facts))


def make_organiser(**facts: Any):
    return make_user(role="organiser", **facts)


def make_administrator(**facts: Any):
    return make_user(role="administrator", **facts)


def make_group(*members, **facts: Any):
    from forum.groups.models import Group, Membership

    n = number()
    group = added(Group(**{"slug": f"groupe-{n}", "name": f"Groupe {n}"} | facts))
    for member in members:
        db.session.add(Membership(group_id=group.id, user_id=member.id))
    db.session.flush()
    return group


def automatic_group(slug: str):
    """The group « membres », « organisateurs »…, made at the first need."""
    from forum.groups.models import Group

    found = db.session.query(Group).filter_by(slug=slug).one_or_none()
    return found or added(Group(slug=slug, name=slug.capitalize()))


def make_category(*, open_to: str | None = "membres", group=None, **facts: Any):
    """A category where the members of a group may do everything: of ``group``, else of the automatic ``open_to``."""
    from forum.categories.models import Category, CategoryRight

    n = number()
    category = added(Category(**{"slug": f"categorie-{n}", "name": f"Catégorie {n}", "position": n} | facts))
    holder = group or (automatic_group(open_to) if open_to else None)
    if holder:
        right = CategoryRight(
            category_id=category.id, group_id=holder.id, can_see=True, can_create=True, can_reply=True
        )
        db.session.add(right)
    db.session.flush()
    return category


def make_topic(*, category=None, author=None, body: str = "Bonjour à toutes et à tous.", **facts: Any):
    """A topic with its first message, as rows; no event is emitted."""
    from forum.core.clock import now
    from forum.topics.models import Topic

    n = number()
    author = author or make_user()
    category = category or make_category()
    at = facts.pop("created_at", None) or now()
    defaults = {
        "title": f"Sujet numéro {n}",
        "slug": f"sujet-numero-{n}",
        "category_id": category.id,
        "author_id": author.id,
        "participants": [author.id],
        "created_at": at,
        "last_posted_at": at,
        "last_author_id": author.id,
    }
    topic = added(Topic(**defaults | facts))
    make_post(topic, author=author, body=body, created_at=at)
    return topic


def make_post(topic, *, author=None, body: str = "Merci pour ce retour.", **facts: Any):
    """The next message of the topic, as a row; no event is emitted."""
    from forum.core.clock import now
    from forum.topics.models import Post

    author = author or make_user()
    topic.last_number += 1
    topic.replies = topic.last_number - 1
    defaults = {"topic_id": topic.id, "number": topic.last_number, "author_id": author.id, "created_at": now()}
    post = Post(body=body, html=f"<p>{body}</p>", text=body, **defaults | facts)
    topic.last_posted_at, topic.last_author_id = post.created_at, author.id
    return added(post)


def make_series(*, category=None, **facts: Any):
    """A series of meetings whose dates are public; what is said in it stays in its category."""
    from forum.meetings.models import Series

    n = number()
    category = category or make_category()
    defaults = {"slug": f"serie-{n}", "name": f"Réunions {n}", "short_name": f"SÉRIE{n}", "is_public": True}
    return added(Series(category_id=category.id, **defaults | facts))


def make_meeting(*, series=None, starts=None, ends=None, **facts: Any):
    """A scheduled meeting of a whole day, thirty days ahead unless told (wall times, naive); without a topic."""
    from datetime import datetime, time, timedelta

    from forum.calendar.times import instant_of
    from forum.core.clock import today
    from forum.meetings.models import Meeting

    n = number()
    series = series or make_series()
    starts = starts or datetime.combine(today() + timedelta(days=30), time(10))
    ends = ends or starts.replace(hour=16, minute=30)
    defaults = {
        "uid": f"reunion-{n}@essais.example",
        "title": f"Réunion {n}",
        "state": "scheduled",
        "place": "Carcassonne",
        "starts_at": instant_of(starts),
        "ends_at": instant_of(ends),
    }
    author = facts.pop("created_by_id", None) or make_organiser().id
    return added(Meeting(series_id=series.id, starts=starts, ends=ends, created_by_id=author, **defaults | facts))


def make_training(**facts: Any):
    """A published training action of seven hours."""
    from forum.core.clock import now
    from forum.trainings.models import Training

    n = number()
    author = facts.pop("created_by_id", None) or make_organiser().id
    defaults = {"slug": f"formation-{n}", "title": f"Formation {n}", "state": "published", "published_at": now()}
    return added(Training(created_by_id=author, **defaults | facts))


def make_session(training=None, *, day=None, **facts: Any):
    """An open session of twelve seats, thirty days ahead unless told: 9 h to 12 h 30, 13 h 30 to 17 h."""
    from datetime import datetime, time, timedelta

    from forum.calendar.times import instant_of
    from forum.core.clock import today
    from forum.trainings.models import Slot, TrainingSession

    n = number()
    training = training or make_training()
    day = day or today() + timedelta(days=30)
    times = [(time(9), time(12, 30)), (time(13, 30), time(17))]
    walls = [(datetime.combine(day, start), datetime.combine(day, end)) for start, end in times]
    slots = [Slot(starts=a, ends=b, starts_at=instant_of(a), ends_at=instant_of(b)) for a, b in walls]
    span = {"starts": walls[0][0], "ends": walls[-1][1]}
    span |= {"starts_at": slots[0].starts_at, "ends_at": slots[-1].ends_at}
    defaults = {"uid": f"session-{n}@essais.example", "state": "open", "city": "Carcassonne", "department": "11"}
    defaults |= {"venue": "Salle des Essais", "capacity": 12, "created_by_id": training.created_by_id}
    return added(TrainingSession(training_id=training.id, slots=slots, **defaults | span | facts))


def make_registration(session=None, **facts: Any):
    """Someone with a confirmed seat, as a row and the line of its journal; nothing is emitted."""
    from dataclasses import fields

    from forum.trainings.actions.admission import Person
    from forum.trainings.models import Registration, RegistrationEvent

    n = number()
    session = session or make_session()
    named = {"first_name": "Sacha", "last_name": f"Essai{n}", "email": f"sacha{n}@essais.example"} | facts
    person = Person(**{one.name: named[one.name] for one in fields(Person) if one.name in named})
    defaults = {"training_id": session.training_id, "session_id": session.id, "state": "confirmed"}
    row = added(Registration(**person.facts | defaults | facts))
    after = {name: getattr(row, name) for name in ("pending_for", "reason", "waitlist_pos", "is_reserved")}
    added(RegistrationEvent(registration_id=row.id, state=row.state, facts=after))
    return row
