"""Questionnaires: asked at their moment, answered once and without a name, read from five answers on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.clock import frozen, today
from forum.core.db import db
from forum.core.mail.models import OutboxMail
from forum.trainings.actions import admission, attendance
from forum.trainings.actions import questionnaires as actions
from forum.trainings.actions.questionnaires import Asked
from forum.trainings.mails.after import address
from forum.trainings.models import Questionnaire, QuestionnaireInvitation, Sheet, SheetAnswer, Training
from forum.trainings.queries.results import results
from tests.at_once import DONE, in_transactions
from tests.makers import make_organiser, make_registration, make_session, make_training


@pytest.fixture
def training(in_a_request):
    return make_training()


def opened(training, moment="hot") -> Questionnaire:
    one = actions.start(training, moment, make_organiser())
    actions.open_(one, make_organiser())
    return one


def attended(session, count=1):
    """People who signed the morning."""
    people = [make_registration(session) for _ in range(count)]
    for one in people:
        attendance.sign(session.slots[0], one, make_organiser())
    return people


def answered(questionnaire, registration, value="4", texts=None) -> None:
    if not db.session.get(QuestionnaireInvitation, (questionnaire.id, registration.id)):
        invited = QuestionnaireInvitation(questionnaire_id=questionnaire.id, registration_id=registration.id)
        db.session.add(invited)
        db.session.flush()
    actions.answer(questionnaire, registration, {questionnaire.questions[0].id: (value,)} | (texts or {}))


def path_of(questionnaire, registration) -> str:
    return "/" + address(questionnaire, registration).split("/", 3)[3]


def test_each_moment_asks_those_it_concerns_once(training):
    ahead = make_session(training, day=today() + timedelta(days=5))
    far, coming = make_session(training, day=today() + timedelta(days=20)), make_registration(ahead)
    make_registration(far)
    make_registration(ahead, state="waitlisted", waitlist_pos=1)
    one = opened(training, "before")
    assert actions.invite_all() == 1
    assert actions.invite_all() == 0
    assert [row.registration_id for row in QuestionnaireInvitation.query.all()] == [coming.id]
    mail = db.session.scalars(select(OutboxMail)).one()
    assert mail.recipient == coming.email and path_of(one, coming) in mail.text


def test_the_hot_one_leaves_in_the_evening_to_those_who_signed(training):
    session = make_session(training, day=today())
    (came,) = attended(session)
    make_registration(session)  # never came
    opened(training, "hot")
    with frozen(session.ends_at - timedelta(minutes=1)):
        assert actions.invite_all() == 0
    with frozen(session.ends_at + timedelta(minutes=1)):
        assert actions.invite_all() == 1
    assert QuestionnaireInvitation.query.one().registration_id == came.id


def test_the_cold_one_leaves_sixty_days_later(training):
    session = make_session(training, day=today())
    attended(session)
    opened(training, "cold")
    with frozen(session.ends_at + timedelta(days=59)):
        assert actions.invite_all() == 0
    with frozen(session.ends_at + timedelta(days=60, minutes=1)):
        assert actions.invite_all() == 1


def test_who_has_not_answered_is_reminded_once(training):
    session = make_session(training, day=today())
    one, (quick, slow) = opened(training), attended(session, 2)
    with frozen(session.ends_at + timedelta(hours=1)):
        actions.invite_all()
        answered(one, quick)
    with frozen(session.ends_at + timedelta(days=6)):
        assert actions.remind_all() == 1
        assert actions.remind_all() == 0
    row = db.session.get_one(QuestionnaireInvitation, (one.id, slow.id))
    assert row.reminded_at


def test_one_answers_from_the_mail_once_and_no_row_says_who(client, db):
    training = make_training()
    session = make_session(training, day=today())
    one, (person,) = opened(training), attended(session)
    db.session.add(QuestionnaireInvitation(questionnaire_id=one.id, registration_id=person.id))
    path, first = path_of(one, person), one.questions[0].id
    assert client.get(path).status_code == 200
    answer = client.post(path, data={f"q_{first}": "5"})
    assert "Merci de vos réponses" in answer.text
    assert client.get(path).status_code == 410 and "déjà répondu" in client.get(path).text
    assert client.post(path, data={f"q_{first}": "1"}).status_code == 410
    sheet, said = Sheet.query.one(), SheetAnswer.query.one()
    assert said.value == "5" and len(sheet.id) == 43
    assert {column.name for column in Sheet.__table__.columns} == {"id", "questionnaire_id", "session_id"}


def test_a_required_question_keeps_what_was_written(client, db):
    training = make_training()
    session = make_session(training, day=today())
    one, (person,) = opened(training), attended(session)
    texts = [question for question in one.questions if question.kind == "text"]
    one.questions[0].is_required = True
    db.session.add(QuestionnaireInvitation(questionnaire_id=one.id, registration_id=person.id))
    answer = client.post(path_of(one, person), data={f"q_{texts[0].id}": "Très utile."})
    assert answer.status_code == 422 and "Très utile." in answer.text
    assert not Sheet.query.count()


def test_an_empty_sheet_is_no_answer(client, db):
    session = make_session(make_training(), day=today())
    one, (person,) = opened(session.training), attended(session)
    db.session.add(QuestionnaireInvitation(questionnaire_id=one.id, registration_id=person.id))
    answer = client.post(path_of(one, person), data={})
    assert answer.status_code == 422 and "Répondez au moins à une question." in answer.text
    assert not Sheet.query.count()
    assert client.post(path_of(one, person), data={f"q_{one.questions[0].id}": "3"}).status_code == 200


def test_a_link_somebody_made_up_opens_nothing(client, db):
    assert client.get("/formations/questionnaire/abc").status_code == 410


def test_who_moved_to_another_session_does_not_answer_twice(client, db):
    training = make_training()
    first, other = (make_session(training, day=today() + timedelta(days=days)) for days in (5, 6))
    one, row = opened(training, "before"), make_registration(first)
    assert actions.invite_all() == 1
    path, moved = path_of(one, row), admission.move(row, other).registration
    assert client.get(path).status_code == 410 and "n’est plus ouvert" in client.get(path).text
    assert client.post(path, data={f"q_{one.questions[0].id}": "5"}).status_code == 410
    assert actions.invite_all() == 1
    assert client.post(path_of(one, moved), data={f"q_{one.questions[0].id}": "5"}).status_code == 200


@pytest.mark.race
def test_two_who_begin_the_same_questionnaire_find_one(app, db):
    training_id, by_id = make_training().id, make_organiser().id

    def begin(_number: int) -> None:
        actions.start(db.session.get_one(Training, training_id), "hot", db.session.get_one(User, by_id))

    assert in_transactions(app, 8, begin, actions.Stale) == [DONE] * 8
    assert len(Questionnaire.query.one().questions) == 6


def test_a_closed_questionnaire_takes_no_answer(client, db):
    training = make_training()
    session = make_session(training, day=today())
    one, (person,) = opened(training), attended(session)
    db.session.add(QuestionnaireInvitation(questionnaire_id=one.id, registration_id=person.id))
    path = path_of(one, person)
    actions.close(one, make_organiser())
    assert client.post(path, data={}).status_code == 410


def test_fewer_than_five_answers_are_shown_to_nobody(training):
    one, session = opened(training), make_session(training, day=today())
    for person in attended(session, 4):
        answered(one, person)
    assert results(one).is_hidden and results(one, session.id).is_hidden
    answered(one, *attended(session))
    shown = results(one, session.id)
    assert not shown.is_hidden and shown.questions[0].mean == 4


def test_what_one_person_wrote_cannot_be_put_together(training):
    one, session = opened(training), make_session(training, day=today())
    useful, better = (question for question in one.questions if question.kind == "text")
    people = attended(session, 6)
    for number, person in enumerate(people):
        answered(one, person, "5", {useful.id: (f"{number} utile",), better.id: (f"{5 - number} à améliorer",)})
    shown = {found.question.id: found.texts for found in results(one).questions}
    assert [text[0] for text in shown[useful.id]] == [text[0] for text in shown[better.id]] == list("012345")


def test_a_whole_room_answers_from_one_connection(client, db):
    """On the evening of the day, all of them behind one address."""
    session = make_session(make_training(), day=today())
    one, people = opened(session.training), attended(session, 12)
    db.session.add_all(QuestionnaireInvitation(questionnaire_id=one.id, registration_id=row.id) for row in people)
    data = {f"q_{one.questions[0].id}": "5"}
    assert {client.post(path_of(one, row), data=data).status_code for row in people} == {200}


def test_a_question_put_to_one_person_alone_is_shown_to_nobody(training):
    """Four answered, then a question was added: the fifth is the only one who saw it."""
    one, session, by = opened(training), make_session(training, day=today()), make_organiser()
    for person in attended(session, 4):
        answered(one, person)
    kept = [Asked(q.kind, q.wording, key=q.id) for q in one.questions]
    actions.save(one, "Avis", "", [*kept, Asked("text", "Et vous ?"), Asked("scale", "Content ?")], by, one.version)
    text, scale = one.questions[-2:]
    answered(one, *attended(session), texts={text.id: ("Je suis seul.",), scale.id: ("2",)})
    for found in (results(one), results(one, session.id)):
        alone = {shown.question.id: shown for shown in found.questions}
        assert found.questions[0].answered == 5
        assert alone[text.id].is_hidden and not alone[text.id].texts
        assert alone[scale.id].is_hidden and alone[scale.id].mean is None and not alone[scale.id].bars


def test_what_few_said_in_one_session_is_not_the_rest_of_the_whole(training):
    """Each question counts for itself: five wrote in one session, two in the other."""
    one = opened(training)
    useful = next(question for question in one.questions if question.kind == "text")
    big, small = make_session(training, day=today()), make_session(training, day=today())
    for number, person in enumerate(attended(big, 5) + attended(small, 6)):
        answered(one, person, "4", {useful.id: (f"Texte {number}",)} if number < 7 else None)
    whole = {shown.question.id: shown for shown in results(one).questions}
    assert results(one).questions[0].answered == 11
    assert whole[useful.id].texts == tuple(f"Texte {number}" for number in range(5))


def test_the_whole_minus_the_parts_shows_no_small_session(training):
    one = opened(training)
    big, small = make_session(training, day=today()), make_session(training, day=today())
    for person in attended(big, 5):
        answered(one, person, "5")
    for person in attended(small, 2):
        answered(one, person, "1")
    assert results(one, small.id).is_hidden
    assert results(one).questions[0].answered == 5  # not seven: the difference would be the two
    other = make_session(training, day=today())
    for person in attended(other, 3):
        answered(one, person, "3")
    assert results(one).questions[0].answered == 10  # the two small ones are five together


def test_questions_that_were_answered_stay_under_their_words(training):
    one, session = opened(training), make_session(training, day=today())
    answered(one, *attended(session))
    scale, by = one.questions[0], make_organiser()
    actions.save(one, "Avis", "", [Asked("text", scale.wording, key=scale.id)], by, one.version)
    assert scale.archived_at and scale.kind == "scale"
    assert [question.kind for question in one.questions if question.archived_at is None] == ["text"]


def test_the_second_of_two_saves_reads_both(log_in, db):
    training, by = make_training(), make_organiser()
    one = actions.start(training, "hot", by)
    desk, path = log_in(by), f"/formations/{training.slug}/questionnaires/a-chaud"
    sent = {"title": "Le mien", "version": one.version, "r0-wording": "Ma question", "r0-kind": "text", "r0-place": "1"}
    assert desk.post(path, data=sent).status_code == 303
    stale = desk.post(path, data=sent | {"title": "Le sien", "r0-wording": "Sa question"})
    assert stale.status_code == 409
    assert "Sa question" in stale.text and "Ma question" in stale.text
    assert Questionnaire.query.one().title == "Le mien"


def test_the_form_orders_adds_and_removes_questions(log_in, db):
    training, by = make_training(), make_organiser()
    one = actions.start(training, "before", by)
    first, second = (question.id for question in one.questions)
    rows = [(first, "Un", "2"), (second, "", "1"), ("", "Nouvelle", "1")]
    sent = {"title": "Avant", "version": one.version}
    for number, (key, wording, place) in enumerate(rows):
        sent |= {f"r{number}-key": key, f"r{number}-wording": wording, f"r{number}-place": place}
        sent |= {f"r{number}-kind": "scale"}
    answer = log_in(by).post(f"/formations/{training.slug}/questionnaires/avant", data=sent)
    assert answer.status_code == 303
    asked = [q for q in db.session.get_one(Questionnaire, one.id).questions if q.archived_at is None]
    assert [(q.wording, q.id == first) for q in asked] == [("Nouvelle", False), ("Un", True)]


def test_the_pages_of_results_are_the_support_teams(log_in, client, db):
    training = make_training()
    actions.start(training, "hot", make_organiser())
    base = f"/formations/{training.slug}"
    for path in (f"{base}/questionnaires", f"{base}/questionnaires/a-chaud/resultats", f"{base}/statistiques"):
        assert log_in(make_organiser()).get(path).status_code == 200
        assert client.get(path).status_code in (302, 303)
