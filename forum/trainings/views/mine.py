"""What a member has registered for, and whom they have registered."""

from typing import Any

from flask import Response

from forum.core.clock import now
from forum.core.htmx import render
from forum.core.viewer import login_required, me
from forum.trainings import standing
from forum.trainings.blueprint import bp
from forum.trainings.models import Registration
from forum.trainings.queries import registrations as queries
from forum.trainings.queries.certificates import in_force


@bp.get("/mes-inscriptions")
@login_required
def mine() -> Response:
    own, theirs = queries.mine(me().id), queries.made_by(me().id)
    page: dict[str, Any] = {"own": [one for one in own if _is_ahead(one)]}
    page |= {"theirs": [one for one in theirs if _is_ahead(one)]}
    page["over"] = [one for one in (*own, *theirs) if not _is_ahead(one)][::-1]
    page |= {"ranks": queries.ranks((*own, *theirs)), "certificates": in_force(own)}
    return render("trainings/mine.html", standing=standing, **page)


def _is_ahead(one: Registration) -> bool:
    return one.is_live and one.session.ends_at > now()
