"""The lists of topics: what stands in them, in which order, for whom."""

from datetime import timedelta

import pytest

from forum.core.clock import now
from forum.topics.models import Tag, TopicReader, TopicTag
from tests.makers import added, make_category, make_group, make_post, make_topic, make_user


def ago(**back):
    return now() - timedelta(**back)


def titles(page: str, *wanted: str) -> list[str]:
    """Those of ``wanted`` that the page shows as titles, in its order."""
    found = [(page.find(f">{title}</a>"), title) for title in wanted]
    return [title for at, title in sorted(found) if at >= 0]


def test_recent_topics_come_in_the_order_of_their_last_message(client):
    place = make_category(open_to="visiteurs")
    old = make_topic(category=place, title="Ancien", created_at=ago(days=9))
    make_topic(category=place, title="Récent", created_at=ago(days=3))
    make_post(old, created_at=ago(hours=1))
    assert titles(client.get("/recents").text, "Récent", "Ancien") == ["Ancien", "Récent"]


@pytest.mark.parametrize("path", ["/recents", "/nouveaux", "/non-lus", "/top", "/mots-cles/secret", "/"])
def test_no_list_names_a_topic_of_a_closed_category(path, log_in):
    member = make_user(previous_visit_at=ago(days=30))
    hidden = make_topic(category=make_category(group=make_group()), title="Canari", created_at=ago(days=1))
    tag = added(Tag(slug="secret", name="secret"))
    added(TopicTag(topic_id=hidden.id, tag_id=tag.id))
    added(TopicReader(user_id=member.id, topic_id=hidden.id, last_read=0, level="watching"))
    assert "Canari" not in log_in(member).get(path).text


def test_a_closed_category_is_not_there(log_in, client):
    place = make_category(group=make_group())
    assert log_in(make_user()).get(f"/c/{place.slug}").status_code == 404
    assert client.get(f"/c/{place.slug}").status_code == 404


def test_a_deleted_topic_is_in_no_list(client):
    place = make_category(open_to="visiteurs")
    make_topic(category=place, title="Retiré", deleted_at=now())
    assert "Retiré" not in client.get("/recents").text
    assert "Retiré" not in client.get(f"/c/{place.slug}").text


def test_pinned_topics_stand_first_in_their_category_with_their_beginning(client):
    place = make_category(open_to="visiteurs")
    make_topic(category=place, title="À lire", body="Trois conseils.", created_at=ago(days=40), pinned_at=ago(days=40))
    make_topic(category=place, title="Du jour")
    page = client.get(f"/c/{place.slug}").text
    assert titles(page, "Du jour", "À lire") == ["À lire", "Du jour"]
    assert "Trois conseils." in page
    assert page.count(">À lire</a>") == 1
    assert titles(client.get("/recents").text, "Du jour", "À lire") == ["Du jour", "À lire"]


def test_a_topic_pinned_everywhere_stands_first_everywhere(client):
    place = make_category(open_to="visiteurs")
    make_topic(category=place, title="Annonce", created_at=ago(days=40), pinned_at=now(), pinned_everywhere=True)
    make_topic(category=place, title="Du jour")
    page = client.get("/recents").text
    assert titles(page, "Du jour", "Annonce") == ["Annonce", "Du jour"]
    assert page.count(">Annonce</a>") == 1


def test_the_next_page_goes_on_after_the_last_row(client):
    place = make_category(open_to="visiteurs")
    author = make_user()
    for n in range(33):
        make_topic(category=place, author=author, title=f"Sujet-{n:02}", created_at=ago(hours=n))
    first = client.get("/recents").text
    assert "Sujet-29" in first
    assert "Sujet-30" not in first
    assert "Afficher les 3 sujets suivants" in first
    address = first.split('<link rel="next" href="')[1].split('"')[0]
    second = client.get(address).text
    assert titles(second, "Sujet-30", "Sujet-32", "Sujet-29") == ["Sujet-30", "Sujet-32"]


@pytest.mark.parametrize(
    "mark", ["x", "-", "12-", "999999999999999999-1", "1-999999999999999999999", "²-3", "%00", "9" * 5000]
)
def test_a_mark_that_says_nothing_breaks_nothing(client, log_in, mark):
    make_topic(category=make_category(open_to="visiteurs"))
    reader = log_in(make_user(previous_visit_at=now() + timedelta(days=1)))  # all is older than the last visit
    for who in (client, reader):
        assert who.get(f"/recents?avant={mark}").status_code == 200
        assert who.get(f"/top?avant={mark}").status_code == 200


def test_requests_are_filtered_by_their_state(client):
    place = make_category(open_to="visiteurs", kind="request")
    make_topic(category=place, title="Sans suite", state="open")
    answered = make_topic(category=place, title="Entendue", state="in_progress")
    make_post(answered)
    assert titles(client.get(f"/c/{place.slug}?etat=sans-reponse").text, "Sans suite", "Entendue") == ["Sans suite"]
    assert titles(client.get(f"/c/{place.slug}?etat=en-cours").text, "Sans suite", "Entendue") == ["Entendue"]


def test_top_is_about_a_period(client):
    place = make_category(open_to="visiteurs")
    quiet = make_topic(category=place, title="Calme", created_at=ago(days=2))
    busy = make_topic(category=place, title="Animé", created_at=ago(days=200))
    for _n in range(3):
        make_post(busy, created_at=ago(days=190))
    make_post(quiet, created_at=ago(days=1))
    assert titles(client.get("/top").text, "Calme", "Animé") == ["Calme"]
    assert titles(client.get("/top?periode=annee").text, "Calme", "Animé") == ["Animé", "Calme"]


def test_a_keyword_gathers_its_topics(client):
    place = make_category(open_to="visiteurs")
    topic = make_topic(category=place, title="Avec mot-clé")
    make_topic(category=place, title="Sans mot-clé")
    tag = added(Tag(slug="livret", name="livret d’accueil"))
    added(TopicTag(topic_id=topic.id, tag_id=tag.id))
    page = client.get("/mots-cles/livret").text
    assert titles(page, "Avec mot-clé", "Sans mot-clé") == ["Avec mot-clé"]
    assert '<a href="/mots-cles/livret">#livret d’accueil</a>' in page


def test_the_line_of_the_last_visit_stands_between_new_and_old(log_in):
    member = make_user(previous_visit_at=ago(days=10), created_at=ago(days=90))
    place = make_category()
    make_topic(category=place, title="Depuis", created_at=ago(days=1))
    make_topic(category=place, title="Avant", created_at=ago(days=20))
    page = log_in(member).get("/recents").text
    assert page.index(">Depuis</a>") < page.index("Dernière visite") < page.index(">Avant</a>")


def test_a_title_is_shown_as_it_was_typed(client):
    make_topic(category=make_category(open_to="visiteurs"), title="<script>alert(1)</script>")
    page = client.get("/recents").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_visitors_who_see_nothing_are_told_what_to_do(client):
    assert "Connectez-vous pour lire les sujets" in client.get("/recents").text


def test_new_and_unread_are_for_people_signed_in(client):
    assert client.get("/nouveaux").status_code == 303
    assert client.get("/non-lus").status_code == 303


def test_a_line_names_who_takes_part_in_their_order_and_as_they_are_called_now(client, db):
    place = make_category(open_to="visiteurs")
    people = [make_user(first_name=name, last_name="Essai") for name in ("Zoé", "Ada", "Mia")]
    topic = make_topic(category=place, author=people[0])
    for person in people[1:]:
        make_post(topic, author=person)
    topic.participants = [person.id for person in people]
    assert 'title="Zoé Essai, Ada Essai, Mia Essai"' in client.get("/recents").text
    people[1].first_name = "Éva"
    db.session.commit()
    assert 'title="Zoé Essai, Éva Essai, Mia Essai"' in client.get("/recents").text


def test_who_wrote_last_bears_a_ring(client):
    place = make_category(open_to="visiteurs")
    author, other = make_user(first_name="Zoé", last_name="Essai"), make_user(first_name="Ada", last_name="Essai")
    topic = make_topic(category=place, author=author)
    topic.participants, topic.last_author_id = [author.id, other.id], author.id
    page = client.get("/recents").text
    assert page.count(" latest") == 1
    assert page.index(" latest") < page.index(">AE<")
    assert "Dernier message, de Zoé Essai" in page
    topic.last_author_id = other.id
    topic.title = "Autre"
    page = client.get("/recents").text
    assert page.index(">ZE<") < page.index(" latest")
