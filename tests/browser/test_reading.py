"""Walk: one reads while others write; long topics by scrolling, by the timeline, without scripts; left and taken up."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from forum.core.clock import now
from forum.topics import actions
from forum.topics.models import TopicReader
from tests.browser.checks import axe, fits, is_sound
from tests.browser.steps import follow
from tests.browser.ways import Way
from tests.makers import added, make_category, make_post, make_topic, make_user

WIDE, PHONE = Way(), Way(width=390, theme="dark")
LONG = "Chez nous, on commence par une visite avec un jeune volontaire, puis vient le livret.\n\n" * 14


def make_long(messages: int, body: str = "Merci.", **facts):
    start = now() - timedelta(days=messages)
    topic = make_topic(created_at=start, title="Le livret d’accueil", slug="le-livret-d-accueil", **facts)
    for day in range(1, messages):
        post = make_post(topic, author=topic.author, created_at=start + timedelta(days=day))
        post.html = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
    return topic


@pytest.fixture
def member(app):
    return make_user(first_name="Nadia", last_name="Ferrand")


def reads(open_page, sign_in, member, way: Way = WIDE) -> Page:
    return sign_in(open_page(way), member)


def hurry(page: Page) -> None:
    """The page asks now instead of in some seconds."""
    page.evaluate("document.dispatchEvent(new Event('live:ask'))")


def show(page: Page, number: int) -> None:
    page.locator(f"#m{number}").evaluate("(post) => post.scrollIntoView({ behavior: 'instant' })")


def stored(page: Page, db, member, topic, number: int) -> int:
    """How far the house knows that one has read; what a page sends on leaving takes a moment."""
    for _turn in range(50):
        db.session.rollback()
        place = db.session.get(TopicReader, (member.id, topic.id), populate_existing=True)
        if place and place.last_read >= number:
            break
        page.wait_for_timeout(100)
    return place.last_read if place else 0


def test_a_reply_appears_while_one_reads(open_page, site, sign_in, member):
    """By itself, within the time of a question; nobody has touched the page."""
    topic = make_topic()
    page = reads(open_page, sign_in, member)
    page.goto(site(topic.url))
    other = sign_in(open_page(), make_user(first_name="Sophie", last_name="Marty"))
    other.goto(site(topic.url))
    other.locator("textarea[name=body]").fill("Voici le nôtre.")
    other.get_by_role("button", name="Publier ma réponse").click()
    expect(other.locator("#m2")).to_contain_text("Voici le nôtre.")
    expect(page.locator("#m2")).to_contain_text("Voici le nôtre.", timeout=15_000)
    expect(page.get_by_role("status").filter(has_text="1 nouvelle réponse")).to_have_count(1)
    is_sound(page)


def test_who_reads_further_up_is_told_and_stays_where_they_are(open_page, site, sign_in, member):
    topic = make_long(5, LONG)
    page = reads(open_page, sign_in, member, PHONE)
    page.goto(site(topic.url))
    show(page, 2)
    for _n in range(2):
        actions.reply(topic, make_user(), "Encore une.")
    site()
    before = page.evaluate("scrollY")
    hurry(page)
    told = page.get_by_role("link", name="2 nouvelles réponses")
    expect(told).to_be_visible()
    assert page.evaluate("scrollY") == before
    axe(page)
    told.click()
    expect(page.locator("#m6")).to_be_in_viewport()
    expect(page.locator("#m6")).to_be_focused()
    expect(page.locator("#m7")).to_have_count(1)
    expect(told).to_be_hidden()


def test_a_list_tells_what_is_new_and_does_not_move(open_page, site, sign_in, member):
    place = make_category(name="Forum")
    make_topic(category=place)
    page = reads(open_page, sign_in, member)
    page.goto(site(f"/c/{place.slug}"))
    row = page.locator("tbody tr").first.bounding_box()
    make_topic(category=place, title="Un planning lisible")
    site()
    hurry(page)
    told = page.get_by_role("link", name="1 sujet nouveau ou mis à jour")
    expect(told).to_be_visible()
    assert page.locator("tbody tr").first.bounding_box() == row
    is_sound(page)
    told.click()
    expect(page.get_by_role("link", name="Un planning lisible", exact=True)).to_be_visible()
    expect(told).to_be_hidden()


def test_the_bell_rings_on_any_page(open_page, site, sign_in, member):
    topic = make_topic(author=member)
    added(TopicReader(user_id=member.id, topic_id=topic.id, level="watching", reason="chosen", last_read=1))
    page = reads(open_page, sign_in, member)
    page.goto(site("/categories"))
    expect(page.get_by_role("link", name="Notifications", exact=True)).to_be_visible()
    actions.reply(topic, make_user(), "Bonjour, voici.")
    site()
    hurry(page)
    expect(page.get_by_role("link", name=re.compile("Notifications.: 1 non lue"))).to_be_visible()


def leave_at_the_fourteenth(page, site, db, member, topic):
    show(page, 14)
    expect(page).to_have_url(re.compile("/14$"))
    page.wait_for_timeout(1300)  # what is read stays on screen for a second
    page.goto(site("/categories"))
    assert stored(page, db, member, topic, 14) == 14


def test_nine_weeks_away(open_page, site, sign_in, db, member):
    """All that was written since one's last visit, and only that; left at the fourteenth, taken up at the fifteenth."""
    member.last_seen_at, member.previous_visit_at = now() - timedelta(weeks=9), now() - timedelta(weeks=20)
    member.created_at = now() - timedelta(days=900)
    topic = make_long(18, LONG)
    for title, weeks, answered in (("Resté sans suite", 30, 10), ("Relancé", 30, 8), ("Lu ailleurs", 30, 2)):
        older = make_topic(title=title, created_at=now() - timedelta(weeks=weeks))
        make_post(older, created_at=now() - timedelta(weeks=answered))
    added(TopicReader(user_id=member.id, topic_id=older.id, last_read=2, level="normal"))
    desk = reads(open_page, sign_in, member)
    desk.goto(site("/nouveaux"))
    titles = desk.locator("tbody a.title")
    expect(titles).to_have_text(["Le livret d’accueil", "Relancé"])
    expect(desk.get_by_role("row", name="Relancé")).to_contain_text("Réponses")
    is_sound(desk)
    titles.first.click()
    expect(desk.locator("#m1")).to_be_in_viewport()
    leave_at_the_fourteenth(desk, site, db, member, topic)
    phone = reads(open_page, sign_in, member, PHONE)
    phone.goto(site("/nouveaux"))
    is_sound(phone)
    phone.get_by_role("link", name="Le livret d’accueil").click()
    expect(phone.locator("#m15")).to_be_in_viewport()
    expect(phone.locator("#m14 h2")).not_to_be_in_viewport()


def test_left_at_the_fourteenth_taken_up_at_the_fifteenth_on_a_phone(open_page, site, sign_in, db, member):
    topic = make_long(18, LONG)
    desk = reads(open_page, sign_in, member)
    desk.goto(site(topic.url))
    leave_at_the_fourteenth(desk, site, db, member, topic)
    phone = reads(open_page, sign_in, member, PHONE)
    phone.goto(site(f"/c/{topic.category.slug}"))
    follow(phone, "Le livret d’accueil")
    expect(phone).to_have_url(re.compile(r"/15(#m15)?$"))
    expect(phone.locator("#m15")).to_be_in_viewport()
    expect(phone.locator("#m14 h2")).not_to_be_in_viewport()


def test_a_long_topic_is_one_page_and_back_returns_to_the_place(open_page, site, sign_in, member):
    topic = make_long(45)
    page = reads(open_page, sign_in, member)
    page.goto(site(topic.url))
    expect(page.locator("#m21")).to_have_count(0)
    show(page, 20)
    expect(page.locator("#m40")).to_have_count(1)
    show(page, 33)
    expect(page).to_have_url(re.compile("/33$"))
    page.locator("#m33 h2 a").click()
    page.wait_for_url("**/u/**")
    page.go_back()
    expect(page.locator("#m33")).to_be_in_viewport()
    show(page, 21)
    page.mouse.wheel(0, -400)
    expect(page.locator("#m1")).to_have_count(1)
    expect(page.locator("#m21")).to_be_in_viewport()
    posts = page.locator("#messages > [id]")
    numbers = posts.evaluate_all("all => all.map((one) => Number(one.id.slice(1)))")
    assert numbers == sorted(set(numbers))
    is_sound(page)


def test_the_timeline_goes_anywhere_by_keyboard(open_page, site, sign_in, member):
    topic = make_long(65)
    page = reads(open_page, sign_in, member)
    page.goto(site(topic.url))
    slider = page.get_by_role("slider", name="Aller au message")
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator("#m65")).to_be_in_viewport()
    expect(slider).to_have_value("65")
    expect(page.locator(".rail b")).to_have_text("65 / 65")
    page.keyboard.press("Home")
    expect(page.locator("#m1")).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#m2")).to_be_in_viewport()
    expect(slider).to_be_focused()
    axe(page)


def test_the_timeline_is_drawn_by_the_mouse_and_says_the_date_on_the_way(open_page, site, sign_in, member):
    topic = make_long(65)
    page = reads(open_page, sign_in, member)
    page.goto(site(topic.url))
    slider = page.get_by_role("slider", name="Aller au message")
    box = slider.evaluate("(one) => one.getBoundingClientRect().toJSON()")
    middle = box["x"] + box["width"] / 2
    page.mouse.move(middle, box["y"] + 4)
    with page.expect_response("**/dates"):
        page.mouse.down()
        page.mouse.move(middle, box["y"] + box["height"] * 0.7, steps=6)
    expect(page.locator(".rail [data-when]")).to_have_text(re.compile(r"^\d+\s\S+"))
    expect(page.locator(".rail b")).to_have_text(re.compile(r"^4\d / 65$"))
    page.mouse.up()
    number = slider.input_value()
    expect(page.locator(f"#m{number}")).to_be_in_viewport()


def test_a_visitor_sees_a_reply_appear(open_page, site):
    topic = make_topic(category=make_category(open_to="visiteurs"))
    page = open_page(WIDE)
    page.goto(site(topic.url))
    expect(page.locator("#m1")).to_be_visible()
    actions.reply(topic, make_user(), "Voici le nôtre.")
    site()
    hurry(page)
    expect(page.locator("#m2")).to_contain_text("Voici le nôtre.")


@pytest.mark.parametrize(
    "way", [PHONE, Way(javascript=False, width=390), Way(javascript=False)], ids=str, indirect=True
)
def test_a_message_and_a_day_are_reached_by_a_form(page, site, sign_in, member):
    topic = make_long(45)
    sign_in(page, member)
    page.goto(site(topic.url))
    button = page.get_by_role("button", name=re.compile("Aller à(…| un autre message)")).locator("visible=true")
    button.click()
    axe(page, within="#aller")
    fits(page)
    page.get_by_label("Message", exact=True).fill("30")
    page.get_by_role("button", name="Aller au message").click()
    page.wait_for_url("**/30**")
    expect(page.locator("#m30")).to_be_in_viewport()
    button.click()
    page.get_by_label("Jour").fill((topic.created_at + timedelta(days=41)).date().isoformat())
    page.get_by_role("button", name="Aller à la date").click()
    page.wait_for_url(re.compile("/4[12]"))
    expect(page.locator("#m42")).to_be_in_viewport()


def test_whoever_signs_out_elsewhere_is_asked_no_more(open_page, site, sign_in, member):
    page = reads(open_page, sign_in, member)
    page.goto(site("/recents"))
    page.context.clear_cookies()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response("**/en-direct**") as answer:
        hurry(page)
    assert answer.value.status == 401
    hurry(page)
    page.wait_for_timeout(300)
    assert len([url for url in asked if "/en-direct" in url]) == 1


def test_whoever_comes_back_signed_in_again_hears_of_what_is_new(open_page, site, sign_in, member):
    page, topic = reads(open_page, sign_in, member), make_topic()
    page.goto(site(topic.url))
    page.context.clear_cookies()
    with page.expect_response("**/en-direct**"):
        hurry(page)
    sign_in(page, member)
    actions.reply(topic, make_user(), "Voici le nôtre.")
    site()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # from another tab
    expect(page.locator("#m2")).to_contain_text("Voici le nôtre.")
