"""What an editor asks while one writes."""

import pytest

from tests.makers import make_category, make_group, make_organiser, make_topic, make_user


def asked(client, place, letters):
    answer = client.get(f"/completion/{place}?q={letters}")
    return [one["shown"] for one in answer.json] if answer.status_code == 200 else answer.status_code


def test_formatted_text_is_turned(log_in):
    answer = log_in(make_user()).post("/collage", data={"html": "<ul><li>Un</li></ul>"})
    assert answer.json == {"markdown": "- Un"}
    assert log_in(make_user()).post("/collage", data={"html": "<b>" * 5000}).status_code == 422
    assert log_in(make_user(state="pending")).post("/collage", data={"html": "x"}).status_code == 403


def test_pasting_is_bounded(log_in):
    client = log_in(make_user())
    assert {client.post("/collage", data={"html": "<b>x</b>"}).status_code for _time in range(20)} == {200}
    assert client.post("/collage", data={"html": "<b>x</b>"}).status_code == 429


@pytest.mark.parametrize("letters", ["so", "Mar", "Éli", "eli", "béd", "sophie.b", "Bédi"])
def test_first_letters_find_a_person(log_in, letters):
    make_user(first_name="Sophie-Élise", last_name="Bédier-Martin", username="sophie-elise.bedier-martin")
    make_user(first_name="Hugo", last_name="Vasseur", username="hugo.vasseur")
    make_user(first_name="Sophie", last_name="Bec", username="sophie.bec", state="left")
    found = asked(log_in(make_user()), f"reponse-{make_topic().id}", letters)
    assert found == ([] if letters == "sophie.b" else ["Sophie-Élise Bédier-Martin"])


def test_in_a_closed_room_only_who_reads_there(log_in):
    inside, outside = (make_user(first_name="Zoé", last_name=f"Zed{n}", username=f"zoe.zed{n}") for n in range(2))
    writer = make_user()
    topic = make_topic(category=make_category(group=make_group(inside, writer)))
    place = f"reponse-{topic.id}"
    assert asked(log_in(writer), place, "zo") == [inside.display_name]
    assert asked(log_in(outside), place, "zo") == 404
    assert asked(log_in(make_organiser()), f"sujet-{topic.category_id}", "zo") == 404
    assert asked(log_in(outside), f"reponse-{make_topic().id}", "zo") == [inside.display_name]


def test_only_ones_own_groups(log_in):
    member, topic = make_user(), make_topic()
    make_group(member, slug="copil-mateo", name="Comité de pilotage")
    make_group(slug="copil-secret", name="Comité secret")
    place = f"reponse-{topic.id}"
    assert asked(log_in(member), place, "copil") == ["Comité de pilotage"]
    assert asked(log_in(member), place, "comite") == ["Comité de pilotage"]
    assert asked(log_in(member), place, "memb") == []
    assert asked(log_in(make_user()), place, "copil") == []


def test_one_letter_and_odd_places_find_nobody(log_in):
    make_user(first_name="Sophie", username="sophie.bec")
    client = log_in(make_user())
    assert asked(client, f"reponse-{make_topic().id}", "s") == []
    assert asked(client, f"reponse-{make_topic().id}", "%25%25") == []
    assert asked(client, "ailleurs-3", "so") == 404
    assert asked(client, "reponse-987654", "so") == 404
