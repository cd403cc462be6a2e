"""Saying whether one comes: on the page, by a substitute, noted by the support team; and who may see it."""

import pytest

from forum.core.clock import now
from forum.core.mail import OutboxMail
from forum.groups.models import Membership
from forum.meetings.models import Presence, Workshop, WorkshopSeat
from forum.meetings.queries.presence import silent_ids
from tests.makers import (
    added,
    make_category,
    make_establishment,
    make_group,
    make_meeting,
    make_organiser,
    make_series,
    make_user,
)


@pytest.fixture
def meeting(app):
    return make_meeting(title="Réunion du COOP du 16 février")


def presence_of(meeting, person) -> Presence:
    return Presence.query.filter_by(meeting_id=meeting.id, user_id=person.id).one()


def answers(client, meeting, answer, **more):
    return client.post(f"/reunions/{meeting.id}/presence", data={"answer": answer, "ici": "1", **more})


@pytest.mark.parametrize("answer", ["yes", "maybe", "no"])
def test_one_press_answers_and_another_changes_it(log_in, meeting, answer):
    person = make_user()
    client = log_in(person)
    assert answers(client, meeting, "maybe").status_code == 303
    assert answers(client, meeting, answer).status_code == 303
    assert presence_of(meeting, person).answer == answer
    assert 'aria-pressed="true"' in client.get(f"/reunions/{meeting.id}/presence").text


def test_a_substitute_of_the_network_is_known_again(log_in, meeting):
    person, colleague = make_user(), make_user(first_name="Solène", last_name="Marquis")
    answers(log_in(person), meeting, "represented", substitute="solène MARQUIS")
    row = presence_of(meeting, person)
    assert (row.answer, row.substitute, row.substitute_id) == ("represented", "Solène Marquis", colleague.id)


def test_a_substitute_from_elsewhere_is_a_name(log_in, meeting):
    person = make_user()
    answers(log_in(person), meeting, "represented", substitute="Ana Vidal")
    row = presence_of(meeting, person)
    assert (row.substitute, row.substitute_id) == ("Ana Vidal", None)
    answers(log_in(person), meeting, "yes")
    assert presence_of(meeting, person).substitute == ""


@pytest.mark.parametrize("name", ["", "Camille Essai"])
def test_someone_else_has_to_be_named(log_in, meeting, name):
    person = make_user(first_name="Camille", last_name="Essai")
    response = answers(log_in(person), meeting, "represented", substitute=name)
    assert response.status_code == 422
    assert 'id="substitute-error"' in response.text
    assert Presence.query.count() == 0


def test_a_word_for_the_organisers_stays_when_the_answer_changes(log_in, meeting):
    person = make_user()
    client = log_in(person)
    answers(client, meeting, "yes", note="J’arrive à 11 h")
    answers(client, meeting, "maybe")
    assert presence_of(meeting, person).note == "J’arrive à 11 h"
    assert "J’arrive à 11 h" in log_in(make_organiser()).get(f"/reunions/{meeting.id}/presences").text
    assert "J’arrive à 11 h" not in log_in(make_user()).get(f"/reunions/{meeting.id}/participants").text


def test_answers_end_when_the_organiser_said_and_are_noted_by_them_afterwards(log_in, clock):
    meeting, person, organiser = make_meeting(presence_until=now()), make_user(), make_organiser()
    clock.forward(hours=1)
    assert answers(log_in(person), meeting, "yes").status_code == 403
    assert "closes" in log_in(person).get(f"/reunions/{meeting.id}/presence").text
    log_in(organiser).post(f"/reunions/{meeting.id}/presences/{person.id}", data={"answer": "yes", "note": ""})
    assert presence_of(meeting, person).answer == "yes"


@pytest.mark.parametrize("state", ["cancelled", "held", "closed"])
def test_nobody_answers_to_what_does_not_take_place_or_is_over(log_in, state):
    assert answers(log_in(make_user()), make_meeting(state=state), "yes").status_code == 403


def test_members_see_the_names_of_who_comes(log_in, meeting):
    coming, unsure, other = make_user(first_name="Karim"), make_user(first_name="Léa"), make_user()
    answers(log_in(coming), meeting, "yes")
    answers(log_in(unsure), meeting, "maybe")
    page = log_in(other).get(f"/reunions/{meeting.id}/participants").text
    assert "Karim" in page
    assert "Léa" not in page
    assert "1 personne vient, 1 peut-être" in page
    assert "Karim" not in log_in(other).get(f"/reunions/{meeting.id}/participants?q=zzz").text


@pytest.mark.parametrize("path", ["presence", "participants", "presences", "emargement", "pointage"])
def test_nothing_of_it_is_for_those_outside(client, log_in, path):
    inside = make_user()
    meeting = make_meeting(series=make_series(category=make_category(group=make_group(inside)), is_public=False))
    assert log_in(make_user()).get(f"/reunions/{meeting.id}/{path}").status_code == 404
    assert client.get(f"/reunions/{meeting.id}/{path}").status_code == 303


@pytest.mark.parametrize("path", ["presences", "emargement", "emargement.pdf", "pointage"])
def test_the_lists_of_organisers_are_theirs(log_in, meeting, path):
    assert log_in(make_user()).get(f"/reunions/{meeting.id}/{path}").status_code == 403


def test_organisers_see_who_comes_by_department_and_establishment(log_in, meeting):
    aude = make_establishment(name="D-ITEP Les Trois Ponts", department="11")
    gard = make_establishment(name="D-ITEP La Clairière", department="30")
    for place, answer in ((aude, "yes"), (aude, "yes"), (gard, "no"), (gard, "")):
        person = make_user(establishment_id=place.id)
        if answer:
            answers(log_in(person), meeting, answer)
    page = log_in(make_organiser()).get(f"/reunions/{meeting.id}/presences").text
    rows = {row.split("</th>")[0].split(">")[-1]: row for row in page.split("<tr")}
    numbers = lambda name: [cell.split("<")[0] for cell in rows[name].split('<td class="num">')[1:]]  # noqa: E731
    assert numbers("Aude") == ["2", "–", "–", "–", "–"]
    assert numbers("D-ITEP La Clairière") == ["–", "–", "–", "1", "1"]


def test_the_list_is_narrowed_by_answer_and_by_words(log_in, meeting):
    coming, _silent = make_user(first_name="Karim", last_name="Bensaïd"), make_user(first_name="Léa", last_name="Bruel")
    answers(log_in(coming), meeting, "yes")
    organiser = log_in(make_organiser())
    page = lambda ask: organiser.get(f"/reunions/{meeting.id}/presences?{ask}").text  # noqa: E731
    assert "Karim Bensaïd" in page("reponse=oui")
    assert "Léa Bruel" not in page("reponse=oui")
    assert "Léa Bruel" in page("reponse=sans")
    assert "Karim Bensaïd" in page("q=bensaid")


def test_of_somebody_who_may_read_the_meeting_no_more_no_answer_is_noted_or_asked_for(log_in, db):
    coming, silent, organiser = make_user(), make_user(), make_organiser()
    group = make_group(coming, silent, organiser)
    meeting = make_meeting(series=make_series(category=make_category(name="COPIL", group=group)))
    answers(log_in(coming), meeting, "yes")
    client = log_in(organiser)
    page = f"/reunions/{meeting.id}/presences"
    noting = lambda: [f'href="{page}/{one.id}"' in client.get(page).text for one in (coming, silent)]  # noqa: E731
    assert noting() == [True, True]
    db.session.query(Membership).filter_by(user_id=coming.id).delete()
    presence_of(meeting, coming).ask_again = True
    db.session.commit()
    assert noting() == [False, True]
    assert coming.display_name in client.get(page).text
    assert "N’a plus accès à cette réunion" in client.get(page).text
    assert client.get(f"{page}/{coming.id}").status_code == 404
    assert set(silent_ids(meeting)) == {silent.id, organiser.id}


def test_only_those_without_an_answer_are_reminded_and_once_a_day(log_in, clock):
    coming, silent, organiser = make_user(), make_user(), make_organiser()
    meeting = make_meeting(created_by_id=organiser.id)
    answers(log_in(coming), meeting, "no")
    remind = lambda: log_in(organiser).post(f"/reunions/{meeting.id}/presences/rappel")  # noqa: E731
    written = lambda: sorted(  # noqa: E731
        mail.recipient for mail in OutboxMail.query.filter_by(kind="notifications.meeting_reminder")
    )
    remind()
    assert written() == sorted([silent.email, organiser.email])
    remind()
    assert len(written()) == 2
    clock.forward(days=1)
    remind()
    assert len(written()) == 4


def test_the_list_leaves_as_a_file_without_formulas_and_that_is_noted(log_in, meeting):
    from forum.audit.models import AuditEntry

    person = make_user(last_name="=CMD()", first_name="@SUM", function="+33")
    answers(log_in(person), meeting, "yes", note="-1; « é »")
    response = log_in(make_organiser()).post(f"/reunions/{meeting.id}/presences/export")
    assert response.data.startswith(b"\xef\xbb\xbf")
    text = response.data.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Nom;Prénom;Fonction")
    assert "'=CMD();'@SUM;'+33;" in text
    assert '"\'-1; « é »"' in text
    assert response.headers["Cache-Control"] == "no-store"
    assert AuditEntry.query.filter_by(verb="PresencesExported").count() == 1


def test_nobody_is_noted_who_may_not_read(log_in):
    inside, outside = make_organiser(), make_user()
    meeting = make_meeting(series=make_series(category=make_category(group=make_group(inside))))
    assert log_in(inside).get(f"/reunions/{meeting.id}/presences/{outside.id}").status_code == 404


def test_whoever_does_not_come_leaves_their_seats_in_workshops(log_in, meeting, db):
    person = make_user()
    workshop = Workshop(meeting_id=meeting.id, title="Atelier", starts=meeting.starts, ends=meeting.ends)
    db.session.add(workshop)
    db.session.flush()
    db.session.add(WorkshopSeat(workshop_id=workshop.id, user_id=person.id))
    answers(log_in(person), meeting, "no")
    assert WorkshopSeat.query.count() == 0


# --- the day ---------------------------------------------------------------------------------------------------------


def test_the_sheet_has_who_comes_and_who_comes_instead_with_rows_to_spare(log_in, meeting):
    place = make_establishment(name="D-ITEP Les Trois Ponts")
    coming = make_user(first_name="Karim", last_name="Bensaid", establishment_id=place.id, function="Éducateur")
    away, out = make_user(first_name="Léa", last_name="Bruel"), make_user(first_name="Anne", last_name="Absente")
    answers(log_in(coming), meeting, "yes")
    answers(log_in(away), meeting, "represented", substitute="Ana Vidal")
    answers(log_in(out), meeting, "no")
    page = log_in(make_organiser()).get(f"/reunions/{meeting.id}/emargement").text
    assert page.index("Karim Bensaid") < page.index("Ana Vidal")
    assert "pour Léa Bruel" in page
    assert "D-ITEP Les Trois Ponts" in page
    assert "Anne Absente" not in page
    assert page.count('class="spare"') >= 4


def test_a_colleague_who_comes_anyway_signs_once(log_in, meeting):
    colleague, away = make_user(first_name="Solène", last_name="Marquis"), make_user()
    answers(log_in(colleague), meeting, "yes")
    answers(log_in(away), meeting, "represented", substitute="Solène Marquis")
    page = log_in(make_organiser()).get(f"/reunions/{meeting.id}/emargement").text
    assert page.count("Solène Marquis") == 1


def test_what_is_seen_is_kept_apart_from_what_was_said(log_in, clock):
    meeting, person, organiser = make_meeting(), make_user(), make_organiser()
    answers(log_in(person), meeting, "yes")
    url = f"/reunions/{meeting.id}/pointage/{person.id}"
    assert log_in(organiser).post(url, data={"seen": "absent"}).status_code == 403  # not the day yet
    clock.set(meeting.starts_at)
    for seen in ("present", "present", "absent"):
        assert log_in(organiser).post(url, data={"seen": seen}).status_code == 303
    row = presence_of(meeting, person)
    assert (row.answer, row.seen, row.seen_by_id) == ("yes", "absent", organiser.id)
    assert log_in(organiser).post(url, data={"seen": "late"}).status_code == 422
    assert log_in(person).post(url, data={"seen": "present"}).status_code == 403


def test_everybody_reads_what_was_seen_of_them_and_of_nobody_else(log_in):
    meeting, person, other = make_meeting(state="held"), make_user(), make_user()
    added(Presence(meeting_id=meeting.id, user_id=person.id, answer="yes", seen="absent"))
    assert "Absent·e" in log_in(person).get(f"/reunions/{meeting.id}").text
    assert "Absent·e" not in log_in(other).get(f"/reunions/{meeting.id}").text


def test_a_draft_asks_nobody(log_in):
    page = log_in(make_organiser()).get(f"/reunions/{make_meeting(state='draft').id}").text
    assert "Votre participation" not in page


def test_those_who_said_nothing_are_found_by_name(log_in, clock):
    meeting, _silent, organiser = make_meeting(), make_user(first_name="Léa", last_name="Bruel"), make_organiser()
    clock.set(meeting.starts_at)
    page = lambda ask: log_in(organiser).get(f"/reunions/{meeting.id}/pointage{ask}").text  # noqa: E731
    assert "Léa Bruel" not in page("")
    assert "Léa Bruel" in page("?q=bruel")
    assert "Léa Bruel" in page("?tous=1")
