"""Every door of the administration, for every role."""

import pytest

from forum.core.mail import OutboxMail
from tests.makers import added, make_category, make_establishment, make_group, make_user

STAFF = {  # pages that organisers open too
    "index", "accounts", "account", "admissions", "refuse", "invitations", "invite_list", "establishments",
    "new_establishment", "establishment", "merge_establishment", "leave",
}  # fmt: skip
STAFF_ACTS = {
    "admit", "refuse", "suspend", "unsuspend", "sign_out_everywhere", "send_link", "leave", "come_back",
    "create_invitation",
    "invite_list", "withdraw", "new_establishment", "establishment", "merge_establishment",
}  # fmt: skip


@pytest.fixture
def doors(app):
    """Every (method, endpoint, address) of the administration, about rows that exist."""
    from forum.accounts.actions import invite
    from forum.directory.dimensions import add_dimension

    invitation = invite("invitee@exemple.fr")
    mail = added(
        OutboxMail(kind="accounts.x", recipient="a@exemple.fr", message_id="1", subject="S", text="T", html="H")
    )
    values = {
        "user_id": make_user(state="pending").id,
        "category_id": make_category().id,
        "direction": "monter",
        "group_id": make_group().id,
        "establishment_id": make_establishment().id,
        "invitation_id": invitation.id,
        "mail_id": mail.id,
        "dimension_id": add_dimension("territoriale").id,
    }
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("admin.")]
        return [
            (
                method,
                rule.endpoint.removeprefix("admin."),
                rule.build({name: values[name] for name in rule.arguments})[1],
            )
            for rule in rules
            for method in rule.methods & {"GET", "POST"}
        ]


def answers(client, doors, method) -> dict[str, int]:
    return {name: client.open(url, method=method).status_code for verb, name, url in doors if verb == method}


def test_a_visitor_is_sent_to_sign_in(client, doors):
    for method, _name, url in doors:
        answer = client.open(url, method=method)
        assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/connexion")


@pytest.mark.parametrize("facts", [{}, {"state": "pending"}], ids=["member", "pending"])
def test_members_and_pending_people_open_nothing(log_in, doors, facts):
    client = log_in(make_user(**facts))
    assert set(answers(client, doors, "GET").values()) == {403}
    assert set(answers(client, doors, "POST").values()) == {403}


def test_organisers_open_what_is_about_people_and_establishments(log_in, doors):
    client = log_in(make_user(role="organiser"))
    got = answers(client, doors, "GET")
    assert {name for name, status in got.items() if status == 200} == STAFF
    assert {status for name, status in got.items() if name not in STAFF} == {403}
    got = answers(client, doors, "POST")
    assert {status for name, status in got.items() if name not in STAFF_ACTS} == {403}


def test_administrators_open_everything(log_in, doors):
    assert set(answers(log_in(make_user(role="administrator")), doors, "GET").values()) == {200}


def test_a_get_writes_nothing(log_in, doors, db):
    client = log_in(make_user(role="administrator"))
    before = state_of(db)
    answers(client, doors, "GET")
    assert state_of(db) == before


def state_of(db) -> dict:
    """Every row of every table but the one that notes a visit."""
    tables = [table for table in db.metadata.sorted_tables if table.name != "user_sessions"]
    return {table.name: sorted(map(str, db.session.execute(table.select()))) for table in tables}
