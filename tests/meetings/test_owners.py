"""An action is given to somebody who learns of it."""

import pytest

from forum.meetings.models import Action
from tests.makers import make_category, make_group, make_organiser, make_series, make_user
from tests.meetings.minutes import action, held_meeting, published


@pytest.mark.parametrize("reads", [True, False])
def test_whoever_may_not_read_the_meeting_is_named_in_words_alone(log_in, reads):
    staff, nadia = make_organiser(), make_user(first_name="Nadia", last_name="Ferrand")
    group = make_group(staff, *([nadia] if reads else []))
    meeting = held_meeting(series=make_series(category=make_category(group=group), is_public=False))
    published(action("Écrire", owner="Nadia Ferrand"), meeting=meeting, author=staff)
    given = Action.query.one()
    assert (given.owner, given.owner_id) == ("Nadia Ferrand", nadia.id if reads else None)
    page = log_in(staff).get(f"{meeting.url}/compte-rendu/modifier").text
    assert ('<option value="Nadia Ferrand">' in page) is reads
