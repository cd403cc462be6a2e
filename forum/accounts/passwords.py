"""Passwords: hashed with argon2, long, and not among those everybody tries first."""

import re
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from forum.core.i18n import _
from forum.core.settings import SITE_NAME
from forum.directory.names import folded

SHORTEST, LONGEST = 12, 200
PARAMETERS = {"time_cost": 2, "memory_cost": 19456, "parallelism": 1}  # argon2; the library’s 64 MiB took a second
_LIST = Path(__file__).with_name("common_passwords.txt")
# With figures and signs around them, these are what a French network tries first.
_COMMON_WORDS = frozenset(
    "motdepasse monmotdepasse motdepassemotdepasse password azerty azertyuiop azertyuiopqsdfghjklm qwerty qwertyuiop "
    "bonjour bonjourbonjour soleil marseille toulouse carcassonne montpellier occitanie ditep sessad itep mateo coop "
    "coopmateo intersession connexion bienvenue administrateur admin directeur directrice jetaime doudou".split()
)


def hashed(password: str) -> str:
    """The argon2 hash. Takes tens of milliseconds: do it before the first write takes the lock."""
    return _hasher().hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Is it the password? Takes as long when there is none to compare with (unknown address, no password)."""
    try:
        return _hasher().verify(stored or _nobodys(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Was it hashed with other parameters than today's?"""
    return _hasher().check_needs_rehash(stored)


def weakness(password: str, *about: str) -> str | None:
    """Why the password is too easy to guess, in a sentence saying what to do; None when it is good.

    ``about``: names and the address of the person, which must not make up the password.
    """
    if len(password) < SHORTEST:
        return _("Choisissez au moins %(num)s caractères : quatre mots à vous, par exemple.", num=SHORTEST)
    if len(password) > LONGEST:
        return _("%(max)s caractères au plus.", max=LONGEST)
    if is_common(password):
        return _("Ce mot de passe est parmi les premiers que l’on essaie. Choisissez quatre mots sans rapport.")
    if is_about(password, *about, SITE_NAME.value):
        return _("Ce mot de passe reprend votre nom, votre adresse ou le nom du site. Choisissez d’autres mots.")
    return None


def is_common(password: str) -> bool:
    """In the list, a common word with figures around it, a repetition or a sequence."""
    low = password.casefold()
    core = re.sub(r"[\W\d_]+", "", folded(low))
    return low in _common() or core in _COMMON_WORDS or low.isdigit() or len(set(low)) < 5


def is_about(password: str, *about: str) -> bool:
    """Is hardly anything left once the person's own words are taken out?"""
    whole = left = folded(password).replace(" ", "")
    words = {word for text in about for word in folded(re.sub(r"[@.]", " ", text)).split() if len(word) > 2}
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return left != whole and len(re.sub(r"[\d_]", "", left)) < 5


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_LIST.read_text(encoding="utf-8").splitlines())


def _hasher() -> PasswordHasher:
    return _made(**PARAMETERS | current_app.config.get("ARGON2", {}))


@lru_cache(maxsize=4)
def _made(time_cost: int, memory_cost: int, parallelism: int) -> PasswordHasher:
    return PasswordHasher(time_cost, memory_cost, parallelism)


def _nobodys() -> str:
    return _dummy(_hasher())


@lru_cache(maxsize=4)
def _dummy(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody has this password")
