"""The agenda: what it begins with, its hours, its order, its end."""

from datetime import datetime, timedelta

import pytest

from forum.audit.models import AuditEntry
from forum.core.db import db as database
from forum.meetings.actions import agenda as actions
from forum.meetings.models import Action, AgendaItem
from forum.meetings.queries.agenda import accepted, part
from forum.meetings.timetable import lasting, timetable
from forum.meetings.views import sheets
from tests.makers import added, make_category, make_meeting, make_organiser, make_series, make_user
from tests.topics.test_speed import queries

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def meeting():
    """16 February 2022, 10 h to 16 h 30 in Paris."""
    return make_meeting(starts=datetime(2022, 2, 16, 10), ends=datetime(2022, 2, 16, 16, 30))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def titles(meeting) -> list[str]:
    return [item.title for item in accepted(meeting)]


def hours(meeting) -> list[str]:
    return [line.starts_at.strftime("%H:%M") for line in timetable(meeting, accepted(meeting)).lines]


def test_every_agenda_begins_with_the_former_minutes_and_the_open_actions(meeting):
    actions.start_agenda(meeting)
    actions.start_agenda(meeting)
    assert [item.kind for item in accepted(meeting)] == ["approval", "actions"]
    assert titles(meeting) == ["Approbation du compte rendu précédent", "Actions en cours"]


def test_open_actions_stand_under_their_item_until_the_meeting_is_over(meeting, log_in):
    before = make_meeting(series=meeting.series, starts=datetime(2021, 12, 8, 10), state="closed")
    other = make_meeting(starts=datetime(2021, 12, 9, 10), state="closed")
    for number, (at, state) in enumerate(((before, "open"), (before, "done"), (other, "open")), 1):
        words = {"text": f"Recenser {number}", "html": f"<p>Recenser {number}</p>", "block": f"b{number}"}
        added(Action(code=f"A-{number}", meeting_id=at.id, number=number, state=state, owner="Les directions", **words))
    actions.start_agenda(meeting)
    reader = log_in(make_user())
    page = reader.get(f"/reunions/{meeting.id}/ordre-du-jour").text
    assert "Recenser 1" in page and "Les directions" in page
    assert "Recenser 2" not in page and "Recenser 3" not in page
    meeting.state = "held"
    assert "Recenser 1" not in reader.get(f"/reunions/{meeting.id}/ordre-du-jour").text


def test_hours_follow_from_the_minutes(meeting):
    actions.add_item(meeting, "Accueil", kind="break", minutes=15)
    actions.add_item(meeting, "Atelier 1", minutes=105)
    actions.add_item(meeting, "Déjeuner", kind="break", minutes=75)
    actions.add_item(meeting, "Atelier 2", minutes=90)
    assert hours(meeting) == ["09:00", "09:15", "11:00", "12:15"]  # in UTC: an hour later in Paris
    assert [plain(lasting(minutes)) for minutes in (0, 15, 60, 105, 1800)] == [
        "0 min",
        "15 min",
        "1 h",
        "1 h 45",
        "30 h",
    ]


def test_an_agenda_that_ends_late_says_when_and_by_how_much(meeting):
    viewer = make_organiser()
    actions.add_item(meeting, "Tout", minutes=390)
    assert part(meeting, viewer).warning == ""
    actions.add_item(meeting, "Encore un mot", minutes=40)
    said = plain(part(meeting, viewer).warning)
    assert said == "L’ordre du jour finit à 17 h 10, soit 40 min après la fin prévue."


def test_an_agenda_of_thirty_hours_is_told_and_nothing_is_lost(meeting):
    for number in range(3):
        actions.add_item(meeting, f"Une longue journée {number}", minutes=600)
    found = part(meeting, make_organiser())
    said = plain(found.warning)
    assert said == "L’ordre du jour dure 30 h : il finit le 17 février à 16 h, soit 23 h 30 après la fin prévue."
    assert len(found.table.lines) == 3


def test_an_item_goes_where_it_is_put(meeting):
    first, second, third = (actions.add_item(meeting, name) for name in ("A", "B", "C"))
    assert actions.place(third, 1) == 1
    assert titles(meeting) == ["C", "A", "B"]
    assert actions.step(third, 1) == 2
    assert titles(meeting) == ["A", "C", "B"]
    assert actions.step(second, 1) == 3  # it is the last already
    assert actions.place(first, 40) == 3
    assert titles(meeting) == ["C", "B", "A"]


def test_the_form_adds_moves_and_removes(meeting, log_in):
    organiser = log_in(make_organiser())
    desk = f"/reunions/{meeting.id}/ordre-du-jour"
    answer = organiser.post(f"{desk}/points", data={"title": "Café", "kind": "break", "minutes": "15"})
    assert answer.status_code == 303
    assert titles(meeting) == ["Approbation du compte rendu précédent", "Actions en cours", "Café"]
    coffee = database.session.query(AgendaItem).filter_by(title="Café").one()
    organiser.post(f"/reunions/points/{coffee.id}/place", data={"step": "up"})
    assert titles(meeting)[1] == "Café"
    part_of_page = organiser.fragment(f"/reunions/points/{coffee.id}/place", "POST", data={"place": "1"})
    assert plain(part_of_page.text).count("« Café » : place 1 sur 3, à 10 h.") == 1
    assert "<html" not in part_of_page.text
    assert organiser.get(f"{desk}/preparer").status_code == 200
    assert organiser.post(f"/reunions/points/{coffee.id}/retrait").status_code == 303
    assert "Café" not in titles(meeting)
    approval = accepted(meeting)[0]
    assert organiser.post(f"/reunions/points/{approval.id}/retrait").status_code == 403


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": "", "minutes": "15"}, "Donnez un titre"),
        ({"title": "Atelier", "minutes": "quinze"}, "nombre entier"),
        ({"title": "Atelier", "minutes": "-5"}, "entre 0 et 1440"),
        ({"title": "Atelier", "minutes": "1441"}, "entre 0 et 1440"),
        ({"title": "Atelier", "minutes": "15", "dimension": "999"}, "Choisissez parmi"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_kept(meeting, log_in, typed, said):
    data = {"kind": "topic", "leader": "Solène Marquis"} | typed
    answer = log_in(make_organiser()).post(f"/reunions/{meeting.id}/ordre-du-jour/points", data=data)
    assert answer.status_code == 422
    assert said in plain(answer.text)
    assert "Solène Marquis" in answer.text
    assert accepted(meeting) == []


def test_two_who_edit_the_same_item_see_both_texts(meeting, log_in):
    item = actions.add_item(meeting, "Atelier 1", minutes=60)
    organiser = log_in(make_organiser())
    address, base = f"/reunions/points/{item.id}/modifier", item.version
    form = {"title": "Atelier 1", "kind": "topic", "minutes": "60", "version": str(base)}
    assert organiser.post(address, data=form | {"leader": "Laurence Teyssier"}).status_code == 303
    crossed = organiser.post(address, data=form | {"leader": "Julien Orsoni", "minutes": "45"})
    assert crossed.status_code == 409
    assert "Laurence Teyssier" in crossed.text and "Julien Orsoni" in crossed.text
    assert database.session.get(AgendaItem, item.id).leader == "Laurence Teyssier"
    again = form | {"leader": "Julien Orsoni", "version": str(base + 1)}
    assert organiser.post(address, data=again).status_code == 303
    assert database.session.get(AgendaItem, item.id).leader == "Julien Orsoni"


def test_only_the_support_team_prepares_and_only_members_read(meeting, client, log_in):
    item = actions.add_item(meeting, "Un point")
    member, organiser = log_in(make_user()), log_in(make_organiser())
    desk = f"/reunions/{meeting.id}/ordre-du-jour"
    for path in (f"{desk}/preparer", f"{desk}/publication", f"/reunions/points/{item.id}/modifier"):
        assert client.get(path).status_code == 303, path
        assert member.get(path).status_code == 403, path
        assert organiser.get(path).status_code == 200, path
    assert member.post(f"/reunions/points/{item.id}/place", data={"place": "1"}).status_code == 403
    assert member.get(desk).status_code == 200
    assert client.get(desk).status_code == 303


def test_what_is_closed_is_prepared_no_more(meeting, log_in):
    item = actions.add_item(meeting, "Un point")
    meeting.state = "closed"
    organiser = log_in(make_organiser())
    assert organiser.get(f"/reunions/{meeting.id}/ordre-du-jour/preparer").status_code == 403
    assert organiser.post(f"/reunions/points/{item.id}/place", data={"step": "up"}).status_code == 403


def test_a_meeting_one_does_not_see_has_no_agenda(log_in):
    series = make_series(category=make_category(open_to=None), is_public=False)
    meeting = make_meeting(series=series)
    item = actions.add_item(meeting, "Secret")
    organiser = log_in(make_organiser())
    assert organiser.get(f"/reunions/{meeting.id}/ordre-du-jour").status_code == 404
    assert organiser.get(f"/reunions/points/{item.id}/modifier").status_code == 404


def test_the_page_costs_the_same_however_long_the_agenda(meeting, log_in):
    reader, members = log_in(make_user()), [make_user() for _ in range(6)]

    def add(count: int) -> None:
        for number in range(count):
            item = actions.propose(meeting, members[number % 6], f"Point {number}")
            item.state, item.position = "accepted", number

    def cost(path: str) -> int:
        reader.get(path)  # the frame of the page is kept from now on
        sheets._shelf.clear()
        with queries(database) as sent:
            assert reader.get(path).status_code == 200
        return len(sent)

    add(2)
    pages = (f"/reunions/{meeting.id}/ordre-du-jour", meeting.url)
    few = [cost(path) for path in pages]
    add(20)
    assert [cost(path) for path in pages] == few


def test_acts_are_written_down_without_words(meeting):
    organiser, later = make_organiser(), meeting.starts + timedelta(days=49)
    make_meeting(series=meeting.series, starts=later)
    for act in (actions.accept, lambda i, by: actions.decline(i, by, "Trop long"), actions.defer):
        act(actions.propose(meeting, make_user(), "Un secret"), organiser)
    entries = database.session.query(AuditEntry).filter_by(subject_kind="AgendaItem").order_by(AuditEntry.id).all()
    assert [one.verb for one in entries] == ["ItemAccepted", "ItemDeclined", "ItemDeferred"]
    assert "secret" not in str([(one.before, one.after) for one in entries])
