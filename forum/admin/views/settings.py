"""What an administrator may change while the site runs."""

from flask import flash, url_for

from forum.admin.actions.settings import change_settings
from forum.admin.blueprint import bp
from forum.admin.forms.settings import field_name, settings_form, values
from forum.core.htmx import done, render
from forum.core.i18n import _
from forum.core.rules import require
from forum.core.settings import StoredSetting, declared
from forum.core.viewer import login_required, me


@bp.route("/reglages", methods=["GET", "POST"])
@login_required
def settings():
    require("administer", StoredSetting)
    form = settings_form()
    if not form.validate_on_submit():
        names = [field_name(setting) for setting in declared()]
        return render("admin/settings.html", status=422 if form.is_submitted() else 200, form=form, names=names)
    changed = change_settings(values(form), me())
    flash(_("Réglages enregistrés.") if changed else _("Rien n’a changé."), "ok" if changed else "info")
    return done(url_for("admin.settings"))
