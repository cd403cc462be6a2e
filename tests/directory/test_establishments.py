"""Establishments: one row for one house, however its name is typed; domains that vouch."""

import pytest

from forum.directory import actions, queries
from forum.directory.models import Establishment
from tests.makers import make_establishment, make_organiser


@pytest.mark.parametrize(
    "typed",
    [
        "D-ITEP Val d’Autan (Haute-Garonne)",
        "D-ITEP Val d'Autan",
        "d-itep  val d’autan",
        "D ITEP VAL D'AUTAN (31)",
        "D-ITEP Val d’Autan ( haute garonne )",
    ],
)
def test_one_house_has_one_row(app, typed):
    place = make_establishment(name="D-ITEP Val d’Autan", department="31")
    assert actions.find_or_add(typed).id == place.id


def test_namesakes_of_two_departments_are_two_houses(app):
    place = make_establishment(name="SESSAD Les Genêts", department="31")
    assert queries.by_label("SESSAD Les Genêts (Aude)") is None
    other = actions.find_or_add("SESSAD Les Genêts (Aude)")
    assert other.id != place.id
    assert queries.by_label("SESSAD Les Genêts (Haute-Garonne)") == place


def test_an_unknown_house_is_offered_to_nobody_until_it_is_checked(app):
    place = actions.find_or_add("ITEP Neuf (Gard)")
    assert queries.known() == []
    assert queries.unknown() == [place]
    actions.check(place, by=make_organiser(), name="D-ITEP Neuf", city="Nîmes")
    assert [row.label for row in queries.known()] == ["D-ITEP Neuf (Gard)"]


def test_a_domain_vouches_for_its_house_alone(app):
    one, other = make_establishment(), make_establishment()
    actions.set_domains(one, ["Maison.example", "@autre.example"])
    assert queries.of_address("x@MAISON.example") == one
    assert queries.of_address("x@sous.maison.example") is None
    assert queries.of_address("maison.example@voleur.example") is None
    actions.set_domains(other, ["maison.example"])  # it moved
    assert queries.of_address("x@maison.example") == other
    actions.set_domains(other, [])
    assert queries.of_address("x@maison.example") is None


@pytest.mark.parametrize("domain", ["gmail.com", "orange.fr", "pas un domaine", "exemple", "a@b.example", "x..example"])
def test_a_domain_open_to_everybody_or_misspelled_is_refused(app, domain):
    with pytest.raises(ValueError, match=r".+"):
        actions.set_domains(make_establishment(), [domain])


def test_a_name_is_kept_as_typed(app):
    actions.find_or_add("  Association  L'Envol (Paris) ")
    assert [row.name for row in Establishment.query] == ["Association L’Envol (Paris)"]
