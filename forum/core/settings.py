"""Settings: what an administrator may change while the site runs. Each room declares its own.

SIGN_UP_OPEN = setting("accounts.sign_up_open", bool, True, lazy("Ouvrir les inscriptions à tous"))
...
if SIGN_UP_OPEN.value: ...
"""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import Flask, g
from sqlalchemy import JSON, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import db, instant, short
from forum.core.i18n import lazy

T = TypeVar("T")


class StoredSetting(db.Model):
    """A setting that was changed from its default."""

    __tablename__ = "settings"

    key: Mapped[short] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    changed_at: Mapped[instant] = mapped_column(default=now)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """A declared setting: its key, its type, its default and the sentence the form shows."""

    key: str
    kind: type[T]
    default: T
    sentence: Any
    hint: Any = ""

    @property
    def value(self) -> T:
        """The value in force (one query a request, whatever the number of settings read)."""
        return _stored().get(self.key, self.default)

    def set(self, value: T) -> None:
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.key} is a {self.kind.__name__}")
        db.session.merge(StoredSetting(key=self.key, value=value, changed_at=now()))
        db.session.flush()
        g.pop("settings", None)


_declared: dict[str, Setting] = {}


def init_app(app: Flask) -> None:
    app.jinja_env.globals["setting"] = lambda key: get(key).value


def setting(key: str, kind: type[T], default: T, sentence: Any, hint: Any = "") -> Setting[T]:
    """Declare a setting; its room is the part of the key before the dot."""
    _declared[key] = Setting(key, kind, default, sentence, hint)
    return _declared[key]


def get(key: str) -> Setting:
    """The declared setting; an unknown key raises KeyError."""
    return _declared[key]


def declared() -> list[Setting]:
    return sorted(_declared.values(), key=lambda s: s.key)


def _stored() -> dict[str, Any]:
    if "settings" not in g:
        g.settings = dict(db.session.execute(select(StoredSetting.key, StoredSetting.value)).all())
    return g.settings


SITE_NAME = setting("core.site_name", str, "Intersession", lazy("Nom du site"))
