"""The registers: who reads them, what one filters by, who moves an action on, who is reminded and how often."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import pairwise

import pytest

from forum.core import jobs
from forum.core.clock import today
from forum.core.mail import OutboxMail
from forum.directory.models import Dimension
from forum.meetings.models import Action, Decision
from forum.meetings.queries import outcomes
from forum.notifications.models import Notification
from tests.makers import added, make_category, make_group, make_organiser, make_series, make_user
from tests.meetings.minutes import action, decision, held_meeting, published
from tests.topics.test_speed import queries

DAY = datetime(2021, 10, 6, 10)


@pytest.fixture
def organiser(db):
    return make_organiser()


@pytest.fixture
def owner(db):
    return make_user(first_name="Nadia", last_name="Ferrand")


def one(db, kind):
    db.session.expire_all()
    return db.session.scalars(db.select(kind)).one()


def given(organiser, **facts):
    """One published action of Nadia's."""
    published(action("Écrire", owner="Nadia Ferrand", **facts), author=organiser)


def test_the_register_is_filtered_by_meeting_dimension_and_state(log_in, db, organiser):
    dimension = added(Dimension(name="collaborative"))
    first = held_meeting(starts=DAY)
    published(decision("Aller", dimension_id=dimension.id), decision("Rester"), meeting=first, author=organiser)
    second = held_meeting(starts=DAY + timedelta(days=63), series=first.series)
    published(decision("Revenir"), meeting=second, author=organiser)
    found = db.session.scalar(db.select(Decision).where(Decision.text == "Rester"))
    found.state = "withdrawn"
    client = log_in(make_user())

    def shown(**asked):
        page = client.get("/reunions/decisions", query_string=asked).text
        return {word for word in ("Aller", "Rester", "Revenir") if f"<p>{word}</p>" in page}

    assert shown() == {"Aller", "Rester", "Revenir"}
    assert shown(reunion=first.id) == {"Aller", "Rester"}
    assert shown(dimension=dimension.id) == {"Aller"}
    assert shown(etat="in_force") == {"Aller", "Revenir"}
    assert shown(etat="withdrawn", reunion="rien") == {"Rester"}


def test_actions_are_filtered_by_owner_and_state(log_in, db, organiser, owner):
    published(
        action("Une", owner="Nadia Ferrand"),
        action("Deux", owner="Toutes les directions"),
        action("Trois"),
        author=organiser,
    )
    db.session.scalar(db.select(Action).where(Action.text == "Trois")).state = "done"
    client = log_in(owner)

    def shown(**asked):
        page = client.get("/reunions/actions", query_string=asked).text
        return {word for word in ("Une", "Deux", "Trois") if f"<p>{word}</p>" in page}

    assert shown() == {"Une", "Deux"}
    assert shown(etat="") == {"Une", "Deux", "Trois"}
    assert shown(etat="done") == {"Trois"}
    assert shown(responsable="moi") == shown(responsable=owner.id) == {"Une"}
    assert shown(responsable="Toutes les directions") == {"Deux"}


def test_nothing_of_a_private_series_is_in_the_registers(log_in, db):
    insider = make_organiser()
    series = make_series(category=make_category(group=make_group(insider)))
    published(decision("canari"), action("canari"), meeting=held_meeting(series=series), author=insider)
    for viewer in (make_user(), make_organiser()):
        client = log_in(viewer)
        for address in ("/reunions/decisions", "/reunions/actions?etat="):
            page = client.get(address).text
            assert "canari" not in page and series.name not in page
        assert client.get(one(db, Decision).url).status_code == client.get(one(db, Action).url).status_code == 404
    assert "canari" in log_in(insider).get("/reunions/decisions").text


def test_an_organiser_says_that_another_decision_replaces_one(log_in, db, organiser):
    published(decision("Avant"), decision("Après"), author=organiser)
    first, second = db.session.scalars(db.select(Decision).order_by(Decision.number)).all()
    client = log_in(organiser)
    sent = {"was": "in_force", "state": "superseded", "by": ""}
    assert client.post(first.url, data=sent).status_code == 422  # by which?
    assert client.post(first.url, data=sent | {"by": second.id}).status_code == 303
    assert (first.state, first.superseded_by_id) == ("superseded", second.id)
    assert client.post(first.url, data={"was": "in_force", "state": "withdrawn", "by": ""}).status_code == 409
    back = {"was": "superseded", "state": "in_force", "by": ""}
    assert log_in(make_user()).post(first.url, data=back).status_code == 403


def test_done_wants_a_word_or_a_file(log_in, db, organiser, owner):
    given(organiser)
    found, client = one(db, Action), log_in(owner)
    sent = {"version": "1", "state": "done"}
    refused = client.post(found.url, data=sent)
    assert refused.status_code == 422 and 'id="comment-error"' in refused.text
    file = (BytesIO(b"%PDF-1.4 essai"), "preuve.pdf")
    assert client.post(found.url, data=sent | {"file": file}).status_code == 303
    assert (one(db, Action).state, one(db, Action).upload.name) == ("done", "preuve.pdf")
    assert log_in(make_user()).get(one(db, Action).upload.url).status_code == 200
    again = client.post(found.url, data={"version": "2", "state": "done", "comment": "Envoyé"})
    assert again.status_code == 303


def test_files_of_actions_count_among_those_one_may_send(log_in, db, organiser, owner):
    given(organiser)
    found, client = one(db, Action), log_in(owner)

    def send() -> int:
        file = (BytesIO(b"%PDF-1.4 essai"), "preuve.pdf")
        return client.post(found.url, data={"version": "9", "state": "doing", "file": file}).status_code

    assert [send() for _ in range(61)][-2:] == [409, 429]


def test_a_stale_change_is_refused_and_what_was_written_is_kept(log_in, db, organiser, owner):
    given(organiser)
    found = one(db, Action)
    log_in(organiser).post(found.url, data={"version": "1", "state": "doing", "owner": "Nadia Ferrand", "due": ""})
    answer = log_in(owner).post(found.url, data={"version": "1", "state": "done", "comment": "Mes mots"})
    assert answer.status_code == 409 and "Mes mots" in answer.text
    assert one(db, Action).state == "doing"


def test_only_the_owner_and_the_support_team_change_an_action_and_the_owner_gives_it_to_nobody(
    log_in, db, organiser, owner
):
    given(organiser)
    found = one(db, Action)
    assert log_in(make_user()).post(found.url, data={"version": "1", "state": "dropped"}).status_code == 403
    log_in(owner).post(found.url, data={"version": "1", "state": "doing", "owner": "Quelqu’un", "due": "2040-01-01"})
    assert (one(db, Action).state, one(db, Action).owner, one(db, Action).due) == ("doing", "Nadia Ferrand", None)


def test_whoever_is_given_an_action_is_told(log_in, db, organiser, owner):
    published(action("Écrire"), author=organiser)
    log_in(organiser).post(
        one(db, Action).url, data={"version": "1", "state": "open", "owner": "Nadia Ferrand", "due": ""}
    )
    told = db.session.scalars(db.select(Notification).where(Notification.kind == "action_assigned")).one()
    assert told.user_id == owner.id and told.data["url"] == one(db, Action).url


def reminded(db) -> int:
    return len(db.session.scalars(db.select(OutboxMail.id).where(OutboxMail.kind == "notifications.action_due")).all())


def test_an_action_is_recalled_once_a_week_before_and_once_the_day_after(db, clock, organiser, owner):
    given(organiser, due=(today() + timedelta(days=20)).isoformat())
    counts = []
    for _day in range(32):
        jobs.run("meetings.remind_actions")
        jobs.run("meetings.remind_actions")
        counts.append(reminded(db))
        clock.forward(days=1)
    assert [counts.index(1), counts.index(2), max(counts)] == [13, 21, 2]


def test_what_is_done_is_not_recalled_and_a_new_day_is_recalled_again(db, clock, organiser, owner):
    given(organiser, due=(today() + timedelta(days=8)).isoformat())
    clock.forward(days=1)
    jobs.run("meetings.remind_actions")
    found = one(db, Action)
    found.due += timedelta(days=10)
    db.session.commit()
    clock.forward(days=10)
    jobs.run("meetings.remind_actions")
    assert reminded(db) == 2
    found.state = "done"
    db.session.commit()
    clock.forward(days=9)
    jobs.run("meetings.remind_actions")
    assert reminded(db) == 2


def test_a_machine_that_stood_still_says_it_late_and_what_was_given_late_is_not_said_ahead(db, clock, organiser, owner):
    given(organiser, due=(today() + timedelta(days=3)).isoformat())
    jobs.run("meetings.remind_actions")
    assert reminded(db) == 0
    clock.forward(days=6)
    jobs.run("meetings.remind_actions")
    assert reminded(db) == 1


def test_when_words_name_who_does_it_the_support_team_is_recalled(db, clock, organiser):
    published(
        action("Écrire", owner="Toutes les directions", due=(today() + timedelta(days=9)).isoformat()), author=organiser
    )
    clock.forward(days=2)
    jobs.run("meetings.remind_actions")
    told = db.session.scalars(db.select(Notification.user_id).where(Notification.kind == "action_due")).all()
    assert organiser.id in told


def test_what_is_open_in_a_series_is_known_to_its_agendas(db, organiser, owner):
    meeting = held_meeting(starts=DAY)
    published(decision("a"), action("b", owner="Nadia Ferrand"), action("c"), meeting=meeting, author=organiser)
    assert [row.text for row in outcomes.open_actions(meeting.series)] == ["b", "c"]


def test_a_longer_register_asks_no_more_of_the_database(log_in, db, organiser, owner):
    client = log_in(owner)
    counts = []
    for _meeting in range(2):
        said = [decision(f"d{n}") for n in range(6)] + [action(f"a{n}", owner="Nadia Ferrand") for n in range(6)]
        minutes = published(*said, author=organiser)
        kept = db.session.scalars(db.select(Decision).where(Decision.meeting_id == minutes.meeting_id)).all()
        for row, by in pairwise(kept):
            row.state, row.superseded_by_id = "superseded", by.id
        pages = ("/reunions/decisions", "/reunions/actions?etat=", minutes.meeting.url)
        [client.get(page) for page in pages]  # what is read once
        counts.append([count(db, lambda page=page: client.get(page)) for page in pages])
    assert counts[0] == counts[1]


def count(db, act) -> int:
    with queries(db) as sent:
        act()
    return len(sent)
