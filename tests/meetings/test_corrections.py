"""Corrections of published minutes: proposed by members, accepted as visible amendments or declined with a word."""

import pytest

from forum.core.db import db
from forum.core.mail import OutboxMail
from forum.meetings.models import Minutes, MinutesCorrection, MinutesRevision
from forum.meetings.queries.minutes import blocks_of
from forum.notifications.models import Notification
from tests.makers import make_category, make_group, make_organiser, make_series, make_user
from tests.meetings.minutes import decision, held_meeting, information, published, written


@pytest.fixture
def minutes(app) -> Minutes:
    with app.test_request_context():
        return published(information("Nous étions seize.", "bilan", title="Bilan"), decision("On continue.", "suite"))


def page_of(minutes: Minutes) -> str:
    return f"/reunions/{minutes.meeting_id}/compte-rendu"


def propose(client, minutes: Minutes, block: str = "bilan", text: str = "Nous étions dix-huit.") -> MinutesCorrection:
    sent = client.post(f"{page_of(minutes)}/correction", data={"block": block, "text": text})
    assert sent.status_code == 303
    return MinutesCorrection.query.order_by(MinutesCorrection.id.desc()).first()


def settle(client, correction: MinutesCorrection, do: str, **data):
    return client.post(f"/reunions/corrections/{correction.id}", data={"do": do, **data})


def acceptance(minutes: Minutes, **changes: str) -> dict[str, str]:
    return {"base": str(minutes.number), "text": "Nous étions dix-huit.", "reason": "Une erreur de compte"} | changes


def says(minutes: Minutes) -> list[str]:
    db.session.expire_all()
    return [block.text for block in blocks_of(minutes, minutes.published_number or 0)]


def told(person) -> list[str]:
    return [row.kind for row in Notification.query.filter_by(user_id=person.id) if row.kind.startswith("minutes_corr")]


def test_a_correction_reaches_the_support_team_and_becomes_a_visible_amendment(log_in, minutes):
    person, organiser = make_user(first_name="Nadia"), make_organiser()
    member, staff = log_in(person), log_in(organiser)
    assert "Proposer une correction" in member.get(page_of(minutes)).text
    assert "Décision : On continue." in member.get(f"{page_of(minutes)}/correction").text.replace("\xa0", " ")
    correction = propose(member, minutes)
    assert told(organiser) == ["minutes_correction"]
    assert "Nous étions dix-huit." in OutboxMail.query.filter_by(recipient=organiser.email).one().text
    page = staff.get(f"/reunions/corrections/{correction.id}").text
    assert "Nous étions dix-huit." in page
    assert "Nous étions seize.</textarea>" in page.replace("\r\n", "\n")
    assert settle(staff, correction, "accept", **acceptance(minutes)).status_code == 303
    assert says(minutes) == ["Nous étions dix-huit.", "On continue."]
    assert MinutesRevision.query.filter_by(minutes_id=minutes.id, number=minutes.number).one().reason
    assert "Une erreur de compte" in member.get(page_of(minutes)).text
    assert told(person) == ["minutes_correction_settled"]
    assert "Corrigé" in member.get(f"/reunions/corrections/{correction.id}").text


def test_what_was_forgotten_is_added_at_the_end(log_in, minutes):
    correction = propose(log_in(make_user()), minutes, block="", text="Il manque le mot de la fin.")
    settle(log_in(make_organiser()), correction, "accept", **acceptance(minutes, text="Merci à toutes et à tous."))
    assert says(minutes) == ["Nous étions seize.", "On continue.", "Merci à toutes et à tous."]


def test_a_declined_correction_leaves_the_text_and_tells_why(log_in, minutes):
    person, staff = make_user(), log_in(make_organiser())
    correction = propose(log_in(person), minutes)
    assert settle(staff, correction, "decline", word="").status_code == 422
    assert settle(staff, correction, "decline", word="La feuille d’émargement dit seize.").status_code == 303
    assert says(minutes)[0] == "Nous étions seize."
    mail = OutboxMail.query.filter_by(recipient=person.email, kind="notifications.minutes_correction_settled").one()
    assert "La feuille d’émargement dit seize." in mail.text
    assert settle(staff, correction, "accept", **acceptance(minutes)).status_code == 403


@pytest.mark.parametrize(
    ("changes", "field"), [({"text": ""}, "text"), ({"reason": ""}, "reason"), ({"text": "Nous étions seize."}, "text")]
)
def test_what_is_missing_is_said_at_its_field_and_nothing_changes(log_in, minutes, changes, field):
    correction = propose(log_in(make_user()), minutes)
    answer = settle(log_in(make_organiser()), correction, "accept", **acceptance(minutes, **changes))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    db.session.expire_all()
    assert correction.is_open
    assert says(minutes)[0] == "Nous étions seize."


def test_an_amendment_made_meanwhile_is_shown_and_not_overwritten(log_in, minutes):
    first, second = (propose(log_in(make_user()), minutes, block) for block in ("bilan", "suite"))
    staff, stale = log_in(make_organiser()), acceptance(minutes, text="On continue ensemble.")
    settle(staff, first, "accept", **acceptance(minutes))
    crossed = settle(staff, second, "accept", **stale)
    assert crossed.status_code == 409
    assert "On continue ensemble." in crossed.text
    assert says(minutes) == ["Nous étions dix-huit.", "On continue."]
    assert settle(staff, second, "accept", **stale | {"base": str(minutes.number)}).status_code == 303
    assert says(minutes) == ["Nous étions dix-huit.", "On continue ensemble."]


def test_members_see_their_own_corrections_alone(log_in, minutes):
    correction = propose(log_in(make_user()), minutes, text="Une remarque pour l’équipe.")
    other = log_in(make_user())
    assert other.get(f"/reunions/corrections/{correction.id}").status_code == 404
    assert "Une remarque pour l’équipe." not in other.get(page_of(minutes)).text
    assert settle(other, correction, "decline", word="Non").status_code == 404


def test_nothing_is_proposed_for_what_one_may_not_read_or_is_not_published(log_in, app):
    inside, outside, staff = make_user(), make_user(), log_in(make_organiser())
    closed = make_series(category=make_category(group=make_group(inside)))
    with app.test_request_context():
        hidden, draft = published(information("Ici.", "ici"), meeting=held_meeting(series=closed)), written()
    assert log_in(outside).get(f"{page_of(hidden)}/correction").status_code == 404
    assert log_in(outside).post(f"{page_of(hidden)}/correction", data={"text": "Non"}).status_code == 404
    assert staff.get(f"{page_of(draft)}/correction").status_code == 403
    assert MinutesCorrection.query.count() == 0


def test_an_empty_correction_is_refused_at_its_field(log_in, minutes):
    answer = log_in(make_user()).post(f"{page_of(minutes)}/correction", data={"block": "bilan", "text": " "})
    assert answer.status_code == 422
    assert 'id="text-error"' in answer.text
