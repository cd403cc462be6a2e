"""Topics put aside: archived, hidden, deleted and brought back; each leaves a trace, none shows where it should not."""

from datetime import timedelta
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from forum.audit.models import AuditEntry
from forum.core import jobs
from forum.core.clock import now
from forum.core.storage import storage
from forum.topics import actions
from forum.topics.actions.aside import archive, hide, show
from forum.topics.models import Post, Topic, TopicReader
from forum.topics.order.merge import merge
from forum.uploads.actions import store
from forum.uploads.models import Upload
from tests.makers import added, make_category, make_group, make_organiser, make_post, make_topic, make_user

TITLE = "Une trame de livret"


@pytest.fixture
def topic(app):
    author = make_user()
    topic = actions.create_topic(make_category(kind="question"), author, TITLE, "Avec un ocarina dedans")
    actions.reply(topic, make_user(), "Une réponse")
    return topic


@pytest.fixture
def staff(log_in, app):
    return log_in(make_organiser())


def lists_of(topic) -> list[str]:
    return ["/", "/recents", "/top?periode=tout", "/nouveaux", "/non-lus", f"/c/{topic.category.slug}"]


def is_listed(client, topic) -> bool:
    shown = {TITLE in client.get(address).text for address in lists_of(topic)[:3]}
    assert len(shown) == 1, "all or none"
    return shown.pop()


def notices(db):
    return [post.notice["verb"] for post in db.session.query(Post).filter_by(kind="notice").order_by(Post.id)]


def test_an_archived_topic_is_read_and_found_and_changes_no_more(db, log_in, staff, topic):
    author, member = log_in(topic.author), log_in(make_user())
    assert is_listed(member, topic)
    assert staff.post(f"/t/{topic.id}/archives").status_code == 303
    assert not any(TITLE in client.get(path).text for client in (author, member) for path in lists_of(topic))
    assert "Archivé" in member.get(topic.url).text
    assert TITLE in member.get("/recherche?q=ocarina").text
    first = Post.query.filter_by(topic_id=topic.id, number=1).one()
    assert member.post(f"/t/{topic.id}/messages", data={"body": "Trop tard"}).status_code == 403
    assert author.post(f"/messages/{first.id}/modifier", data={"body": "Autrement", "version": 1}).status_code == 403
    for path in ("titre", "fermeture", "epingle", "scission", "fusion"):
        assert staff.get(f"/t/{topic.id}/{path}").status_code == 403, path
    assert staff.post(f"/t/{topic.id}/archives/fin").status_code == 303
    assert is_listed(member, topic)
    assert member.post(f"/t/{topic.id}/messages", data={"body": "De nouveau"}).status_code == 303
    assert notices(db) == ["archived", "unarchived"]


def test_what_is_archived_is_neither_new_nor_unread(db, log_in, topic):
    reader = make_user(previous_visit_at=now() - timedelta(days=9))
    added(TopicReader(user_id=reader.id, topic_id=topic.id, last_read=1, level="watching"))
    client = log_in(reader)
    assert "1 non lu" in client.get("/recents").text.replace("\u00a0", " ")
    archive(topic, make_organiser())
    assert "1 non lu" not in client.get("/recents").text.replace("\u00a0", " ")


def test_a_hidden_topic_is_seen_by_the_support_team_alone_and_never_destroyed(db, clock, log_in, staff, topic):
    member, author = log_in(make_user()), log_in(topic.author)
    assert staff.post(f"/t/{topic.id}/masque").status_code == 303
    for client in (member, author):
        assert client.get(topic.url).status_code == 404
        assert not is_listed(client, topic)
        assert TITLE not in client.get("/recherche?q=ocarina").text
    page = staff.get(topic.url).text
    assert "Ce sujet est masqué." in page
    assert f"/t/{topic.id}/masque/fin" in page
    assert f"/t/{topic.id}/retablissement" not in page
    clock.forward(days=60)
    jobs.run("topics.purge")
    show(db.session.get(Topic, topic.id), make_organiser())
    db.session.commit()
    assert log_in(make_user()).get(topic.url).status_code == 200
    assert notices(db) == ["hidden", "shown"]


def test_the_log_tells_all_of_it(db, staff, topic):
    for path in ("archives", "archives/fin", "masque", "masque/fin"):
        assert staff.post(f"/t/{topic.id}/{path}").status_code == 303
    verbs = [row.verb for row in AuditEntry.query.filter_by(subject_kind="Topic").order_by(AuditEntry.id)]
    assert verbs == ["TopicArchived", "TopicUnarchived", "TopicHidden", "TopicShown"]


@pytest.mark.parametrize("path", ["archives", "archives/fin", "masque", "masque/fin"])
def test_a_member_puts_nothing_aside(db, log_in, topic, path):
    for person in (make_user(), topic.author):
        assert log_in(person).post(f"/t/{topic.id}/{path}").status_code == 403
    assert notices(db) == []


def test_the_trash_lists_what_can_be_brought_back(db, log_in, staff, topic):
    secret = make_topic(category=make_category(group=make_group()), title="Ailleurs", deleted_at=now())
    hidden, gone = make_topic(title="Un sujet masqué"), make_topic(title="Un sujet réuni")
    hide(hidden, make_organiser())
    merge(gone, make_topic(), make_organiser())
    actions.delete_topic(topic, make_organiser(first_name="Mireille", last_name="Castan"))
    page = staff.get("/corbeille").text
    assert TITLE in page
    assert "par Mireille Castan" in page
    assert hidden.title in page
    assert not any(one.title in page for one in (secret, gone))
    assert staff.post(f"/t/{topic.id}/retablissement").status_code == 303
    assert TITLE not in staff.get("/corbeille").text
    assert log_in(make_user()).get("/corbeille").status_code == 403


def test_a_topic_comes_back_as_it_was_within_thirty_days(db, clock, log_in, topic):
    reader = make_user()
    added(TopicReader(user_id=reader.id, topic_id=topic.id, last_read=2, level="watching", reason="chosen"))
    before = (topic.replies, topic.last_posted_at, topic.participants)
    actions.delete_topic(topic, make_organiser())
    clock.forward(days=29)
    jobs.run("topics.purge")
    topic = db.session.get(Topic, topic.id)
    actions.restore_topic(topic, make_organiser())
    db.session.commit()
    assert (topic.replies, topic.last_posted_at, topic.participants) == before
    member = log_in(make_user())
    assert "Une réponse" in member.get(topic.url).text
    assert TITLE in member.get("/recherche?q=ocarina").text
    assert db.session.get(TopicReader, (reader.id, topic.id)).last_read == topic.last_number


def test_after_thirty_days_it_goes_with_its_files(db, clock, topic):
    file = FileStorage(BytesIO(b"%PDF-1.4\n%%EOF\n"), filename="livret.pdf")
    upload = store(file, topic.author)
    actions.reply(topic, topic.author, "Voici", uploads=[upload])
    actions.delete_topic(topic, make_organiser())
    digest, topic_id = upload.digest, topic.id
    db.session.commit()
    clock.forward(days=31)
    for job in ("topics.purge", "uploads.purge"):
        jobs.run(job)
    assert db.session.get(Topic, topic_id) is None
    assert Upload.query.count() == 0
    assert digest in set(storage().digests()), "its content goes with the sweep of the next night"


def test_an_emptied_topic_leads_on_for_ever(db, clock, client):
    category = make_category(open_to="visiteurs")
    kept, gone = make_topic(category=category), make_topic(category=category)
    make_post(gone)
    address = gone.url
    merge(gone, kept, make_organiser())
    clock.forward(days=90)
    db.session.commit()
    jobs.run("topics.purge")
    assert client.get(address).status_code == 301
