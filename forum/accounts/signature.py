"""What stands under a name: the function and the establishment, as the person writes them."""

from forum.core.i18n import gettext as _

_FEMININE = ("trice", "euse", "ière", "cheffe", "ante", "ente", "ée", "ienne", "igne")
_MASCULINE = ("eur", "chef", "ier", "ant", "ent", "é", "ien")


def signature(function: str, establishment: str, state: str = "active") -> str:
    """« Directrice, D-ITEP Les Trois Ponts (Aude) »; someone who left signs « Ancienne directrice, … »."""
    return ", ".join(filter(None, [former(function) if state == "left" else function, establishment]))


def former(function: str) -> str:
    """The function of someone who left, in the gender their own word has; neutral where it does not tell."""
    if not function:
        return _("A quitté l’établissement")
    word, first = function[:1].lower() + function[1:], function.split(maxsplit=1)[0].lower()
    if " ou " in function or "·" in function:
        return _("Autrefois %(function)s", function=word)
    if first.endswith(_FEMININE):
        return _("Ancienne %(function)s", function=word)
    if first.endswith(_MASCULINE):
        return _("Ancien %(function)s", function=word)
    return _("Autrefois %(function)s", function=word)


def hue_of(user_id: int) -> int:
    """The colour of someone's initials, 1 to 6."""
    return user_id % 6 + 1
