"""What people type into forms: odd numbers and days are refused, never a fault."""

import pytest

from forum.core.forms import DateField, Form, Versioned, number_in


class DayForm(Form):
    day = DateField("Jour")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), ("0", 0), ("", None), (None, None), ("-1", None), ("²", None), ("٣", None), ("1" * 10, None)],
)
def test_a_number_is_what_is_written_in_a_few_digits(typed, number):
    assert number_in(typed) == number


@pytest.mark.parametrize("odd", ["9" * 5000, "²", "douze", ""])
def test_an_odd_version_is_older_than_any(app, odd):
    with app.test_request_context(method="POST", data={"version": odd}):
        assert Versioned(meta={"csrf": False}).base_version == 0


@pytest.mark.parametrize("day", ["0001-01-01", "0202-03-04", "9999-12-31"])
def test_a_day_of_a_year_far_away_is_refused(app, day):
    with app.test_request_context(method="POST", data={"day": day}):
        form = DayForm(meta={"csrf": False})
        assert not form.validate()
        assert form.day.errors == ["Choisissez une année proche."]
