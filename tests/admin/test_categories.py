"""Categories, and the grid of rights."""

import pytest

from forum.audit.queries import Wanted, entries
from forum.categories.models import Category
from forum.categories.setup import create_defaults
from forum.groups.queries import by_slug
from tests.makers import make_category, make_group, make_user


@pytest.fixture
def boss(log_in):
    return log_in(make_user(role="administrator"))


def test_the_grid_takes_effect_at_once(boss, log_in, db):
    create_defaults()
    member = log_in(make_user())
    forum = db.session.query(Category).filter_by(slug="forum").one()
    assert "questions à tous" in member.get("/categories").text
    kept = by_slug("organisateurs").id
    assert boss.post(f"/admin/categories/{forum.id}/droits", data={f"see-{kept}": "1"}).status_code == 303
    assert "questions à tous" not in member.get("/categories").text
    entry = entries(Wanted(verb="RightsChanged", subject_kind="Category", subject_id=forum.id)).rows[0]
    assert entry.before == {"membres": "see create reply", "organisateurs": "see create reply"}
    assert entry.after == {"membres": "", "organisateurs": "see"}


def test_a_box_for_visitors_to_write_is_worth_nothing(boss, log_in, db):
    create_defaults()
    forum = db.session.query(Category).filter_by(slug="forum").one()
    visitors = by_slug("visiteurs").id
    boss.post(
        f"/admin/categories/{forum.id}/droits", data={f"{verb}-{visitors}": "1" for verb in ("see", "create", "reply")}
    )
    (right,) = db.session.get(Category, forum.id).rights
    assert (right.can_see, right.can_create, right.can_reply) == (True, False, False)


def test_a_private_category_is_named_to_administrators_here_and_to_nobody_elsewhere(boss, log_in, client):
    insider = make_user()
    make_category(name="Secret du COPIL", group=make_group(insider))
    assert "Secret du COPIL" in boss.get("/admin/categories").text
    organiser = log_in(make_user(role="organiser"))
    everywhere = [
        "/",
        "/categories",
        "/admin",
        "/admin/comptes",
        "/admin/invitations",
        "/admin/categories",
        "/admin/journal",
    ]
    for reader in (organiser, client):
        assert not [url for url in everywhere if "Secret du COPIL" in reader.get(url).text]
    assert not [url for url in ("/", "/categories", "/admin") if "Secret du COPIL" in boss.get(url).text]


def test_a_new_category_is_seen_by_nobody_until_the_grid_says_so(boss, db):
    data = {
        "name": "Vie du réseau",
        "slug": "vie-du-reseau",
        "kind": "question",
        "colour": "ciel",
        "template": "A\r\nB",
    }
    answer = boss.post("/admin/categories/nouvelle", data=data)
    row = db.session.query(Category).filter_by(slug="vie-du-reseau").one()
    assert answer.location.endswith(f"/admin/categories/{row.id}/droits")
    assert (row.kind, row.colour, row.template, row.rights) == ("question", "ciel", "A\nB", [])
    assert "Vie du réseau" not in boss.get("/categories").text


@pytest.mark.parametrize(
    "wrong", [{"slug": "Avec espace"}, {"slug": "é"}, {"slug": "prise"}, {"name": ""}, {"kind": "x"}, {"colour": "x"}]
)
def test_what_is_wrong_is_told_and_the_rest_kept(boss, db, wrong):
    make_category(slug="prise")
    data = {"name": "Vie", "slug": "vie", "kind": "question", "colour": "ciel", "description": "Gardée"} | wrong
    answer = boss.post("/admin/categories/nouvelle", data=data)
    assert answer.status_code == 422
    assert "Gardée" in answer.text
    assert db.session.query(Category).count() == 1


def test_the_address_of_a_category_stays(boss, db):
    row = make_category(slug="forum")
    data = {"name": "Agora", "slug": "autre", "kind": "discussion", "colour": "gaude", "position": "99"}
    assert boss.post(f"/admin/categories/{row.id}", data=data).status_code == 303
    row = db.session.get(Category, row.id)
    assert (row.name, row.slug, row.position != 99) == ("Agora", "forum", True)


def test_the_order_is_the_one_of_the_list(boss, db, log_in):
    create_defaults()
    row = db.session.query(Category).filter_by(slug="forum").one()
    boss.post(f"/admin/categories/{row.id}/monter")
    assert boss.post(f"/admin/categories/{row.id}/ailleurs").status_code == 404
    order = [slug for (slug,) in db.session.query(Category.slug).order_by(Category.position)]
    assert order == ["aide", "ressources", "actualites", "forum", "reunions"]
