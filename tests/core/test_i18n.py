"""French as it is typeset, English as it is said."""

from datetime import UTC, datetime

import pytest

from forum.core import i18n

HALF_PAST_FOUR = datetime(2031, 3, 5, 15, 30, tzinfo=UTC)  # 16:30 in Paris


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Quoi ? Non : « oui » !", "Quoi~? Non~: «~oui~»~!"),
        ("10 h, 25 Mo, 14 jours", "10~h, 25~Mo, 14~jours"),
        ("%(num)s min", "%(num)s~min"),
        ("4 sujets", "4 sujets"),
        ("https://exemple.fr", "https://exemple.fr"),
    ],
)
def test_spaces_that_do_not_break_are_put_in(typed, set_):
    assert i18n.typeset(typed) == set_.replace("~", i18n.NBSP)


@pytest.mark.parametrize(
    ("locale", "number", "said"),
    [("fr", 0, "0 réponse"), ("fr", 1, "1 réponse"), ("fr", 2, "2 réponses"),
     ("en", 0, "0 replies"), ("en", 1, "1 reply"), ("en", 2, "2 replies")],
)  # fmt: skip
def test_each_language_counts_its_own_way(app, locale, number, said):
    with app.test_request_context(), i18n.speaking(locale):
        assert i18n.ngettext("%(num)s réponse", "%(num)s réponses", number) == said


@pytest.mark.parametrize(
    ("locale", "said"), [("fr", "mercredi 5 mars 2031, 16~h~30"), ("en", "Wednesday 5 March 2031, 4:30~pm")]
)
def test_dates_and_times_are_those_of_the_language(app, locale, said):
    with app.test_request_context(), i18n.speaking(locale):
        assert f"{i18n.longdate(HALF_PAST_FOUR)}, {i18n.clocktime(HALF_PAST_FOUR)}" == said.replace("~", i18n.NBSP)


@pytest.mark.parametrize(("locale", "said"), [("fr", "samedi 1er mars 2031"), ("en", "Saturday 1 March 2031")])
def test_the_first_of_a_month_is_an_ordinal_in_french(app, locale, said):
    first, eleventh = HALF_PAST_FOUR.replace(day=1), HALF_PAST_FOUR.replace(day=11)
    with app.test_request_context(), i18n.speaking(locale):
        assert i18n.longdate(first) == said
        assert ("1er" in i18n.day(first), "er" in i18n.day(eleventh)) == (locale == "fr", False)


def test_a_reader_who_chose_english_reads_english(client):
    assert "S’inscrire" in client.get("/").text
    client.set_cookie(i18n.COOKIE, "en")
    page = client.get("/").text
    assert "Sign up" in page
    assert "S’inscrire" not in page
