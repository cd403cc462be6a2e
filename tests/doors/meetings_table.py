"""The routes of meetings. « private »: meetings of the closed room; « open »: one outside, and a draft out there."""

from collections.abc import Callable
from typing import Any

from tests.doors.door import Door, Values, of_link, plain
from tests.doors.world import ABSENT, World

Fill = Callable[[World], Values]


def of_meeting(form: Fill = lambda _world: {}, asks: tuple[Values, ...] = ({},), **more: Any) -> Door:
    """``more``: what else stands in the address, as people of the world by name."""

    def values(world: World, *meetings: Any) -> list[Values]:
        people = {name: world.people[who].id for name, who in more.items()}
        return [{"meeting_id": meeting.id} | people for meeting in meetings]

    return Door(
        private=lambda w: values(w, w.copil.meeting, w.copil.cancelled_meeting),
        absent={"meeting_id": ABSENT},
        open=lambda w: values(w, w.open.meeting, w.open.draft),
        asks=asks,
        form=form,
    )


def of_workshop(form: Fill = lambda _world: {}) -> Door:
    return Door(
        private=lambda w: [{"workshop_id": w.copil.workshop_id}],
        absent={"workshop_id": ABSENT},
        open=lambda w: [{"workshop_id": w.open.workshop_id}],
        form=form,
    )


def of_item(form: Fill = lambda _world: {}) -> Door:
    return Door(
        private=lambda w: [{"item_id": key} for key in w.copil.items],
        absent={"item_id": ABSENT},
        open=lambda w: [{"item_id": key} for key in w.open.items],
        form=form,
    )


def of_series(form: Fill = lambda _world: {}) -> Door:
    return Door(
        private=lambda w: [{"series_id": w.copil.series_id}],
        absent={"series_id": ABSENT},
        open=lambda w: [{"series_id": w.open.series_id}],
        form=form,
    )


def series(world: World) -> Values:
    return {"series_name": "Une série", "short_name": "UNE", "category_id": world.open.category.id}


def one_date(_world: World) -> Values:
    return {"title": "Une date", "day": "2030-01-09", "starts": "10:00", "ends": "16:30", "room_id": 0, "version": "1"}


def dates(world: World) -> Values:
    """In a series that is closed to most: it must not be planned in."""
    return {"series_id": world.copil.series_id, "title": "Une date", "day_1": "2030-01-09", "starts": "10:00"} | {
        "ends": "16:30",
        "room_id": 0,
    }


def proposal(_world: World) -> Values:
    return {"title": "Un point", "why": "Pour en parler.", "minutes": "15", "kind": "topic", "version": "1"}


def workshop(_world: World) -> Values:
    return {"title": "Un atelier", "starts": "10:00", "ends": "11:00", "version": "1"}


ANSWER: Fill = lambda _w: {"answer": "represented", "substitute": "Ana Vidal"}  # noqa: E731

MEETINGS: dict[str, Door] = {
    "meetings.show": of_meeting(),
    "meetings.ics": of_meeting(),
    "meetings.new": plain(form=dates),
    "meetings.edit": of_meeting(form=one_date),
    "meetings.cancel": of_meeting(form=lambda _w: {"reason": "Neige"}),
    "meetings.remove": of_meeting(),
    "meetings.duplicate": of_meeting(form=lambda _w: {"day_1": "2030-02-06"}),
    "meetings.create_scheduling": of_meeting(),
    "meetings.create_holding": of_meeting(),
    "meetings.create_closing": of_meeting(),
    "meetings.new_document": of_meeting(),
    "meetings.documents_zip": of_meeting(),
    "meetings.remove_document": Door(
        private=lambda w: [{"document_id": w.copil.document_id}],
        absent={"document_id": ABSENT},
        open=lambda w: [{"document_id": w.open.document_id}],
    ),
    "meetings.all_series": plain(),
    "meetings.new_series": plain(form=series),
    "meetings.edit_series": of_series(form=series),
    "meetings.create_series_archiving": of_series(),
    # presence
    "meetings.presence": of_meeting(form=ANSWER),
    "meetings.participants": of_meeting(asks=({}, {"q": "camille"})),
    "meetings.presences": of_meeting(asks=({}, {"reponse": "oui"})),
    "meetings.create_reminder": of_meeting(),
    "meetings.answer_for": of_meeting(form=ANSWER, user_id="colleague"),
    "meetings.create_export": of_meeting(),
    "meetings.sheet": of_meeting(),
    "meetings.sheet_pdf": of_meeting(),
    "meetings.ticking": of_meeting(asks=({}, {"tous": "1"})),
    "meetings.create_tick": of_meeting(form=lambda _w: {"seen": "present"}, user_id="colleague"),
    "meetings.answer_by_mail": of_link("presence"),
    # agenda
    "meetings.agenda": of_meeting(),
    "meetings.prepare_agenda": of_meeting(),
    "meetings.create_item": of_meeting(form=proposal),
    "meetings.publish_agenda": of_meeting(),
    "meetings.new_proposal": of_meeting(form=proposal),
    "meetings.edit_item": of_item(form=proposal),
    "meetings.remove_item": of_item(),
    "meetings.update_vote": of_item(form=lambda _w: {"give": "1"}),
    "meetings.update_place": of_item(form=lambda _w: {"place": "1"}),
    "meetings.create_acceptance": of_item(),
    "meetings.decline_item": of_item(form=lambda _w: {"word": "Une autre fois"}),
    "meetings.merge_item": of_item(form=lambda w: {"into": w.copil.items[1]}),
    "meetings.defer_item": of_item(),
    # workshops
    "meetings.new_workshop": of_meeting(form=workshop),
    "meetings.edit_workshop": of_workshop(form=workshop),
    "meetings.delete_workshop": of_workshop(),
    "meetings.create_seat": of_workshop(),
    "meetings.delete_seat": of_workshop(),
}
