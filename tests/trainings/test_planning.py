"""Sessions are planned in one step; what cannot be is refused at its field, and nothing is made."""

from datetime import date, timedelta

import pytest

from forum.core.clock import today
from forum.core.db import db
from forum.trainings.models import TrainingSession
from tests.makers import make_organiser, make_session, make_training
from tests.trainings.pages import season


@pytest.fixture
def organiser(log_in):
    return log_in(make_organiser())


@pytest.fixture
def url():
    return f"{make_training().url}/sessions/nouvelles"


def sessions() -> list[TrainingSession]:
    return db.session.query(TrainingSession).order_by(TrainingSession.starts_at).all()


def test_four_sessions_in_one_step(organiser, client, url):
    assert organiser.post(url, data=season(30, 42, 72, 84)).status_code == 303
    made = sessions()
    assert [one.day for one in made] == [today() + timedelta(days=ahead) for ahead in (30, 42, 72, 84)]
    assert [[slot.minutes for slot in one.slots] for one in made] == [[210, 210]] * 4
    assert {(one.state, one.capacity, one.per_establishment, one.sequence) for one in made} == {("open", 15, 3, 1)}
    assert [one.city for one in made] == [f"Ville {n}" for n in range(4)]
    page = client.get(made[0].training.url).text
    assert page.count("15 places libres") == 4 and "Haute-Garonne" in page


def test_the_form_begins_with_seven_hours(organiser, url):
    page = organiser.get(url).text
    assert [f'value="{at}"' in page for at in ("09:00", "12:30", "13:30", "17:00")] == [True] * 4


def test_drafts_are_the_support_team_s(organiser, client, url):
    data = season(30)
    del data["publish"]
    organiser.post(url, data=data)
    (one,) = sessions()
    assert one.state == "draft"
    assert "Ville 0" not in client.get(one.training.url).text
    assert "Ville 0" in organiser.get(one.training.url).text
    assert client.get(f"/formations/sessions/{one.id}.ics").status_code == 404


WRONG = {
    "overlap": (
        {"slots-1-starts": "12:00", "slots-1-ends": "15:30"},
        "slots-1-starts",
        "avant la fin de la précédente",
    ),
    "too short": ({"slots-1-ends": "16:30"}, "slots-1-ends", "Les demi-journées font 6"),
    "too long": ({"slots-1-ends": "18:00"}, "slots-1-ends", "Les demi-journées font 8"),
    "end before start": ({"slots-0-ends": "08:00"}, "slots-0-ends", "La fin vient avant le début"),
    "no end": ({"slots-1-ends": ""}, "slots-1-ends", "heure de la fin"),
    "no time": ({"slots-1-starts": "midi"}, "slots-1-starts", "Écrivez une heure"),
    "no day": ({"lines-0-day": ""}, "lines-0-day", "Choisissez un jour"),
    "far away": ({"lines-0-day": "0202-01-01"}, "lines-0-day", "année proche"),
    "opened far away": ({"opens_on": "0001-01-01"}, "opens_on", "année proche"),
    "no date": ({"lines-0-day": "30 février"}, "lines-0-day", "Choisissez une date"),
    "no seat": ({"capacity": "0"}, "capacity", "1 au moins"),
    "no number": ({"capacity": "quinze"}, "capacity", "nombre entier"),
    "more reserved than there are": ({"reserved": "16"}, "reserved", "Pas plus de places réservées"),
    "a minimum above": ({"minimum": "16"}, "minimum", "dépasse le nombre de places"),
}


@pytest.mark.parametrize(("facts", "where", "sentence"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_refused_at_its_field(organiser, url, facts, where, sentence):
    response = organiser.post(url, data=season(30, 42) | facts)
    assert response.status_code == 422
    at = response.text.index(f'id="{where}-error"')
    assert sentence in response.text[at : at + 400].replace("\u00a0", " ")
    assert f'href="#{where}"' in response.text
    assert "Ville 1" in response.text  # what was typed
    assert not sessions()


def test_at_least_one_date(organiser, url):
    response = organiser.post(url, data=season())
    assert response.status_code == 422 and "au moins une date" in response.text


def test_an_hour_that_the_clocks_jump_over_is_refused(organiser, url):
    spring = next(day for day in (date(today().year + 1, 3, 31 - n) for n in range(7)) if day.weekday() == 6)
    halves = {"slots-0-starts": "02:30", "slots-0-ends": "06:00", "lines-0-day": spring.isoformat()}
    response = organiser.post(url, data=season(30) | halves)
    assert response.status_code == 422 and "on passe à l’heure d’été" in response.text
    across = halves | {"slots-0-starts": "01:30", "slots-0-ends": "05:00"}
    response = organiser.post(url, data=season(30) | across)
    assert response.status_code == 422 and "L’heure change cette nuit-là" in response.text
    assert not sessions()


def test_a_session_may_last_several_days(organiser):
    training = make_training(minutes=840)
    second = {"slots-2-number": "2", "slots-2-starts": "09:00", "slots-2-ends": "12:30"}
    second |= {"slots-3-number": "2", "slots-3-starts": "13:30", "slots-3-ends": "17:00"}
    assert organiser.post(f"{training.url}/sessions/nouvelles", data=season(30) | second).status_code == 303
    (one,) = sessions()
    assert (one.last_day - one.day).days == 1 and len(one.slots) == 4


def test_more_sessions_like_one_that_is_there(organiser):
    session = make_session(capacity=9, per_establishment=2, venue="Salle du Lac", city="Tarbes")
    page = organiser.get(f"{session.training.url}/sessions/nouvelles?modele={session.id}").text
    assert 'value="Salle du Lac"' in page and 'value="9"' in page
    other = make_session()
    assert "Salle des Essais" not in organiser.get(f"{session.training.url}/sessions/nouvelles?modele={other.id}").text


def test_what_nobody_could_register_for_is_not_opened(organiser, url):
    for ahead, sentence in ((-1, "Ce jour est passé"), (3, "Les inscriptions seraient déjà closes")):
        answer = organiser.post(url, data=season(ahead))
        assert answer.status_code == 422 and sentence in answer.text, ahead
    assert not sessions()
    assert organiser.post(url, data=season(3, closes_days="0", cancel_days="0")).status_code == 303
