"""Minutes through the door: begun from the agenda, written by two at once, approved, published, amended."""

import re
from datetime import datetime

import pytest

from forum.meetings.actions import minutes as acts
from forum.meetings.blocks import Block, load
from forum.meetings.models import Action, AgendaItem, Decision, Minutes, MinutesRevision, Presence
from forum.meetings.queries.minutes import latest
from tests.makers import added, make_organiser, make_user
from tests.meetings.minutes import action, decision, held_meeting, information, published, written


@pytest.fixture
def organiser(db):
    return make_organiser(first_name="Solène", last_name="Marquis")


def fields(html: str) -> dict[str, str]:
    """What a browser would send of the form of minutes as it is."""
    sent = dict(re.findall(r'<input[^>]*name="(blocks-\d+-\w+|base)"[^>]*value="([^"]*)"', html))
    sent |= {
        name: value.strip("\r\n")
        for name, value in re.findall(r'<textarea[^>]*name="(blocks-[^"]*)"[^>]*>([^<]*)<', html)
    }
    for name, options in re.findall(r'<select[^>]*name="(blocks-[^"]*)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def edit(client, meeting, **changed) -> dict[str, str]:
    html = client.get(f"{meeting.url}/compte-rendu/modifier").text
    return fields(html) | {name.replace("__", "-"): value for name, value in changed.items()}


def test_minutes_begin_with_the_items_of_the_agenda_but_its_breaks(log_in, db, organiser):
    meeting = held_meeting()
    for place, (title, kind) in enumerate((("Bilan", "topic"), ("Déjeuner", "break"), ("Suites", "topic"))):
        added(AgendaItem(meeting_id=meeting.id, title=title, kind=kind, state="accepted", position=place))
    client = log_in(organiser)
    assert "Commencer" in client.get(f"{meeting.url}/compte-rendu").text
    answer = client.post(f"{meeting.url}/compte-rendu")
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert page.index("Bloc 1 : Bilan") < page.index("Bloc 2 : Suites")
    assert "Déjeuner" not in page


def test_who_begins_second_finds_what_the_first_began(db, organiser):
    meeting = held_meeting()
    first = acts.start(meeting, organiser)
    assert acts.start(meeting, make_organiser()) is first


def test_a_save_is_a_revision_with_its_base(log_in, db, organiser):
    meeting = held_meeting()
    minutes = written(information("Avant", title="Bilan"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    sent = edit(client, meeting, blocks__0__text="Après")
    assert client.post(f"{meeting.url}/compte-rendu/modifier", data=sent).status_code == 303
    rows = db.session.scalars(db.select(MinutesRevision).order_by(MinutesRevision.number)).all()
    assert [(row.number, row.base) for row in rows] == [(1, 0), (2, 1), (3, 2)]
    assert [load(row.blocks)[0].text for row in rows[1:]] == ["Avant", "Après"]
    assert db.session.get(Minutes, minutes.id).number == 3


def test_of_two_saves_that_crossed_the_second_gets_both_texts_and_loses_nothing(log_in, db, organiser):
    meeting = held_meeting()
    written(information("Premier"), information("Second"), meeting=meeting, author=organiser)
    here, there = log_in(organiser), log_in(make_organiser(first_name="Julien", last_name="Orsoni"))
    mine, theirs = (
        edit(here, meeting, blocks__0__text="Premier, par moi"),
        edit(there, meeting, blocks__1__text="Second, par lui"),
    )
    assert there.post(f"{meeting.url}/compte-rendu/modifier", data=theirs).status_code == 303
    answer = here.post(f"{meeting.url}/compte-rendu/modifier", data=mine)
    assert answer.status_code == 409
    assert "Julien Orsoni" in answer.text and "Premier, par moi" in answer.text and "Second, par lui" in answer.text
    assert "Premier, par moi" not in str(db.session.scalars(db.select(MinutesRevision)).all()[-1].blocks)
    again = here.post(f"{meeting.url}/compte-rendu/modifier", data=fields(answer.text))
    assert again.status_code == 303
    minutes = db.session.scalars(db.select(Minutes)).one()
    assert [block.text for block in load(latest(minutes).blocks)] == ["Premier, par moi", "Second, par lui"]


def test_a_block_both_changed_shows_the_other_text_beside(log_in, db, organiser):
    meeting = held_meeting()
    written(information("Texte"), meeting=meeting, author=organiser)
    here, there = log_in(organiser), log_in(make_organiser())
    mine, theirs = edit(here, meeting, blocks__0__text="À moi"), edit(there, meeting, blocks__0__text="À lui")
    there.post(f"{meeting.url}/compte-rendu/modifier", data=theirs)
    answer = here.post(f"{meeting.url}/compte-rendu/modifier", data=mine)
    assert fields(answer.text)["blocks-0-text"] == "À moi"
    assert '<pre class="as-typed">À lui</pre>' in answer.text


def test_text_written_while_it_was_approved_is_not_lost(log_in, db, organiser):
    meeting = held_meeting()
    minutes = written(information("Texte"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    sent = edit(client, meeting, blocks__0__text="Trop tard")
    for state in ("review", "approved"):
        acts.settle(minutes, organiser, state, minutes.number)
    answer = client.post(f"{meeting.url}/compte-rendu/modifier", data=sent)
    assert answer.status_code == 409 and "Trop tard" in answer.text


@pytest.mark.parametrize(
    ("act", "titles"),
    [
        ("down:0", ["Deux", "Un"]),
        ("up:1", ["Deux", "Un"]),
        ("up:0", ["Un", "Deux"]),
        ("decision:0", ["Un", "", "Deux"]),
        ("action:1", ["Un", "Deux", ""]),
    ],
)
def test_blocks_are_moved_and_added_without_scripts_and_nothing_is_saved(log_in, db, organiser, act, titles):
    meeting = held_meeting()
    minutes = written(information("a", title="Un"), information("b", title="Deux"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    answer = client.post(
        f"{meeting.url}/compte-rendu/modifier", data=edit(client, meeting, blocks__0__text="typed") | {"do": act}
    )
    assert answer.status_code == 200
    sent = fields(answer.text)
    assert [sent[f"blocks-{place}-title"] for place in range(len(titles))] == titles
    assert "typed" in sent.values()
    assert db.session.get(Minutes, minutes.id).number == 2


def test_a_block_taken_away_can_be_put_back_until_it_is_saved(log_in, db, organiser):
    meeting = held_meeting()
    minutes = written(information("a", title="Un"), information("b", title="Deux"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    address = f"{meeting.url}/compte-rendu/modifier"
    gone = client.post(address, data=edit(client, meeting) | {"do": "gone:0"})
    assert "Le remettre" in gone.text
    back = client.post(address, data=fields(gone.text) | {"do": "back:0"})
    assert "Le remettre" not in back.text
    client.post(address, data=fields(gone.text))
    assert [block.title for block in load(latest(db.session.get(Minutes, minutes.id)).blocks)] == ["Deux"]


def test_the_preview_shows_the_text_and_saves_nothing(log_in, db, organiser):
    meeting = held_meeting()
    minutes = written(information("a"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    answer = client.post(
        f"{meeting.url}/compte-rendu/modifier",
        data=edit(client, meeting, blocks__0__text="**gras**") | {"do": "preview"},
    )
    assert "<strong>gras</strong>" in answer.text
    assert db.session.get(Minutes, minutes.id).number == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"blocks-0-text": "[" * 2000}, "blocks-0-text"),
        ({"blocks-0-title": "x" * 201}, "blocks-0-title"),
        ({"blocks-0-due": "demain", "blocks-0-kind": "action"}, "blocks-0-due"),
        ({"blocks-0-text": "", "blocks-0-owner": "Nadia"}, "blocks-0-text"),
    ],
)
def test_what_is_refused_is_kept_and_said_at_its_field(log_in, db, organiser, changed, field):
    meeting = held_meeting()
    written(action("à garder"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    answer = client.post(f"{meeting.url}/compte-rendu/modifier", data=edit(client, meeting) | changed)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert all(value[:200] in answer.text for value in changed.values())


def test_only_what_was_read_is_approved(log_in, db, organiser):
    meeting = held_meeting()
    minutes = written(information("a"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    acts.settle(minutes, organiser, "review", 2)
    acts.save(minutes, organiser, [information("b")], 2)
    assert client.post(f"{meeting.url}/compte-rendu/approbation", data={"base": "2"}).status_code == 409
    assert client.post(f"{meeting.url}/compte-rendu/approbation", data={"base": "3"}).status_code == 303


def test_publishing_numbers_tells_posts_and_opens_the_minutes_to_members(log_in, db, organiser):
    from forum.notifications.models import Notification

    meeting = held_meeting(starts=datetime(2021, 10, 6, 10))
    owner = make_user(first_name="Nadia", last_name="Ferrand")
    minutes = written(
        decision("Nous irons."),
        action("Écrire", owner="Nadia Ferrand", due="2021-12-01"),
        meeting=meeting,
        author=organiser,
    )
    address = f"{meeting.url}/compte-rendu"
    member, client = log_in(owner), log_in(organiser)
    assert member.get(address).status_code == 404
    for step in ("relecture", "approbation", "publication"):
        assert client.post(f"{address}/{step}", data={"base": str(minutes.number)}).status_code == 303
    page = member.get(address).text
    assert "D-2021-10-06-1" in page and "A-2021-10-06-1" in page
    kinds = set(db.session.scalars(db.select(Notification.kind).where(Notification.user_id == owner.id)))
    assert {"minutes_published", "action_assigned"} <= kinds
    assert db.session.get(Minutes, minutes.id).post_id


def test_minutes_are_published_once(log_in, db, organiser):
    meeting = held_meeting()
    minutes = published(decision("Oui"), meeting=meeting, author=organiser)
    client = log_in(organiser)
    assert client.post(f"{meeting.url}/compte-rendu/publication", data={"base": str(minutes.number)}).status_code == 403
    assert len(db.session.scalars(db.select(Decision)).all()) == 1


def test_minutes_of_a_meeting_that_was_cancelled_are_not_published(log_in, db, organiser):
    meeting = held_meeting()
    minutes = written(decision("Oui"), meeting=meeting, author=organiser)
    acts.settle(minutes, organiser, "approved", minutes.number)
    meeting.state = "cancelled"
    answer = log_in(organiser).post(f"{meeting.url}/compte-rendu/publication", data={"base": str(minutes.number)})
    assert answer.status_code == 403
    assert Decision.query.count() == 0


def test_a_correction_is_a_visible_amendment_with_its_reason(log_in, db, organiser):
    meeting = held_meeting()
    minutes = published(information("Avant"), meeting=meeting, author=organiser)
    client, member = log_in(organiser), log_in(make_user())
    before = db.session.scalars(
        db.select(MinutesRevision).where(MinutesRevision.number == minutes.published_number)
    ).one()
    kept = (before.id, before.blocks)
    sent = edit(client, meeting, blocks__0__text="Après")
    assert client.post(f"{meeting.url}/compte-rendu/modifier", data=sent).status_code == 422  # why?
    assert (
        client.post(f"{meeting.url}/compte-rendu/modifier", data=sent | {"reason": "Erreur de date"}).status_code == 303
    )
    page = member.get(f"{meeting.url}/compte-rendu").text
    assert "Erreur de date" in page and "Après" in page
    changes = member.get(f"{meeting.url}/compte-rendu/versions").text
    assert "Avant" in changes and "Erreur de date" in changes
    assert db.session.get(MinutesRevision, kept[0]).blocks == kept[1]


def test_members_see_no_version_from_before_the_publication(log_in, db, organiser):
    meeting = held_meeting()
    minutes = written(information("canaridebrouillon"), meeting=meeting, author=organiser)
    acts.save(minutes, organiser, [information("propre")], minutes.number)
    for state in ("review", "approved"):
        acts.settle(minutes, organiser, state, minutes.number)
    acts.publish(minutes, organiser, minutes.number)
    assert "canaridebrouillon" in log_in(organiser).get(f"{meeting.url}/compte-rendu/versions").text
    assert "canaridebrouillon" not in log_in(make_user()).get(f"{meeting.url}/compte-rendu/versions").text


def test_attendance_stands_at_the_top(log_in, db, organiser):
    meeting = held_meeting()
    published(information("a"), meeting=meeting, author=organiser)
    here, away = make_user(first_name="Anaïs", last_name="Combettes"), make_user()
    db.session.add(Presence(meeting_id=meeting.id, user_id=here.id, seen="present"))
    db.session.add(Presence(meeting_id=meeting.id, user_id=away.id, seen="represented", substitute="Bastien Lauze"))
    page = log_in(here).get(f"{meeting.url}/compte-rendu").text
    assert "1 personne présente" in page and "Anaïs Combettes" in page and "Bastien Lauze" in page


def test_members_do_not_write(log_in, db, organiser):
    meeting = held_meeting()
    minutes = published(information("a"), meeting=meeting, author=organiser)
    client = log_in(make_user())
    assert client.get(f"{meeting.url}/compte-rendu/modifier").status_code == 403
    assert client.post(f"{meeting.url}/compte-rendu/modifier", data={"base": "2"}).status_code == 403
    assert db.session.get(Minutes, minutes.id).number == minutes.number


def test_the_owner_of_an_action_is_a_member_by_name_or_words(db, organiser):
    owner = make_user(first_name="Nadia", last_name="Ferrand")
    twins = [make_user(first_name="Luc", last_name="Aubert") for _twin in range(2)]
    minutes = published(
        action("a", owner="Nadia Ferrand"), action("b", owner="Toutes les directions"),
        action("c", owner="Luc Aubert"), action("d", owner=f"Luc Aubert ({twins[1].username})"),
        author=organiser,
    )  # fmt: skip
    rows = {row.text: row for row in db.session.scalars(db.select(Action))}
    assert [rows[text].owner_id for text in "abcd"] == [owner.id, None, None, twins[1].id]
    assert rows["b"].owner == "Toutes les directions" and minutes.is_published


def test_blocks_that_are_empty_are_not_kept(db, organiser):
    minutes = written(information("a"), Block(), decision("  "), author=organiser)
    assert len(latest(minutes).blocks) == 1
