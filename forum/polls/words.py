"""What a poll says of itself below its bars: whose votes are seen, when the results come, until when one votes."""

from datetime import timedelta

from forum.core.i18n import day, longdate
from forum.core.i18n import gettext as _
from forum.polls.queries import Seen


def words(poll: Seen) -> list[str]:
    said = [_("Vote secret.") if poll.is_secret else _("Vote nominatif.")]
    if not poll.shows:
        said.append(_when(poll))
    if poll.is_open and not poll.is_for_me:
        said.append(_("Vous ne faites pas partie des personnes interrogées."))
    return [*said, *_until(poll)]


def _when(poll: Seen) -> str:
    if poll.results == "voted":
        return _("Les résultats s’affichent quand on a voté, puis pour tout le monde à la fin.")
    return _("Les résultats s’affichent à la fin.")


def _until(poll: Seen) -> list[str]:
    """The last day, not the midnight after it."""
    if poll.ends_at is None:
        return []
    last = poll.ends_at - timedelta(seconds=1)
    if poll.is_open:
        return [_("On peut voter jusqu’au %(day)s.", day=longdate(last))]
    return [_("Sondage terminé le %(day)s.", day=day(last))]
