"""The page « Catégories »."""

from forum.categories import actions
from forum.categories.setup import create_defaults
from forum.core.clock import now
from forum.groups.actions import ensure_automatic
from tests.makers import make_category, make_group, make_post, make_topic, make_user


def test_a_member_finds_the_five_in_order(log_in):
    create_defaults()
    page = log_in(make_user()).get("/categories").text
    names = ["Aide à la prise en main", "Sollicitations Ressources", "Actualités", "Réunions COOP", "Forum – questions"]
    places = [page.index(f">{name}", page.index("<main")) for name in names]
    assert places == sorted(places)


def test_a_visitor_is_invited_to_sign_in(client):
    create_defaults()
    page = client.get("/categories").text
    assert "réservés aux membres" in page
    assert "Sollicitations" not in page


def test_a_visitor_sees_what_is_opened_to_visitors(client):
    create_defaults()
    shown = make_category(name="Vitrine du réseau", open_to=None)
    actions.grant(shown, ensure_automatic()["visiteurs"], see=True, create=False, reply=False)
    page = client.get("/categories").text
    assert "Vitrine du réseau" in page
    assert "Sollicitations" not in page


def test_nobody_outside_the_group_reads_the_name_of_its_category(log_in, client):
    insider = make_user()
    make_category(name="Secret du COPIL", group=make_group(insider))
    assert "Secret du COPIL" in log_in(insider).get("/categories").text
    for outsider in (make_user(), make_user(role="organiser"), make_user(role="administrator")):
        assert "Secret du COPIL" not in log_in(outsider).get("/categories").text
    assert "Secret du COPIL" not in client.get("/categories").text


def test_each_category_says_how_many_topics_and_the_latest(log_in):
    category = make_category(name="Pleine")
    make_category(name="Vide")
    old = make_topic(category=category, title="Le plus ancien")
    make_topic(category=category, title="Le dernier paru")
    make_topic(category=category, title="Celui supprimé", deleted_at=now())
    make_topic(category=make_category(group=make_group()), title="Ailleurs, en privé")
    make_post(old)
    page = log_in(make_user()).get("/categories").text
    main = page[page.index("<main") :]
    assert "2 sujets" in main
    assert f"/t/{old.slug}/{old.id}/2" in main
    assert "Encore aucun sujet" in main[main.index("Vide") :]
    assert "en privé" not in main
    assert "Celui supprimé" not in main
