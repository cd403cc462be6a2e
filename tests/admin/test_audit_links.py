"""What the acts of the log are about: named and linked where its reader may open it, at no cost an act."""

import html
import re
from types import SimpleNamespace

import pytest

from forum.admin import words
from forum.audit.models import AuditEntry
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.topics.events import TopicRenamed
from tests.makers import (
    make_administrator,
    make_category,
    make_establishment,
    make_group,
    make_meeting,
    make_post,
    make_series,
    make_session,
    make_topic,
    make_user,
)
from tests.topics.test_speed import queries


@pytest.fixture
def boss(log_in):
    return log_in(make_administrator())


def about(page: str) -> dict[str, str]:
    """What the acts are about: name → address, for those that are links."""
    cells = re.findall(r'data-l="Sur">(.*?)</td>', page.replace("\u00a0", " ").replace("\u202f", " "))
    links = (re.fullmatch(r'<a href="(.*?)">(.*?)</a>', cell) for cell in cells)
    return {html.unescape(link[2]): link[1] for link in links if link}


def note(*subjects) -> None:
    for subject in subjects:
        emit(TopicRenamed(subject))
    db.session.commit()


def test_what_an_act_is_about_is_a_link_where_its_reader_may_open_it(boss):
    topic, meeting, session = make_topic(title="Livret d’accueil"), make_meeting(), make_session()
    group, person, place = (
        make_group(name="Le Groupe"),
        make_user(first_name="Odile", last_name="Appui"),
        make_establishment(),
    )
    post, category = make_post(topic, body="Des mots à taire"), topic.category
    note(topic, post, meeting, session, session.training, group, person, place, category)
    page = boss.get("/admin/journal").text
    links = about(page)
    assert links["Livret d’accueil"] == topic.url
    assert links["Message 2 de « Livret d’accueil »"] == html.escape(post.url)
    assert (links[meeting.title], links[session.training.title]) == (meeting.url, session.training.url)
    assert (links["Le Groupe"], links["Odile Appui"]) == (f"/admin/groupes/{group.id}", f"/admin/comptes/{person.id}")
    assert links[category.name] == f"/admin/categories/{category.id}"
    assert len(links) == 9
    assert {boss.get(html.unescape(address)).status_code for address in links.values()} == {200}
    assert "Des mots à taire" not in page


def test_what_is_gone_or_out_of_reach_stays_a_number(boss):
    secret = make_topic(title="Le budget secret", category=make_category(name="COPIL", group=make_group()))
    gone, kept = make_topic(title="Un sujet supprimé", deleted_at=now()), make_topic(title="Un sujet qui reste")
    erased = make_user(state="erased", first_name="", last_name="")
    note(secret, make_post(secret), gone, make_post(gone), make_post(kept, deleted_at=now()), erased)
    private = make_meeting(series=make_series(category=secret.category, is_public=False), title="Le COPIL de mai")
    note(private)
    page = boss.get("/admin/journal").text
    assert about(page) == {}
    for number in (
        f"sujet n° {secret.id}",
        f"sujet n° {gone.id}",
        f"compte n° {erased.id}",
        f"réunion n° {private.id}",
    ):
        assert number in page.replace("\u00a0", " ").replace("\u202f", " ")
    for title in ("Le budget secret", "Un sujet supprimé", "Un sujet qui reste", "Le COPIL de mai"):
        assert title not in page


def test_more_acts_ask_no_more_questions(boss):
    def asked(times: int) -> int:
        """Statements of the page when so many more acts are about things of every kind."""
        for _n in range(times):
            session, topic = make_session(), make_topic()
            note(topic, make_post(topic), topic.category, make_meeting(), session, session.training, make_group())
        boss.get("/admin/journal")  # what every page shows is drawn, with its dates
        with queries(db) as said:
            assert boss.get("/admin/journal").status_code == 200
        return len(said)

    assert asked(1) == asked(5)


def test_a_number_is_said_once(boss):
    note(SimpleNamespace(id=7))
    entry = db.session.query(AuditEntry).one()
    for entry.subject_kind in words.SUBJECTS:
        db.session.commit()
        said = boss.get("/admin/journal").text.replace("\u00a0", " ").replace("\u202f", " ")
        assert " n° 7</td>" in said
        assert "n° n°" not in said
