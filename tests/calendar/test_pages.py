"""The calendar's pages: what they show to whom, and where their links lead."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.calendar.dates import called_off, moved
from tests.makers import make_organiser, make_user


def test_the_month_of_today_is_shown_first(source, client):
    source.add(datetime(2031, 3, 12, 10, 0))
    page = client.get("/reunions").text
    assert "Mars 2031" in page
    assert 'id="jour-2031-03-12"' in page
    assert "10\u00a0h – 16\u00a0h\u00a030" in page


def test_a_visitor_reads_dates_and_places_without_a_form(source, client):
    source.add(title="Réunion du COOP", place="Carcassonne")
    answer = client.get("/reunions")
    assert "Réunion du COOP" in answer.text and "Carcassonne" in answer.text
    assert "<form" not in answer.text.partition("<main")[2]
    assert not answer.headers.getlist("Set-Cookie")


def test_a_member_reads_their_own_answer(source, log_in):
    source.add(mine="Vous venez")
    assert "Vous venez" in log_in(make_user()).get("/reunions").text


def test_what_is_not_told_to_someone_is_nowhere(source, client, log_in):
    insider = make_user()
    source.add(title="Réunion close", only=insider)
    for view in ("", "?vue=liste", "?vue=annee"):
        assert "Réunion close" not in client.get(f"/reunions{view}").text
        assert "Réunion close" not in log_in(make_user()).get(f"/reunions{view}").text
        assert "Réunion close" in log_in(insider).get(f"/reunions{view}").text


@pytest.mark.parametrize("typed", ["2031-13", "2031", "x", "99999-01", "-1", "0000-00", "２０３１-01"])
def test_a_month_that_is_none_is_this_one(source, client, typed):
    answer = client.get("/reunions", query_string={"mois": typed})
    assert answer.status_code == 200
    assert "Mars 2031" in answer.text


@pytest.mark.parametrize("month", ["1970-01", "2199-12", "2028-02", "2031-12"])
def test_every_month_has_its_page(source, client, month):
    answer = client.get(f"/reunions?mois={month}")
    assert answer.status_code == 200
    assert f"jour-{month}-01" in answer.text


def test_the_months_beside_are_plain_links(source, client):
    page = client.get("/reunions?mois=2031-12").text
    assert 'href="/reunions?mois=2031-11"' in page
    assert 'href="/reunions?mois=2032-01"' in page


def test_a_series_alone(source, client):
    source.add(title="Réunion du COOP")
    source.add(datetime(2031, 3, 20, 14, 0), title="Réunion du COPIL", series_slug="copil", series_name="COPIL")
    page = client.get("/reunions?serie=copil").text
    assert "Réunion du COPIL" in page and "Réunion du COOP" not in page
    assert 'href="/reunions?mois=2031-04&amp;serie=copil"' in page
    assert "Réunion du COOP" in client.get("/reunions?serie=rien").text


def test_a_date_of_several_days_stands_in_each(source, client):
    source.add(datetime(2031, 3, 12, 10, 0), ends=datetime(2031, 3, 14, 12, 0), title="Journées d’étude")
    grid = client.get("/reunions").text.partition("<tbody")[2].partition("</tbody>")[0]
    assert grid.count("Journées d’étude") == 3


def test_what_is_cancelled_says_so(source, client):
    source.replace(called_off(source.add(title="Réunion du COOP")))
    page = client.get("/reunions").text
    assert "<s>Réunion du COOP</s>" in page and "Annulation" in page


@pytest.mark.parametrize("view", ["liste", "annee"])
def test_a_year_at_once(source, client, view):
    source.add(datetime(2032, 2, 16, 10, 0), title="Réunion de février")
    assert "Réunion de février" not in client.get(f"/reunions?vue={view}").text
    assert "Réunion de février" in client.get(f"/reunions?vue={view}&annee=2032").text


def test_an_empty_calendar_says_what_to_do_next(source, client, log_in):
    assert "Aucune date" in client.get("/reunions").text
    assert 'href="/reunions/abonnement"' in log_in(make_user()).get("/reunions?vue=liste").text


def test_a_visitor_is_told_at_once_of_a_date_that_moved(source, client):
    """Pages of visitors are made once, as long as what they show stays the same."""
    entry = source.add()
    tag = client.get("/reunions").headers["ETag"]
    assert client.get("/reunions", headers={"If-None-Match": tag}).status_code == 304
    source.replace(moved(entry, datetime(2031, 3, 13, 10, 0)))
    answer = client.get("/reunions", headers={"If-None-Match": tag})
    assert answer.status_code == 200 and "jour-2031-03-13" in answer.text


def test_every_page_names_the_day_of_the_next_date(source, client, log_in):
    source.replace(called_off(source.add(datetime(2031, 3, 12, 10, 0))))
    source.add(datetime(2031, 3, 19, 10, 0))
    for page in (client.get("/categories").text, log_in(make_user()).get("/categories").text):
        assert "Réunions<small>19\u00a0mars</small>" in page


def test_titles_are_text(source, client):
    source.add(title="<script>alert(1)</script>", place='"><i>x')
    for view in ("", "?vue=liste", "?vue=annee"):
        page = client.get(f"/reunions{view}").text
        assert "<script>alert(1)" not in page and '"><i>' not in page


def test_the_support_team_finds_the_rooms(source, client, log_in):
    assert "/reunions/salles" in log_in(make_organiser()).get("/reunions").text
    assert "/reunions/salles" not in client.get("/reunions").text


@pytest.mark.parametrize("view", ["", "?vue=liste", "?vue=annee"])
def test_what_is_drawn_for_many_tells_nobody_of_another(source, client, log_in, view):
    """One after the other on the same dates, each with their own answer, and none with another's."""
    here, away, staff = make_user(), make_user(), make_organiser()
    waiting = make_user(state="pending", admitted_at=None)
    day = datetime(2031, 3, 12, 10, 0)
    source.add(day, title="Pour qui vient", only=here, mine="Vous venez")
    source.add(day, title="Pour qui ne vient pas", only=away, mine="Vous ne venez pas")
    address = f"/reunions{view}"
    for _again in range(2):
        pages = {who: browser.get(address).text.partition("<main")[2] for who, browser in (
            ("here", log_in(here)), ("away", log_in(away)), ("staff", log_in(staff)), ("waiting", log_in(waiting)),
            ("visitor", client),
        )}  # fmt: skip
        assert [who for who, page in pages.items() if "Pour qui vient" in page] == ["here"]
        assert [who for who, page in pages.items() if "Pour qui ne vient pas" in page] == ["away"]
        assert [who for who, page in pages.items() if "/reunions/salles" in page] == ["staff"]
        assert {who for who, page in pages.items() if 'primary" href="/reunions/abonnement"' in page} == {
            "here",
            "away",
            "staff",
        }
        assert {who for who, page in pages.items() if "ce que vous avez répondu" not in page} == {"visitor"}


def test_an_answer_that_changed_is_read_at_once(source, log_in):
    reader = log_in(make_user())
    entry = source.add(mine="Peut-être")
    assert "Peut-être" in reader.get("/reunions").text
    source.replace(replace(entry, mine="Vous venez"))
    page = reader.get("/reunions").text
    assert "Vous venez" in page and "Peut-être" not in page
