"""The list of dimensions is the administrator's."""

from sqlalchemy import select

from forum.core.db import db
from forum.directory.dimensions import add_dimension, all_dimensions
from forum.directory.models import Dimension
from tests.makers import make_organiser, make_user


def test_an_administrator_adds_renames_and_orders(log_in):
    client = log_in(make_user(role="administrator"))
    for name in ("territoriale", "partenariale"):
        client.post("/admin/dimensions", data={"name": name})
    second = all_dimensions()[1]
    client.post(f"/admin/dimensions/{second.id}", data={"name": "Partenariale et coopérative"})
    client.post(f"/admin/dimensions/{second.id}/monter")
    db.session.expire_all()
    assert [one.name for one in all_dimensions()] == ["Partenariale et coopérative", "territoriale"]


def test_the_same_name_twice_is_refused_at_its_field(log_in):
    add_dimension("territoriale")
    answer = log_in(make_user(role="administrator")).post("/admin/dimensions", data={"name": "Territoriale"})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert len(db.session.scalars(select(Dimension)).all()) == 1


def test_the_support_team_does_not_keep_the_list(log_in):
    assert log_in(make_organiser()).get("/admin/dimensions").status_code == 403
