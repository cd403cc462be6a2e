"""The mail of who comes no more, or waits no more; the date leaves their calendar with it."""

from forum.core.i18n import gettext as _
from forum.trainings import links
from forum.trainings.events import RegistrationChanged
from forum.trainings.mails import calendars
from forum.trainings.mails.letters import Words, about_page, page, send
from forum.trainings.models import Registration
from forum.trainings.queries.choices import choices

QUIET = ("unconfirmed",)  # nobody has shown that the address is theirs: one mail was enough
OTHER_DATES = ("session", "unseated", "offer_lapsed", "turned_down")


def write(event: RegistrationChanged) -> None:
    """To the person; and to who had registered them, when it was they who cancelled."""
    one, by = event.registration, event.actor
    calendar = calendars.withdraw(one) if event.leaves_confirmed else None
    is_moved_alone = one.reason == "moved" and calendar is None
    if one.reason in QUIET or is_moved_alone:
        return
    send("cancelled", one, ended, calendar)
    if one.reason == "registrar" and by is not None and by.email != one.email:
        send("cancelled_receipt", one, receipt, to=by)


def ended(one: Registration) -> Words:
    title = one.training.title
    is_off = one.reason == "session"
    others = choices(one.training, but=one.session_id) if one.reason in OTHER_DATES else []
    choose = (_("Choisir une autre date"), links.url_of(one, "change_by_mail"))
    return Words(
        _("Session annulée : %(title)s", title=title) if is_off else _("Inscription annulée : %(title)s", title=title),
        [_why(one), *([_("D’autres dates sont ouvertes :")] if others else [])],
        choose if others else (_("Lire la page de la formation"), about_page(one.session)),
        said=one.session.cancelled_reason if is_off else one.note if one.reason in ("organiser", "turned_down") else "",
        dates=[choice.label for choice in others],
        other=None if others else (_("Voir cette inscription"), page(one)),
    )


def receipt(one: Registration) -> Words:
    return Words(
        _("Inscription annulée : %(title)s", title=one.training.title),
        [_("C’est noté : l’inscription de %(name)s est annulée, et un courriel l’en informe.", name=one.display_name)],
        (_("Lire la page de la formation"), about_page(one.session)),
        reason=_("Vous recevez ce courriel car vous aviez fait cette inscription."),
    )


def _why(one: Registration) -> str:
    name, by = one.display_name, one.registered_by.display_name if one.registered_by else ""
    said = {
        "withdrawn": _("C’est noté : l’inscription de %(name)s est annulée.", name=name),
        "refused": _("C’est noté : l’inscription de %(name)s est refusée.", name=name),
        "registrar": _("%(by)s a annulé l’inscription de %(name)s.", by=by, name=name),
        "organiser": _("L’équipe d’appui a annulé l’inscription de %(name)s.", name=name),
        "turned_down": _("L’équipe d’appui n’a pas pu retenir l’inscription de %(name)s.", name=name),
        "offer_lapsed": _("Le délai pour prendre la place est passé : elle va à la personne suivante."),
        "offer_declined": _("C’est noté : la place va à la personne suivante."),
        "moved": _("L’inscription de %(name)s est passée à une autre date. Celle-ci quitte votre agenda.", name=name),
        "session": _("Cette session n’aura pas lieu. %(name)s, vous n’y êtes plus inscrit·e.", name=name),
        "unseated": _("Aucune place ne s’est libérée pour %(name)s avant cette session.", name=name),
        "left": _("L’inscription de %(name)s est annulée avec son départ du réseau.", name=name),
    }
    return said[one.reason]
