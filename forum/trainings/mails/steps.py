"""A mail for each step of a registration: who asked, who has a seat, who waits, who comes no more."""

from collections.abc import Callable

from forum.core.events import listen
from forum.core.i18n import gettext as _
from forum.core.i18n import moment
from forum.trainings import links
from forum.trainings.events import AskedAgain, RegistrationChanged
from forum.trainings.mails import calendars, endings
from forum.trainings.mails.letters import Words, page, send
from forum.trainings.models import Registration
from forum.trainings.queries.seats import rank

SEEN = ("attended", "no_show")  # on the day: no mail


@listen(RegistrationChanged)
def write(event: RegistrationChanged) -> None:
    """The mail of the step, and what calendars are told with it."""
    one = event.registration
    if one.state in SEEN:
        return
    if one.state == "cancelled":
        endings.write(event)
    else:
        _write(one, event.before)


def readdress(one: Registration) -> None:
    """Write to the new address where the registration stands, with the link that opens from now on."""
    _write(one, one.standing)


def _write(one: Registration, before: str) -> None:
    if one.awaits_address:
        send("confirm", one, confirm)
    elif one.state == "confirmed":
        send("confirmed", one, lambda one: confirmed(one, before), calendars.invite(one))
    else:
        send(*STEPS[one.standing][:1], one, STEPS[one.standing][1])


@listen(AskedAgain)
def tell_again(event: AskedAgain) -> None:
    """To the owner of the address alone: they are registered already, and here is the link."""
    send("again", event.registration, confirm if event.registration.awaits_address else again)


def confirm(one: Registration) -> Words:
    until = moment(one.expires_at) if one.expires_at else ""
    kept = _("Votre place est retenue jusqu’au %(until)s.", until=until)
    if one.state == "waitlisted":
        kept = _("Cette session est complète : vous seriez au rang %(rank)s de la liste d’attente.", rank=rank(one))
    return Words(
        _("Confirmez votre inscription : %(title)s", title=one.training.title),
        [
            _("Une inscription à cette formation a été demandée avec votre adresse. Confirmez-la par le lien."),
            kept,
            _("Ce n’était pas vous ? Ne faites rien : sans confirmation, la demande s’efface."),
        ],
        (_("Confirmer mon inscription"), page(one)),
    )


def again(one: Registration) -> Words:
    return Words(
        _("Vous êtes déjà inscrit·e : %(title)s", title=one.training.title),
        [
            _("Une nouvelle inscription à cette formation a été demandée avec votre nom et votre adresse."),
            _("Vous en avez déjà une : rien n’a changé. Le lien permet de la voir, de la changer ou de l’annuler."),
        ],
        (_("Voir mon inscription"), page(one)),
    )


def confirmed(one: Registration, before: str) -> Words:
    refuse = _("Refuser cette inscription") if one.registered_by_id else _("Changer de session ou annuler")
    return Words(
        _("Inscription confirmée : %(title)s", title=one.training.title),
        [_how(one, before), _("La date est jointe pour votre agenda ; elle y suivra tout changement.")],
        (_("Voir mon inscription"), page(one)),
        other=(refuse, page(one)),
    )


def _how(one: Registration, before: str) -> str:
    """How the seat came to them."""
    name = one.display_name
    if before.startswith("waitlisted"):
        return _("Une place s’est libérée : %(name)s, vous êtes inscrit·e.", name=name)
    if before == "pending:approval":
        return _("L’équipe d’appui a donné son accord : %(name)s, vous êtes inscrit·e.", name=name)
    if one.moved_from_id and not before:
        return _("Le changement de session est fait : %(name)s, vous êtes inscrit·e à cette date.", name=name)
    if one.registered_by and not before:
        by = one.registered_by.display_name
        return _("%(by)s vous a inscrit·e, %(name)s. Cela ne va pas ? Le lien permet de refuser.", by=by, name=name)
    return _("%(name)s, vous êtes inscrit·e.", name=name)


def waiting(one: Registration) -> Words:
    who = {"name": one.display_name, "rank": rank(one)}
    return Words(
        _("Liste d’attente : %(title)s", title=one.training.title),
        [
            _("Cette session est complète. %(name)s, vous êtes au rang %(rank)s de la liste d’attente.", **who),
            _("Dès qu’une place se libère pour vous, un courriel part. Une autre date a peut-être encore de la place."),
        ],
        (_("Voir ma place sur la liste"), page(one)),
        other=(_("Choisir une autre date"), links.url_of(one, "change_by_mail")),
    )


def awaiting(one: Registration) -> Words:
    who = {"name": one.display_name}
    return Words(
        _("Demande reçue : %(title)s", title=one.training.title),
        [_("%(name)s, votre place est retenue. L’équipe d’appui donne son accord, et vous le dit.", **who)],
        (_("Voir ma demande"), page(one)),
    )


def offered(one: Registration) -> Words:
    until = moment(one.expires_at) if one.expires_at else ""
    return Words(
        _("Une place s’est libérée : %(title)s", title=one.training.title),
        [
            _("%(name)s, une place est retenue pour vous jusqu’au %(until)s.", name=one.display_name, until=until),
            _("Sans réponse de votre part d’ici là, elle ira à la personne suivante."),
        ],
        (_("Prendre cette place"), page(one)),
        other=(_("La laisser à quelqu’un d’autre"), page(one)),
    )


STEPS: dict[str, tuple[str, Callable[[Registration], Words]]] = {
    "waitlisted": ("waitlisted", waiting),
    "pending:approval": ("awaiting", awaiting),
    "pending:offer": ("offered", offered),
}
