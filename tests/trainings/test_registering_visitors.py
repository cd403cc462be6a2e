"""Registering without an account, with the link of a mail."""

import re
from datetime import timedelta

from forum.core.clock import today
from forum.trainings.actions import admission
from forum.trainings.models import Registration
from tests.makers import make_organiser, make_registration, make_session, make_training, make_user
from tests.trainings.letters import kinds, last, letters, link_in
from tests.trainings.registering import VISITOR, form_of, standings


def test_a_visitor_registers_and_confirms_by_mail(client, session):
    page = client.get(f"{form_of(session)}?session={session.id}")
    assert "Tarbes" in page.text
    answer = client.post(form_of(session), data=VISITOR | {"session": session.id})
    assert answer.status_code == 200
    assert "Ouvrez votre boîte de courriels" in answer.text
    assert standings() == {"Ana Vidal": "pending:mail"}
    link = link_in(last("ana@essais.example"))
    assert "Confirmer mon inscription" in client.get(link).text
    assert standings() == {"Ana Vidal": "pending:mail"}
    assert "Votre inscription est confirmée" in client.post(link, data={"act": "confirmer"}).text
    assert standings() == {"Ana Vidal": "confirmed"}


def test_the_directory_knows_the_establishment_and_nothing_is_added_to_it(client, session, director):
    client.post(form_of(session), data=VISITOR | {"session": session.id})
    one = Registration.query.one()
    assert (one.establishment_id, one.department) == (director.establishment_id, "11")
    elsewhere = VISITOR | {"session": session.id, "email": "b@essais.example", "establishment": "Les Genêts (Gard)"}
    client.post(form_of(session), data=elsewhere)
    other = Registration.query.filter_by(email="b@essais.example").one()
    assert (other.establishment_id, other.establishment_name, other.department) == (None, "Les Genêts", "30")


def test_what_is_missing_is_said_at_its_field_and_the_text_is_kept(client, session):
    answer = client.post(form_of(session), data=VISITOR | {"session": session.id, "email": "ana@", "last_name": ""})
    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text
    assert 'id="last_name-error"' in answer.text
    assert 'value="ana@"' in answer.text
    assert not standings()


def test_the_answer_is_the_same_whether_the_address_is_registered_or_not(client, session):
    first = client.post(form_of(session), data=VISITOR | {"session": session.id})
    again = client.post(form_of(session), data=VISITOR | {"session": session.id})
    assert (first.status_code, first.text) == (again.status_code, again.text)
    assert kinds("ana@essais.example") == ["confirm", "again"]
    assert len(standings()) == 1


def test_of_a_full_session_without_a_list_too(client, training):
    full = make_session(training, capacity=1, has_waitlist=False)
    make_registration(full, first_name="Ana", last_name="Vidal", email="ana@essais.example")
    form = f"/formations/{training.slug}/inscription"
    known, unknown = (
        client.post(form, data=VISITOR | {"session": full.id, "email": email})
        for email in ("ana@essais.example", "leo@essais.example")
    )
    assert known.status_code == unknown.status_code == 422
    own = re.compile('value="[0-9a-f]{32}"|ana@|leo@')  # the key of the editor, the address
    assert own.sub("", known.text) == own.sub("", unknown.text)
    assert not letters("leo@essais.example")


def test_a_visitor_sends_so_many_forms_and_no_more(client, session):
    for email in ("ana@essais.example", "Ana@essais.example", "ANA@essais.example", "ana@Essais.example"):
        sent = VISITOR | {"session": session.id, "email": email}
        assert client.post(form_of(session), data=sent).status_code == 200
    refused = client.post(form_of(session), data=VISITOR | {"session": session.id})
    assert refused.status_code == 429
    assert "ana@essais.example" in refused.text  # what was typed is there


def test_a_session_that_closed_while_the_form_was_open(client, log_in, session):
    open_one = make_session(session.training, city="Rodez")
    admission.close_session(session, make_organiser())
    answer = client.post(form_of(session), data=VISITOR | {"session": session.id})
    assert answer.status_code == 422
    assert "ne prend plus d’inscription" in answer.text
    assert 'value="ana@essais.example"' in answer.text
    assert f'value="{open_one.id}"' in answer.text
    member = log_in(make_user()).post(form_of(session), data={"session": session.id, "me": "y"})
    assert member.status_code == 422
    assert not standings()


def test_nobody_registers_for_a_draft(client, log_in, app):
    session = make_session(make_training(state="draft"))
    assert client.get(form_of(session)).status_code == 404
    assert log_in(make_organiser()).get(form_of(session)).status_code == 403
    assert client.post(form_of(session), data=VISITOR | {"session": session.id}).status_code == 404


def test_a_training_without_open_session_says_so(client, training):
    assert "Aucune session ne prend d’inscription" in client.get(f"/formations/{training.slug}/inscription").text


def test_who_is_not_admitted_yet_registers_as_visitors_do_with_the_form_filled_in(log_in, session):
    lea = make_user(state="pending", admitted_at=None, first_name="Léa", email="lea@essais.example")
    page = log_in(lea).get(form_of(session)).text
    assert 'value="Léa"' in page
    assert 'value="lea@essais.example"' in page
    assert "by_member" not in page


def test_the_form_begins_with_a_date_that_has_room(client, training):
    full, other = make_session(training, capacity=1), make_session(training, day=today() + timedelta(days=60))
    make_registration(full)
    chosen = re.compile(r'<option selected value="(\d+)"')
    assert chosen.findall(client.get(form_of(full)).text) == [str(other.id)]
    assert chosen.findall(client.get(f"{form_of(full)}?session={full.id}").text) == [str(full.id)]


def test_who_is_put_on_the_list_is_promised_no_seat(client, training):
    full = make_session(training, capacity=1)
    make_registration(full)
    answer = client.post(form_of(full), data=VISITOR | {"session": full.id})
    assert "ou votre rang sur la liste d’attente" in answer.text and "votre place vous attend" not in answer.text
