"""What happened to establishments and dimensions."""

from dataclasses import dataclass

from forum.core.events import Audited
from forum.directory.models import Dimension, Establishment


@dataclass(frozen=True)
class EstablishmentChecked(Audited):
    """An organiser vouches for an establishment that a member had typed."""

    establishment: Establishment


@dataclass(frozen=True)
class DomainsChanged(Audited):
    """The mail domains that vouch for an establishment's people changed."""

    establishment: Establishment


@dataclass(frozen=True)
class DimensionAdded(Audited):
    dimension: Dimension


@dataclass(frozen=True)
class DimensionRenamed(Audited):
    dimension: Dimension
