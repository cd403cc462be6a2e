"""Polls below messages: votes that count once, results for whom they are meant, secrets kept from everybody."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.accounts.models import User
from forum.core.clock import now, today
from forum.polls import actions as polls
from forum.polls.models import Poll, PollVote
from forum.polls.queries import seen_by
from forum.topics import actions
from forum.topics.actions.ask import ask
from forum.topics.jobs import purge
from forum.topics.models import Post
from tests.at_once import DONE, in_transactions
from tests.makers import make_category, make_group, make_organiser, make_post, make_topic, make_user

FORM = {"question": "Quel jour ?", "options": "Mardi\nJeudi\nVendredi", "results": "always", "is_named": ""}


@pytest.fixture
def post(app) -> Post:
    return make_post(make_topic(category=make_category(open_to="visiteurs")), author=make_user(), body="Choisissons.")


@pytest.fixture
def asked(post):
    """``asked(results="voted")``: a poll below the message."""
    return lambda **facts: ask(post, polls.Question("Quel jour ?", ("Mardi", "Jeudi"), **facts))


def options(poll: Poll) -> list[int]:
    return [option.id for option in poll.options]


def told(browser, address: str, data: dict) -> str:
    """The page one is led to."""
    return browser.get(browser.post(address, data=data).location).text


def drawn_poll(page: str) -> str:
    return page.partition('class="poll"')[2].partition("</section>")[0]


def figures(poll: Poll, person) -> list[int | None]:
    return [choice.votes for choice in seen_by(person, [poll.id])[poll.id].choices]


def test_a_poll_is_put_below_ones_own_message(client, log_in, post):
    author = log_in(post.author)
    assert "Ajouter un sondage" in author.get(f"/messages/{post.id}/sondage").text
    assert author.post(f"/messages/{post.id}/sondage", data=FORM).status_code == 303
    for reader in (author, log_in(make_user()), client):
        page = reader.get(post.topic.url).text
        assert "Quel jour ?" in page
        assert "Vendredi" in page
    assert "Voter" not in client.get(post.topic.url).text


def test_a_message_is_published_and_its_poll_asked_next(log_in, post):
    answer = log_in(make_user()).post(
        f"/t/{post.topic_id}/messages", data={"body": "Une question.", "key": "k1", "sondage": "1"}
    )
    assert answer.location.endswith("/sondage")


@pytest.mark.parametrize(
    "wrong",
    [{"question": ""}, {"options": "Une seule"}, {"options": "Oui\noui"}, {"options": "\n".join(map(str, range(21)))},
     {"last_day": "2001-01-01"}, {"results": "x"}, {"options": "x" * 201 + "\ny"}],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_and_kept(log_in, post, wrong):
    answer = log_in(post.author).post(f"/messages/{post.id}/sondage", data=FORM | {"question": "Ma question"} | wrong)
    assert answer.status_code == 422
    assert not Poll.query.count()


def test_one_votes_and_votes_otherwise(log_in, post, asked):
    poll = asked()
    reader = log_in(make_user())
    one, other = options(poll)
    for choice in (one, one, other):
        assert reader.post(f"/messages/{post.id}/vote", data={"option": choice}).status_code == 303
    page = reader.get(post.topic.url).text
    assert "1 personne a voté" in page
    assert "Changer mon vote" in page
    assert f'value="{other}" checked' in page
    assert figures(poll, make_user()) == [0, 1]


def test_a_vote_answers_with_the_poll_alone(log_in, post, asked):
    poll = asked()
    answer = log_in(make_user()).fragment(f"/messages/{post.id}/vote", "POST", data={"option": options(poll)[0]})
    assert "1 personne a voté" in answer.text
    assert "<html" not in answer.text


def test_several_choices_count_each_voter_once(log_in, post, asked):
    poll = asked(is_multiple=True)
    person = make_user()
    reader = log_in(person)
    reader.post(f"/messages/{post.id}/vote", data={"option": options(poll)})
    seen = seen_by(person, [poll.id])[poll.id]
    assert (seen.voters, [choice.percent for choice in seen.choices]) == (1, [100, 100])
    reader.post(f"/messages/{post.id}/vote", data={})  # taken back
    assert seen_by(person, [poll.id])[poll.id].voters == 0


def test_one_choice_is_one(log_in, post, asked):
    poll = asked()
    reader = log_in(make_user())
    for wrong in (options(poll), [], [options(poll)[0] + 999], ["x"]):
        page = told(reader, f"/messages/{post.id}/vote", {"option": wrong})
        assert "Choisissez une réponse" in page
        assert reader.fragment(f"/messages/{post.id}/vote", "POST", data={"option": wrong}).status_code == 409
    assert not PollVote.query.count()


@pytest.mark.parametrize("how", ["by hand", "by date"])
def test_a_closed_poll_says_so_and_counts_nothing(log_in, post, asked, clock, how):
    poll = asked(results="closed", closes_at=now() + timedelta(days=1))
    reader, one = log_in(make_user()), options(poll)[0]
    assert "Les résultats s’affichent à la fin" in reader.get(post.topic.url).text
    if how == "by hand":
        log_in(post.author).post(f"/messages/{post.id}/sondage/fermeture")
    else:
        clock.forward(days=2)
    answer = told(reader, f"/messages/{post.id}/vote", {"option": one})
    assert "Ce sondage est terminé" in answer
    assert "0 personne a voté" in answer
    assert not PollVote.query.count()


SHOWN = {  # results → who sees figures while it is open
    "always": ("visitor", "member", "voter", "author", "organiser"),
    "voted": ("voter",),
    "closed": (),
}


@pytest.mark.parametrize("results", SHOWN)
def test_results_are_for_whom_they_are_meant(client, log_in, post, asked, results):
    poll = asked(results=results, is_secret=False)
    voter = make_user()
    people = {"member": make_user(), "voter": voter, "author": post.author, "organiser": make_organiser()}
    browsers = {"visitor": client} | {name: log_in(person) for name, person in people.items()}
    browsers["voter"].post(f"/messages/{post.id}/vote", data={"option": options(poll)[0]})
    for who, browser in browsers.items():
        sees = who in SHOWN[results]
        for page in (post.topic.url, f"{post.topic.url}?imprimer=1"):
            text = browser.get(page).text
            assert ("1 personne a voté" in text) is sees, who
            assert ("<progress" in drawn_poll(text)) is sees, who
        if who != "visitor":
            assert (browser.get(f"/messages/{post.id}/sondage/votes").status_code == 200) is sees, who
    polls.close_poll(poll)
    for browser in browsers.values():
        assert "1 personne a voté" in browser.get(post.topic.url).text


def test_named_votes_are_named_and_secret_ones_by_nobody(log_in, post, asked):
    poll = asked(is_secret=False)
    voter = make_user(first_name="Ana", last_name="Vidal")
    log_in(voter).post(f"/messages/{post.id}/vote", data={"option": options(poll)[0]})
    address = f"/messages/{post.id}/sondage/votes"
    assert "Ana Vidal" in log_in(make_user()).get(address).text
    poll.is_secret = True
    for person in (voter, post.author, make_organiser(), make_user(role="administrator")):
        browser = log_in(person)
        assert browser.get(address).status_code == 404
        assert "Ana Vidal" not in drawn_poll(browser.get(post.topic.url).text)


def test_a_poll_for_groups_is_for_them(log_in, post, asked):
    inside = make_user()
    poll = asked(group_ids=(make_group(inside).id,))
    outsider = log_in(make_organiser())
    assert outsider.post(f"/messages/{post.id}/vote", data={"option": options(poll)[0]}).status_code == 403
    assert "Vous ne faites pas partie" in outsider.get(post.topic.url).text
    assert log_in(inside).post(f"/messages/{post.id}/vote", data={"option": options(poll)[0]}).status_code == 303


def test_a_poll_follows_its_message_out_of_sight(log_in, post, asked):
    poll = asked()
    reader = log_in(make_user())
    actions.move(post.topic, make_organiser(), make_category(open_to=None))
    for address in ("vote", "sondage", "sondage/fermeture", "sondage/suppression"):
        assert reader.post(f"/messages/{post.id}/{address}", data={"option": options(poll)[0]}).status_code == 404
    assert reader.get(f"/messages/{post.id}/sondage/votes").status_code == 404
    assert not PollVote.query.count()


def test_only_its_author_asks_and_only_they_or_the_team_close(log_in, post, asked):
    organiser, other = log_in(make_organiser()), log_in(make_user())
    for browser in (organiser, other):
        assert browser.post(f"/messages/{post.id}/sondage", data=FORM).status_code == 403
    poll = asked()
    assert other.post(f"/messages/{post.id}/sondage/fermeture").status_code == 403
    assert other.post(f"/messages/{post.id}/sondage/suppression").status_code == 403
    assert organiser.post(f"/messages/{post.id}/sondage/fermeture").status_code == 303
    assert not poll.is_open


def test_the_first_vote_fixes_the_question(log_in, post, asked):
    poll, author = asked(), log_in(post.author)
    author.post(f"/messages/{post.id}/sondage", data=FORM | {"question": "Quel mois ?"})
    assert poll.question == "Quel mois ?"
    assert [option.text for option in poll.options] == ["Mardi", "Jeudi", "Vendredi"]
    log_in(make_user()).post(f"/messages/{post.id}/vote", data={"option": options(poll)[0]})
    page = author.post(f"/messages/{post.id}/sondage", data=FORM).text
    assert "Quelqu’un a déjà voté" in page
    assert "Quelqu’un a déjà voté" in told(author, f"/messages/{post.id}/sondage/suppression", {})
    assert poll.question == "Quel mois ?"


def test_words_of_a_poll_stay_words(client, log_in, post):
    hostile = "<img src=x onerror=alert(1)>"
    log_in(post.author).post(
        f"/messages/{post.id}/sondage", data=FORM | {"question": hostile, "options": f"{hostile}\nNon"}
    )
    for browser in (client, log_in(make_user(first_name=hostile))):
        browser.post(f"/messages/{post.id}/vote", data={"option": options(post.poll)[0]})
        browser.post(f"/messages/{post.id}/merci")
        assert "<img src=x" not in browser.get(post.topic.url).text


def test_a_poll_without_votes_is_taken_away(log_in, post, asked):
    asked()
    log_in(post.author).post(f"/messages/{post.id}/sondage/suppression")
    assert post.poll_id is None
    assert not Poll.query.count()


def test_a_poll_goes_with_its_message(app, db, post, asked, clock):
    poll = asked()
    polls.vote(poll, make_user(), options(poll)[:1])
    actions.delete_post(post, make_organiser())
    db.session.commit()
    clock.forward(days=31)
    purge()
    assert not Poll.query.count()
    assert not PollVote.query.count()


def test_a_day_is_voted_to_its_end(log_in, post, clock):
    day = today() + timedelta(days=1)
    log_in(post.author).post(f"/messages/{post.id}/sondage", data=FORM | {"last_day": day.isoformat()})
    page = log_in(post.author).get(f"/messages/{post.id}/sondage").text
    assert f'value="{day.isoformat()}"' in page
    clock.forward(days=1)
    assert post.poll.is_open
    clock.forward(days=1)
    assert not post.poll.is_open


def test_votes_at_once_all_count_once(app, db, post, asked):
    poll_id, keys = asked().id, [make_user().id for _ in range(4)]

    def vote(number: int) -> None:
        """Two tabs of each of four people, for two options."""
        poll = db.session.get_one(Poll, poll_id)
        polls.vote(poll, db.session.get_one(User, keys[number // 2]), [options(poll)[number % 2]])

    assert in_transactions(app, 8, vote, Exception) == [DONE] * 8
    poll = db.session.get_one(Poll, poll_id)
    assert poll.voters == 4 == sum(option.votes for option in poll.options)
    assert db.session.scalar(select(func.count()).select_from(PollVote)) == 4


def test_nobody_votes_past_the_end(app, db, post, asked):
    poll_id, keys = asked().id, [make_user().id for _ in range(5)]

    def act(number: int) -> None:
        poll = db.session.get_one(Poll, poll_id)
        if number == 0:
            polls.close_poll(poll)
        else:
            polls.vote(poll, db.session.get_one(User, keys[number]), options(poll)[:1])

    voted = in_transactions(app, 5, act, polls.Closed)[1:].count(DONE)
    assert db.session.get_one(Poll, poll_id).voters == voted == PollVote.query.count()
