"""Invitations: one by one, and lists out of a spreadsheet."""

import io

import pytest
from sqlalchemy import event, select

from forum.accounts.models import Invitation
from forum.admin.roster import decode, read
from tests.makers import make_group, make_user


@pytest.fixture
def boss(log_in):
    return log_in(make_user(role="administrator"))


@pytest.fixture
def organiser(log_in):
    return log_in(make_user(role="organiser"))


def invited(db) -> dict[str, Invitation]:
    return {row.email: row for row in db.session.scalars(select(Invitation))}


def test_one_person_is_invited_with_what_is_known_of_them(boss, db):
    make_group(slug="copil")
    facts = {"first_name": "Inès", "last_name": "Roques", "function": "Directrice", "establishment": "D-ITEP Les Ifs"}
    data = facts | {"email": " Ines.Roques@Exemple.fr ", "groups": ["copil"]}
    assert boss.post("/admin/invitations", data=data).status_code == 303
    row = invited(db)["ines.roques@exemple.fr"]
    assert (row.first_name, row.function, row.groups) == ("Inès", "Directrice", ["copil"])
    assert "ines.roques@exemple.fr" in boss.get("/admin/invitations").text


@pytest.mark.parametrize("email", ["", "ines.roques@", "pas une adresse"])
def test_a_wrong_address_is_told_beside_its_field_and_the_rest_is_kept(organiser, db, email):
    answer = organiser.post("/admin/invitations", data={"email": email, "first_name": "Inès"})
    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text
    assert 'value="Inès"' in answer.text
    assert not invited(db)


def test_someone_who_has_an_account_is_not_invited(organiser, db):
    make_user(email="deja@exemple.fr")
    answer = organiser.post("/admin/invitations", data={"email": "deja@exemple.fr"})
    assert answer.status_code == 422
    assert "déjà un compte" in answer.text


def test_an_organiser_puts_nobody_into_a_group(organiser, db):
    """A group may open a private category, which organisers themselves do not see."""
    make_group(slug="copil", name="Le Copil")
    assert "Le Copil" not in organiser.get("/admin/invitations").text
    answer = organiser.post("/admin/invitations", data={"email": "a@exemple.fr", "groups": ["copil"]})
    assert answer.status_code == 422
    answer = organiser.post("/admin/invitations/liste", data={"text": "nom;mail;groupes\nA B;b@exemple.fr;copil"})
    assert "Seule l’administration" in answer.text
    assert not invited(db)


LIST = """Nom;Courriel;Établissement;Fonction;Groupes
Anne Martin;anne.martin@exemple.fr;D-ITEP Les Saules;Directrice;COPIL

DURAND Paul;paul.durand@exemple.fr;;Chef de service;
Sans Adresse;pas-une-adresse;;;
Anne Bis;anne.martin@exemple.fr;;;
Lucie Vent;lucie@exemple.fr;;;Groupe inconnu
"""


def test_a_list_is_reported_line_by_line_and_what_is_wrong_stays_to_be_corrected(boss, db):
    make_group(slug="copil", name="COPIL")
    answer = boss.post("/admin/invitations/liste", data={"text": LIST})
    assert answer.status_code == 200
    rows = invited(db)
    assert set(rows) == {"anne.martin@exemple.fr", "paul.durand@exemple.fr"}
    assert (rows["anne.martin@exemple.fr"].groups, rows["paul.durand@exemple.fr"].last_name) == (["copil"], "Durand")
    for sentence in ("2 invitations envoyées", "n’est pas complète", "déjà plus haut", "Aucun groupe ne s’appelle"):
        assert sentence in answer.text.replace("\xa0", " ")
    left = answer.text[answer.text.index("<textarea") : answer.text.index("</textarea>")]
    assert "Lucie Vent" in left
    assert "DURAND" not in left


def test_a_list_with_nothing_to_send_is_refused_with_its_text(organiser, db):
    assert organiser.post("/admin/invitations/liste", data={"text": "  \n"}).status_code == 422
    answer = organiser.post("/admin/invitations/liste", data={"text": "Rien;nulle-part"})
    assert answer.status_code == 422
    assert "Rien;nulle-part" in answer.text


def test_a_file_of_a_spreadsheet_is_read_whatever_its_encoding(organiser, db):
    content = "prénom,nom,mail\nZoé,Bégué,zoe@exemple.fr\n".encode("cp1252")
    data = {"text": "", "file": (io.BytesIO(content), "liste.csv")}
    organiser.post("/admin/invitations/liste", data=data, content_type="multipart/form-data")
    row = invited(db)["zoe@exemple.fr"]
    assert (row.first_name, row.last_name) == ("Zoé", "Bégué")


def test_a_list_is_at_most_500_lines(organiser, db):
    lines = "\n".join(f"A B;personne{n}@exemple.fr" for n in range(501))
    answer = organiser.post("/admin/invitations/liste", data={"text": lines})
    assert answer.status_code == 422
    assert not invited(db)


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Anne Martin;anne@x.fr", "anne@x.fr"),
        ("Anne Martin,anne@x.fr", "anne@x.fr"),
        ("Anne Martin\tanne@x.fr", "anne@x.fr"),
        ("mail;nom\nanne@x.fr;Anne", "anne@x.fr"),
        ('"Martin, Anne",anne@x.fr', "anne@x.fr"),
        ('"une citation sans fin;anne@x.fr', ""),
        ("=1+1;anne@x.fr", "anne@x.fr"),
    ],
)
def test_separators_and_headings_are_guessed(text, email):
    assert [guest.email for guest in read(text)] == [email]


def test_bytes_of_no_encoding_at_all_still_read():
    assert decode(bytes(range(256)))


def test_a_withdrawn_invitation_opens_nothing(organiser, db):
    organiser.post("/admin/invitations", data={"email": "a@exemple.fr"})
    row = invited(db)["a@exemple.fr"]
    assert organiser.post(f"/admin/invitations/{row.id}/retirer").status_code == 303
    assert "Expirée" in organiser.get("/admin/invitations").text


def test_a_long_list_lets_others_write_in_between(boss, db):
    """Its letters are kept a few at a time: nobody waits for all of them."""
    people = "\n".join(f"A B;personne{number}@exemple.fr" for number in range(45))
    commits = []
    note = commits.append
    event.listen(db.engine, "commit", note)
    answer = boss.post("/admin/invitations/liste", data={"text": f"nom;mail\n{people}"})
    event.remove(db.engine, "commit", note)
    assert answer.status_code == 200
    assert len(invited(db)) == 45
    assert len(commits) >= 3
