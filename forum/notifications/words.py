"""The bell in words: the number beside it, and what it says to whoever hears the page."""

from forum.core.i18n import _, ngettext


def bell(unread: int) -> dict[str, str]:
    """``count`` is empty when there is nothing to read."""
    label = ngettext("Notifications : %(num)s non lue", "Notifications : %(num)s non lues", unread)
    return {
        "count": ("99+" if unread > 99 else str(unread)) if unread else "",
        "label": label if unread else _("Notifications"),
    }
