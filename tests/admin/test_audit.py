"""The audit log's page."""

from dataclasses import fields
from typing import get_type_hints

import pytest

from forum.admin import words
from forum.categories.actions import change_category
from forum.core.events import Audited
from forum.groups.actions import add_member
from tests.makers import make_category, make_group, make_user


@pytest.fixture
def boss(log_in):
    return log_in(make_user(role="administrator"))


def test_acts_are_told_in_words_and_filtered(boss):
    odile = make_user(first_name="Odile", last_name="Appui", username="odile.appui")
    add_member(make_group(name="Le Groupe"), make_user(), by=odile)
    change_category(make_category(name="Ancien nom"), by=make_user(), name="Nouveau nom")
    page = boss.get("/admin/journal").text
    for sentence in ("Entrée dans un groupe", "Odile Appui", "Le Groupe", "Ancien nom → Nouveau nom"):
        assert sentence in page
    page = boss.get("/admin/journal?qui=odile.appui").text
    assert ("Odile Appui" in page, "Ancien nom" in page) == (True, False)
    assert "Aucun acte" in boss.get("/admin/journal?qui=personne").text
    assert "Odile Appui" not in boss.get("/admin/journal?acte=CategoryChanged").text
    assert "Aucun acte" in boss.get("/admin/journal?au=2001-01-01").text


def test_nonsense_in_the_address_is_harmless(boss):
    assert boss.get("/admin/journal?du=hier&au=32&objet=x&page=zzz&acte=%00").status_code == 200


def acts() -> list[type[Audited]]:
    return [act for act in Audited.__subclasses__() if act.__module__.startswith("forum.")]


def test_every_audited_act_has_a_name(app):
    assert acts()
    assert {act.__name__ for act in acts()} <= set(words.VERBS)


def test_what_every_act_is_about_has_a_name(app):
    first = len(fields(Audited))
    about = {act: fields(act)[first].name for act in acts() if "subject" not in vars(act) and len(fields(act)) > first}
    kinds = {get_type_hints(act)[name].__name__ for act, name in about.items()}
    assert kinds
    assert kinds <= set(words.SUBJECTS)
