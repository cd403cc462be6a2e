"""What happens to groups when accounts change."""

from forum.accounts.events import AccountAdmitted
from forum.core.events import listen
from forum.groups.actions import add_member
from forum.groups.queries import by_slug


@listen(AccountAdmitted)
def join_invited_groups(event: AccountAdmitted) -> None:
    """Someone invited « for the COPIL » is in it from the first day; a group gone meanwhile is passed over."""
    for slug in event.groups:
        group = by_slug(slug)
        if group and not group.is_automatic:
            add_member(group, event.user, by=event.by)
