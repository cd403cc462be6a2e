"""The demonstration: a fictitious network that fills an empty space. Of the roof: it reaches into every room.

What fills it is in ``loading``, imported by who fills it: every start asks here whether there is anything to do.
"""

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import db
from forum.core.settings import StoredSetting

MARK = "demo.loaded"  # the stored setting that says: these people do not exist


def is_empty() -> bool:
    """Has nobody ever joined this space?"""
    return db.session.scalar(select(User.id).limit(1)) is None


def is_demo() -> bool:
    """Was this space filled by ``loading.load``?"""
    return db.session.get(StoredSetting, MARK) is not None
