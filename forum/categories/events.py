"""What happens to categories."""

from dataclasses import dataclass

from forum.categories.models import Category
from forum.core.events import Audited


@dataclass(frozen=True)
class CategoryCreated(Audited):
    category: Category


@dataclass(frozen=True)
class CategoryChanged(Audited):
    category: Category


@dataclass(frozen=True)
class RightsChanged(Audited):
    """``before`` and ``after``: slug of the group → « see create reply », only for groups whose rights changed."""

    category: Category


@dataclass(frozen=True)
class CategoriesOrdered(Audited):
    category: Category
