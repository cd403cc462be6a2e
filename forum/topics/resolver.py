"""What a text being cooked may name: people, groups, and what every reader of its category sees as well.

Cooked HTML is the same for all its readers, so it shows the title of a topic or the author of a quote only when the
source is open to each of them. A writer's preview has one reader, and shows what that one sees.
"""

from typing import Any

from flask import current_app
from sqlalchemy import select

from forum import markup
from forum.accounts.models import User
from forum.categories.queries import visible_ids
from forum.core.db import db
from forum.groups.models import AUTOMATIC, Group
from forum.groups.queries import group_ids_of
from forum.topics.audience import is_open_to_readers_of
from forum.topics.models import Post, PostUpload, Topic
from forum.uploads.models import Upload


class Names:
    """A ``markup.Resolver`` for a text that ``author`` writes in the category, or in a preview when there is none."""

    def __init__(self, author: Any, category_id: int | None, post_id: int | None = None):
        self.author, self.category_id, self.post_id = author, category_id, post_id
        self.base_url = current_app.config["BASE_URL"]

    def person(self, username: str) -> tuple[str, str] | None:
        names = select(User.first_name, User.last_name).where(User.username == username)
        found = db.session.execute(names.where(User.state.in_(("active", "left")))).one_or_none()
        return (" ".join(found), f"/u/{username}") if found else None

    def group(self, slug: str) -> tuple[str, str] | None:
        """One of the author's own groups, which are told. Nobody calls all members: that name stays text."""
        found = db.session.execute(select(Group.id, Group.name).where(Group.slug == slug)).one_or_none()
        if found is None or slug in AUTOMATIC or found.id not in group_ids_of(self.author):
            return None
        return found.name, "/pages/aide"

    def quote(self, post_id: int) -> markup.Quote | None:
        columns = (
            Post.number,
            Post.deleted_at,
            Topic.id,
            Topic.slug,
            Topic.category_id,
            User.first_name,
            User.last_name,
        )
        query = select(*columns).join(Topic, Topic.id == Post.topic_id).join(User, User.id == Post.author_id)
        found = db.session.execute(query.where(Post.id == post_id)).one_or_none()
        if found is None or not self._is_shown(found.category_id):  # alike: keys that are taken are nobody's business
            return markup.Quote(hidden=True)
        if found.deleted_at:
            return None
        return markup.Quote(f"{found.first_name} {found.last_name}", f"/t/{found.slug}/{found.id}/{found.number}")

    def topic_title(self, topic_id: int) -> str | None:
        query = select(Topic.title, Topic.category_id).where(Topic.id == topic_id, Topic.deleted_at.is_(None))
        found = db.session.execute(query).one_or_none()
        return found.title if found and self._is_shown(found.category_id) else None

    def upload(self, token: str) -> markup.Upload | None:
        upload = db.session.scalar(select(Upload).where(Upload.token == token))
        if upload is None or not (upload.owner_id == self.author.id or self._shows(upload)):
            return None
        kind = upload.name.rpartition(".")[2].upper()
        return markup.Upload(upload.url, upload.name, kind, upload.size, upload.width, upload.height)

    def _is_shown(self, source_id: int) -> bool:
        if self.category_id is None:
            return source_id in visible_ids(self.author)
        return is_open_to_readers_of(source_id, self.category_id)

    def _shows(self, upload: Upload) -> bool:
        """Does the text's own message carry the file, or another one that its readers see?"""
        places = db.session.execute(_places_of(upload)).all()
        return any(place.id == self.post_id or self._is_shown(place.category_id) for place in places)


def _places_of(upload: Upload) -> Any:
    places = select(Post.id, Topic.category_id).join(PostUpload, PostUpload.post_id == Post.id).join(Topic)
    return places.where(PostUpload.upload_id == upload.id, Post.deleted_at.is_(None), Topic.deleted_at.is_(None))
