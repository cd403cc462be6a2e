"""What the subjects of the audit log are called, and where they are, for a reader who may open them.

The log keeps numbers alone: names are read when it is shown. What is gone, or where the reader sees nothing, stays a
number.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, load_only

from forum.accounts.models import User
from forum.audit.models import AuditEntry
from forum.categories.models import Category
from forum.core.db import db
from forum.core.i18n import day
from forum.core.i18n import gettext as _
from forum.core.rules import can
from forum.directory.models import Establishment
from forum.groups.models import Group
from forum.meetings.models import Meeting
from forum.topics.models import Post, Topic
from forum.trainings.models import Training, TrainingSession


class Subject(NamedTuple):
    name: str
    url: str


Found = Iterable[tuple[int, Subject]]
Finding = Callable[[Any, Collection[int]], Found]  # of the viewer, the keys


def subjects_of(viewer: Any, entries: list[AuditEntry]) -> dict[tuple[str, int], Subject]:
    """(kind, id) → what it is: one query for each kind that occurs."""
    found: dict[tuple[str, int], Subject] = {}
    for kind, find in FINDING.items():
        ids = {entry.subject_id for entry in entries if entry.subject_kind == kind and entry.subject_id}
        if kind == "User":  # who was put into a group, or taken out of it
            ids |= {fact["user"] for entry in entries for fact in (entry.before, entry.after) if "user" in fact}
        if ids:
            found |= {(kind, key): subject for key, subject in find(viewer, ids)}
    return found


def _people(_viewer: Any, ids: Collection[int]) -> Found:
    rows = select(User.id, User.first_name + " " + User.last_name).where(User.id.in_(ids), User.state != "erased")
    return [(key, Subject(name, url_for("admin.account", user_id=key))) for key, name in db.session.execute(rows)]


def _administered(model: Any, endpoint: str) -> Finding:
    """What has a page of its own in the administration."""

    def find(_viewer: Any, ids: Collection[int]) -> Found:
        rows = db.session.execute(select(model.id, model.name).where(model.id.in_(ids)))
        parameter = f"{model.__name__.lower()}_id"
        return [(key, Subject(name, url_for(endpoint, **{parameter: key}))) for key, name in rows]

    return find


def _topics(viewer: Any, ids: Collection[int]) -> Found:
    rows = db.session.scalars(select(Topic).where(Topic.id.in_(ids), Topic.deleted_at.is_(None)))
    return [(topic.id, Subject(topic.title, topic.url)) for topic in rows if can(viewer, "see", topic)]


def _posts(viewer: Any, ids: Collection[int]) -> Found:
    there = (Post.id.in_(ids), Post.deleted_at.is_(None), Topic.deleted_at.is_(None))
    known = (load_only(Post.topic_id, Post.number, Post.author_id, Post.deleted_at), contains_eager(Post.topic))
    rows = db.session.scalars(select(Post).join(Post.topic).options(*known).where(*there))
    return [(post.id, Subject(_name_of(post), post.url)) for post in rows if can(viewer, "see", post)]


def _name_of(post: Post) -> str:
    return _("Message %(number)s de « %(title)s »", number=post.number, title=post.topic.title)


def _meetings(viewer: Any, ids: Collection[int]) -> Found:
    rows = db.session.scalars(select(Meeting).options(joinedload(Meeting.series)).where(Meeting.id.in_(ids)))
    return [(one.id, Subject(one.title, one.url)) for one in rows if can(viewer, "see", one)]


def _trainings(viewer: Any, ids: Collection[int]) -> Found:
    rows = db.session.scalars(select(Training).where(Training.id.in_(ids)))
    return [(one.id, Subject(one.title, one.url)) for one in rows if can(viewer, "see", one)]


def _sessions(viewer: Any, ids: Collection[int]) -> Found:
    rows = select(TrainingSession).options(joinedload(TrainingSession.training)).where(TrainingSession.id.in_(ids))
    return [
        (one.id, Subject(f"{one.training.title} ({day(one.starts_at)})", one.url))
        for one in db.session.scalars(rows)
        if can(viewer, "see", one)
    ]


FINDING: dict[str, Finding] = {
    "User": _people,
    "Group": _administered(Group, "admin.group"),
    "Category": _administered(Category, "admin.category"),
    "Establishment": _administered(Establishment, "admin.establishment"),
    "Topic": _topics,
    "Post": _posts,
    "Meeting": _meetings,
    "Training": _trainings,
    "TrainingSession": _sessions,
}
