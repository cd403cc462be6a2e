"""The settings form, drawn from what the rooms declare."""

import pytest

from forum.audit.queries import Wanted, entries
from forum.core import settings
from forum.core.settings import SITE_NAME, declared, setting


@pytest.fixture
def boss(log_in):
    from tests.makers import make_user

    return log_in(make_user(role="administrator"))


@pytest.fixture
def some(app, monkeypatch):
    """A few settings of each type; those of the house are put aside."""
    monkeypatch.setattr(settings, "_declared", {"core.site_name": SITE_NAME})
    return setting("test.open", bool, True, "Ouvrir"), setting("test.days", int, 30, "Jours")


def test_every_setting_has_a_field(boss):
    page = boss.get("/admin/reglages").text
    assert declared()
    assert not [one.key for one in declared() if f'name="{one.key.replace(".", "__")}"' not in page]


def test_what_changed_is_stored_and_noted(boss, some):
    is_open, days = some
    data = {"core__site_name": " Inter  session ", "test__days": "31"}
    assert boss.post("/admin/reglages", data=data).status_code == 303
    assert (SITE_NAME.value, is_open.value, days.value) == ("Inter session", False, 31)
    changes = {entry.after["key"]: entry.after["value"] for entry in entries(Wanted(verb="SettingChanged")).rows}
    assert changes == {"core.site_name": "Inter session", "test.open": False, "test.days": 31}


def test_nothing_changed_is_nothing_noted(boss, some):
    data = {"core__site_name": SITE_NAME.default, "test__days": "30", "test__open": "y"}
    assert boss.post("/admin/reglages", data=data).status_code == 303
    assert entries().total == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"test__days": "beaucoup"},
        {"test__days": "-1"},
        {"test__days": ""},
        {"test__days": "1000000"},  # days before today there was no date
        {"core__site_name": " "},
    ],
)
def test_a_wrong_value_changes_nothing_and_is_told_beside_its_field(boss, some, wrong):
    data = {"core__site_name": "Autre nom", "test__days": "31"} | wrong
    answer = boss.post("/admin/reglages", data=data)
    assert answer.status_code == 422
    assert f'id="{next(iter(wrong))}-error"' in answer.text
    assert SITE_NAME.value == SITE_NAME.default


def test_a_sender_that_is_no_address_is_refused(boss):
    """It would stop every mail."""
    fields = {one.key.replace(".", "__"): one.value for one in declared()}
    assert boss.post("/admin/reglages", data=fields | {"core__mail_from": "pas une adresse"}).status_code == 422
    assert boss.post("/admin/reglages", data=fields | {"core__mail_from": "contact@exemple.fr"}).status_code == 303
