"""The forms by which people register, as tests fill them in."""

from forum.trainings.models import Registration

VISITOR = {"first_name": "Ana", "last_name": "Vidal", "email": "ana@essais.example", "function": "Directrice"}
VISITOR |= {"establishment": "D-ITEP Les Trois Ponts (Aude)"}


def form_of(session) -> str:
    return f"/formations/{session.training.slug}/inscription"


def standings() -> dict[str, str]:
    return {one.display_name: one.standing for one in Registration.query.order_by(Registration.id)}


def lines_of(*people: tuple[str, str, str]) -> dict:
    data: dict = {"line": [str(number) for number in range(1, len(people) + 1)], "by_member": "1"}
    data |= {"establishment": "D-ITEP Les Trois Ponts"}
    for number, (first, last_name, email) in enumerate(people, start=1):
        said = {"first_name": first, "last_name": last_name, "email": email, "function": "Chef de service"}
        data |= {f"p{number}-{name}": value for name, value in said.items()}
    return data
