"""What waits for the support team."""

from forum.accounts.models import User
from forum.accounts.queries import count_awaiting
from forum.admin.blueprint import bp
from forum.admin.queries import outbox
from forum.core.htmx import render
from forum.core.rules import require
from forum.core.viewer import login_required, me
from forum.directory.queries import count_unknown


@bp.get("")
@login_required
def index():
    require("list", User)
    counts = outbox.counts() if me().is_administrator else {}
    return render("admin/index.html", waiting=count_awaiting(), unknown=count_unknown(), mails=counts)
