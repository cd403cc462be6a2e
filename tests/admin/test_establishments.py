"""Establishments: checked, vouched for by their domains, made one of two."""

import pytest
from sqlalchemy import select

from forum.accounts.models import User
from forum.audit.queries import Wanted, entries
from forum.directory.models import Establishment, MailDomain
from tests.makers import make_establishment, make_user


@pytest.fixture
def organiser(log_in):
    return log_in(make_user(role="organiser"))


def domains(db) -> dict[str, int]:
    return dict(db.session.execute(select(MailDomain.domain, MailDomain.establishment_id)).all())


def test_checking_puts_the_name_right_and_the_domain_vouches(organiser, db):
    typed = make_establishment(name="ditep ifs", is_known=False)
    assert "À vérifier" in organiser.get("/admin/etablissements").text.replace("\xa0", " ")
    data = {
        "name": "D-ITEP Les Ifs",
        "city": "Albi",
        "department": "81",
        "domains": "@Les-Ifs.example\nifs.example.org",
    }
    assert organiser.post(f"/admin/etablissements/{typed.id}", data=data).status_code == 303
    row = db.session.get(Establishment, typed.id)
    assert (row.name, row.is_known, row.label) == ("D-ITEP Les Ifs", True, "D-ITEP Les Ifs (Tarn)")
    assert set(domains(db)) == {"les-ifs.example", "ifs.example.org"}


@pytest.mark.parametrize(
    "domain", ["gmail.com", "pas un domaine", "exemple", "x@orange.fr", "test", "établissement.fr"]
)
def test_a_domain_that_is_everybodys_or_none_vouches_for_nobody(organiser, db, domain):
    row = make_establishment()
    answer = organiser.post(
        f"/admin/etablissements/{row.id}", data={"name": row.name, "department": "", "domains": domain}
    )
    assert answer.status_code == 422
    assert 'id="domains-error"' in answer.text
    assert domains(db) == {}


def test_a_domain_of_another_establishment_is_not_taken_away(organiser, db):
    other, row = make_establishment(), make_establishment()
    db.session.add(MailDomain(domain="ifs.example.org", establishment_id=other.id))
    data = {"name": row.name, "department": "", "domains": "ifs.example.org"}
    assert organiser.post(f"/admin/etablissements/{row.id}", data=data).status_code == 422
    assert domains(db) == {"ifs.example.org": other.id}


def test_a_new_one_needs_a_name_of_its_own(organiser, db):
    make_establishment(name="D-ITEP Les Ifs")
    for name in ("", "D-ITEP Les Ifs"):
        assert (
            organiser.post(
                "/admin/etablissements/nouveau", data={"name": name, "city": "Foix", "department": ""}
            ).status_code
            == 422
        )
    assert (
        organiser.post("/admin/etablissements/nouveau", data={"name": "SESSAD Les Ifs", "department": ""}).status_code
        == 303
    )
    assert db.session.scalar(select(Establishment).filter_by(name="SESSAD Les Ifs")).is_known


def test_merging_moves_people_and_domains(organiser, db):
    gone, kept = make_establishment(name="ITEP ifs"), make_establishment(name="D-ITEP Les Ifs")
    user = make_user(establishment_id=gone.id)
    db.session.add_all(
        [MailDomain(domain=f"{n}.example.org", establishment_id=e.id) for n, e in (("a", gone), ("b", kept))]
    )
    url, gone_id = f"/admin/etablissements/{gone.id}/reunir", gone.id
    assert organiser.post(url, data={"into": str(gone_id)}).status_code == 422
    assert organiser.post(url, data={"into": str(kept.id)}).status_code == 303
    assert db.session.get(Establishment, gone_id) is None
    assert db.session.get(User, user.id).establishment_id == kept.id
    assert domains(db) == {"a.example.org": kept.id, "b.example.org": kept.id}
    assert entries(Wanted(verb="EstablishmentsMerged")).rows[0].before == {"name": "ITEP ifs"}
