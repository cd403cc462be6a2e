"""The routes of a training day and of what follows: for the support team, but for what a secret address opens."""

from collections.abc import Callable
from typing import Any

from tests.doors.door import Door, Values, of_link, plain
from tests.doors.world import ABSENT, World

Fill = Callable[[World], Values]


def of_day(form: Fill = lambda _world: {}, **more: Any) -> Door:
    return Door(open=lambda w: [{"session_id": key} | more for key in (w.after.session_id, ABSENT)], form=form)


def of_certificate() -> Door:
    return Door(open=lambda w: [{"certificate_id": key} for key in (w.after.certificate_id, ABSENT)])


def of_moment(form: Fill = lambda _world: {}, asks: tuple[Values, ...] = ({},), **more: Any) -> Door:
    moments = {"slug": "apres", "word": "a-chaud"}
    return Door(open=lambda _w: [moments | more, moments | {"slug": "rien-de-tel"} | more], asks=asks, form=form)


def a_half_day(world: World) -> Values:
    return {"slot": world.after.slot_id, "seen": "present"}


def questionnaire(_world: World) -> Values:
    return {"title": "Un avis", "version": "1", "r0-wording": "Quoi ?", "r0-kind": "text"}


AFTER: dict[str, Door] = {
    "trainings.sheet": of_day(),
    "trainings.sheet_pdf": of_day(),
    "trainings.check_in": of_day(),
    "trainings.create_signature": Door(
        open=lambda w: [{"session_id": w.after.session_id, "registration_id": w.after.registration_id}], form=a_half_day
    ),
    "trainings.code_page": Door(open=lambda w: [{"code": w.after.code}, {"code": "rien-de-tel"}]),
    "trainings.create_check_in": Door(
        open=lambda w: [{"code": w.after.code}, {"code": "rien-de-tel"}], form=a_half_day
    ),
    "trainings.paper": of_day(),
    "trainings.create_closure": of_day(),
    "trainings.certificates": of_day(),
    "trainings.create_certificates": of_day(),
    "trainings.certificate_pdf": of_certificate(),
    "trainings.attestation_pdf": of_certificate(),
    "trainings.certificate_by_mail": of_link("certificate"),
    "trainings.attestation_by_mail": of_link("certificate"),
    "trainings.attestation": Door(open=lambda _w: [{"code": "rien-de-tel"}]),  # the paper's address is the proof
    "trainings.questionnaires": Door(open=lambda _w: [{"slug": "apres"}, {"slug": "rien-de-tel"}]),
    "trainings.create_questionnaire": of_moment(),
    "trainings.edit_questionnaire": of_moment(form=questionnaire),
    "trainings.change_questionnaire": of_moment(step="ouverture"),
    "trainings.results": of_moment(asks=({}, {"session": "1"})),
    "trainings.create_results_export": of_moment(kind="csv"),
    "trainings.answer_questionnaire": of_link("questionnaire"),
    "trainings.statistics": Door(open=lambda _w: [{"slug": "apres"}, {"slug": "rien-de-tel"}]),
    "trainings.create_export": of_day(kind="csv"),
    "trainings.create_figures_export": Door(
        open=lambda _w: [{"slug": "apres", "kind": "csv"}, {"slug": "rien-de-tel", "kind": "csv"}]
    ),
    "trainings.retention": plain(),
}
