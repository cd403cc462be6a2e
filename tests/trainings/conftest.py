"""What the tests of trainings share."""

import pytest

from forum.trainings import links
from forum.trainings.models import Registration
from tests.makers import make_establishment, make_session, make_training, make_user


@pytest.fixture
def training(app):
    return make_training(title="La coordination en dispositif")


@pytest.fixture
def session(training):
    """Three seats."""
    return make_session(training, city="Tarbes", capacity=3)


@pytest.fixture
def director(app):
    place = make_establishment(name="D-ITEP Les Trois Ponts", department="11")
    return make_user(first_name="Nadia", last_name="Ferrand", establishment_id=place.id)


@pytest.fixture
def path(app):
    """``path(registration)``: the address of its mailed link."""

    def path(one: Registration, part: str = "by_mail") -> str:
        with app.test_request_context():
            return links.url_of(one, part).removeprefix(app.config["BASE_URL"])

    return path
