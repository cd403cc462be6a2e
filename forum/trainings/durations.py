"""Minutes as people say them."""

from forum.core.i18n import _
from forum.trainings.blueprint import bp


@bp.app_template_filter("duration")
def duration(minutes: int) -> str:
    """« 7 h », « 3 h 30 », « 45 min »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min", minutes=rest)
    return _("%(hours)s h %(minutes)s", hours=hours, minutes=f"{rest:02}") if rest else _("%(hours)s h", hours=hours)
