"""What is typed about a training, its sessions and its registrants runs nowhere, with our policy and with none."""

from datetime import timedelta

from forum.core.clock import today
from forum.core.db import db
from forum.trainings import links
from forum.trainings.actions import admission, describing, questions
from forum.trainings.actions.admission import Person
from forum.trainings.mentions import NAMES
from tests.browser.test_hostile_words import BREAKS, SHORT, trap  # noqa: F401  (a fixture)
from tests.makers import make_organiser, make_session

PLACE = ("city", "venue", "address", "access", "trainer")
PROVIDER = ("provider", "provider_address", "provider_number", "provider_siret", "provider_signatory")


def words(names, start: int) -> dict[str, str]:
    return {name: SHORT[(start + number) % len(SHORT)] for number, name in enumerate(names)}


def test_hostile_trainings_are_only_words(trap, site, sign_in):  # noqa: F811
    keeper = make_organiser(first_name=BREAKS[0], last_name=BREAKS[5])
    facts = describing.Facts(BREAKS[0], words(NAMES, 3), SHORT[1], nature=SHORT[2], **words(PROVIDER, 5))
    training = describing.create_training(keeper, facts)
    describing.publish(training, keeper)
    session = make_session(training, capacity=4, needs_approval=True, **words(PLACE, 7))
    gone = make_session(training, **words(PLACE, 2))
    asked = questions.Question(SHORT[0], SHORT[1], today() + timedelta(days=90), "choice", tuple(SHORT[:5]))
    question = questions.ask(training, keeper, asked)
    people = [person(number, {question.id: SHORT[number]}) for number in range(8)]
    lines = admission.register(session, people, by=keeper, source="organiser")
    registered = [line.registration for line in lines if line.registration]
    for one in registered[::3]:
        admission.cancel(one, "organiser", keeper, SHORT[6])
    admission.cancel_session(gone, BREAKS[3], keeper)
    db.session.commit()
    one = registered[1]
    link = f"/formations/inscription/{links.token_of(one)}"
    shut = f"/formations/inscription/{links.token_of(registered[0])}"
    about, row = training.url, f"{session.url}/inscrits/{one.id}"
    public = ("/formations", about, f"{about}/inscription", link, f"{link}/session", f"{link}/details", shut)
    for page in public:
        trap.visit(site(page))
    sign_in(trap.page, keeper)
    for page in (*public[:3], f"{about}/modifier", f"{about}/questions", f"/formations/questions/{question.id}",
                 f"{about}/sessions/nouvelles?modele={session.id}", session.url, gone.url, f"{session.url}/modifier",
                 f"{session.url}/annulation", f"{session.url}/courriel", f"{session.url}/inscrits/nouveau", row,
                 f"{row}/session", f"/mes-inscriptions/{one.id}", "/mes-inscriptions", "/reunions"):  # fmt: skip
        trap.visit(site(page))


def person(number: int, answers: dict[int, str]) -> Person:
    first, last, function, place, needs = (SHORT[(number + shift) % len(SHORT)] for shift in range(5))
    said = {"function": function, "establishment_name": place, "needs": needs, "answers": answers}
    return Person(first, last, f"hostile{number}@essais.example", **said)
