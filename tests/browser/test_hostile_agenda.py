"""What people type into an agenda runs nowhere, with our policy and with none."""

from forum.core.db import db
from forum.meetings.actions import agenda as actions
from tests.browser.test_hostile_words import BREAKS, SHORT, trap  # noqa: F401  (a fixture)
from tests.makers import make_meeting, make_organiser, make_user


def test_hostile_agendas_are_only_words(trap, site, sign_in):  # noqa: F811
    keeper, meeting = make_organiser(first_name=BREAKS[0], last_name=BREAKS[5]), make_meeting()
    later = make_meeting(series=meeting.series, starts=meeting.starts.replace(year=meeting.starts.year + 1))
    for number, vector in enumerate((*BREAKS, *SHORT[:12])):
        item = actions.propose(meeting, make_user(first_name=vector), vector, vector * 3)
        actions.edit_item(item, item.version, leader=vector)
        if number % 3 == 0:
            actions.accept(item, keeper)
        elif number % 3 == 1:
            actions.decline(item, keeper, vector)
    asked = actions.propose(meeting, make_user(), BREAKS[3], BREAKS[4])
    waiting = actions.propose(later, keeper, BREAKS[1], BREAKS[2])
    db.session.commit()
    sign_in(trap.page, keeper)
    points = f"/reunions/points/{asked.id}"
    desk = f"/reunions/{meeting.id}/ordre-du-jour"
    pages = (meeting.url, later.url, desk, f"{desk}/preparer", f"{desk}/publication", f"{points}/modifier")
    more = (f"{points}/refus", f"{points}/regroupement", f"{points}/report", f"/reunions/points/{waiting.id}/retrait")
    for page in pages + more:
        trap.visit(site(page))
    trap.visit(site(f"{desk}/preparer"))
    trap.page.locator(".order [value=up]").nth(1).press("Enter")  # the answer is put into the page
    trap.page.locator("main > [role=status]", has_text="place").wait_for(state="attached")
    trap.look("the order, changed")
