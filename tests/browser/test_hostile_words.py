"""What people type runs nowhere: every vector in every field, in a real Chromium, with our policy and with none."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.datastructures import FileStorage

from forum.categories.actions import grant
from forum.core.db import db
from forum.groups.actions import ensure_automatic
from forum.topics import actions
from forum.topics.models import Post, Tag, TopicTag
from forum.uploads.actions import store
from tests.browser.watch import Watch
from tests.makers import make_category, make_establishment, make_group, make_topic, make_user
from tests.markup.vectors import ADDRESSES, HTML, VECTORS

BREAKS = [
    "\"'><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><svg onload=alert(1)>",
    "--></script><script>alert(1)</script>",
    "{{ 7 * 7 }}${7*7}<%= 7 %>",
    "x\" autofocus onfocus=alert(1) y=\"",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
]  # fmt: skip
SHORT = [vector for vector in (*BREAKS, *HTML) if len(vector) <= 80 and "\x00" not in vector]
# What the page may hold at most: scripts of ours, links that lead somewhere, no handler in any attribute.
AUDIT = """() => {
  const all = [...document.querySelectorAll('*')];
  const handlers = all.filter(e => [...e.attributes].some(a => /^on/i.test(a.name)));
  const links = [...document.querySelectorAll('[href],[src],[action],[formaction],[data],[poster]')].filter(e =>
    ['href', 'src', 'action', 'formaction', 'data', 'poster'].some(n => e.hasAttribute(n) &&
      !/^(https?|mailto|tel|data|null):?$/i.test(new URL(e.getAttribute(n), location.href).protocol)));
  const scripts = [...document.scripts].filter(s => !s.src.startsWith(location.origin + '/static/'));
  const frames = [...document.querySelectorAll('iframe,object,embed,base,frame,' +
    'main style,main meta,main link,main form form')];
  return [...handlers, ...links, ...scripts, ...frames].map(e => e.outerHTML.slice(0, 200));
}"""
# Each has come or failed to, and its handler, had it any, has run.
PICTURES_HAVE_COME = """() => Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.complete ||
  new Promise(done => ['load', 'error'].forEach(name => i.addEventListener(name, done))) }
)).then(() => new Promise(done => setTimeout(done)))"""


class Trap:
    """A browser context in which running anything is noticed."""

    def __init__(self, browser: Browser, home: str, has_policy: bool):
        self.executions: list[str] = []
        self.context = browser.new_context(bypass_csp=not has_policy)
        self.watch = Watch(self.context, home)
        self.context.expose_binding(
            "sprung", lambda source, what: self.executions.append(f"{source['page'].url}: {what}")
        )
        self.context.add_init_script(
            "for (const n of ['alert', 'confirm', 'prompt', 'print'])"
            " window[n] = () => { window.sprang = true; return sprung(n) }"
        )
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self.executions.append(dialog.message), dialog.dismiss()))

    def visit(self, url: str) -> None:
        assert self.page.goto(url).status in (200, 404, 422), url
        self.look(url)

    def look(self, url: str) -> None:
        """Also touch what waits for a hand: whatever can take the focus, whatever the pointer passes over."""
        self.page.evaluate(
            "document.querySelectorAll('main *').forEach(e => {"
            " e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));"
            " e.focus && e.focus() })"
        )
        assert self.page.evaluate(AUDIT) == [], url
        assert self.executions == []


@pytest.fixture(params=[True, False], ids=["with our policy", "without any policy"])
def trap(request, browser: Browser, app) -> Iterator[Trap]:
    trap = Trap(browser, app.config["BASE_URL"], request.param)
    yield trap
    trap.context.close()
    trap.watch.assert_quiet()


def hostile_people(house) -> list:
    """Seven members, and someone who waits."""
    return [
        make_user(
            first_name=vector,
            last_name=SHORT[-n],
            function=SHORT[n - 5],
            establishment_id=house.id,
            about=vector,
            state="pending" if n == 7 else "active",
        )
        for n, vector in enumerate(SHORT[:8])
    ]


@pytest.fixture
def addresses(app, sign_in, trap) -> list[str]:
    """A network of hostile people, in which the trap's browser is an administrator's."""
    house = make_establishment(name=BREAKS[0], city=BREAKS[1])
    people = hostile_people(house)
    keeper = make_user(role="administrator", first_name=BREAKS[0], last_name=BREAKS[2], function=BREAKS[5])
    make_group(keeper, name=BREAKS[0], description=BREAKS[3])
    place = hostile_category(keeper)
    topic = hostile_topic(place, people, keeper)
    hostile_lists(place, people, topic)
    db.session.commit()
    sign_in(trap.page, keeper)
    first = db.session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    return [
        "/", "/categories", f"/c/{place.slug}", f"/c/{place.slug}/nouveau", "/recents", "/nouveaux", "/top",
        "/mots-cles/mot-1",
        topic.url, f"{topic.url}?imprimer=1", f"{topic.url}?citer=2", f"/messages/{first.id}/modifier",
        f"/messages/{first.id}/versions",
        f"/t/{topic.id}/etat", f"/t/{topic.id}/titre", f"/t/{topic.id}/categorie", f"/u/{people[0].username}",
        "/preferences",
        "/notifications", "/recherche?q=alert", "/recherche?q=script&type=person", "/admin/comptes",
        f"/admin/comptes/{people[0].id}",
        "/admin/admissions", "/admin/groupes", "/admin/categories", f"/admin/categories/{place.id}",
        f"/admin/categories/{place.id}/droits",
        "/admin/etablissements", f"/admin/etablissements/{house.id}", "/admin/journal", "/admin/courriels",
        "/admin/invitations",
    ]  # fmt: skip


def hostile_category(keeper):
    place = make_category(
        open_to=None, name=BREAKS[0], description=BREAKS[1], button=BREAKS[5][:60], template=BREAKS[2], kind="request"
    )
    grant(place, ensure_automatic()["membres"], True, True, True, by=keeper)
    return place


def hostile_topic(place, people, keeper):
    """Every vector in messages: a few dozen each, so that none hides behind a refusal."""
    upload = store(FileStorage(BytesIO(b"%PDF-1.4"), f"{BREAKS[0]}.pdf"), people[0])
    topic = actions.create_topic(
        place, people[0], BREAKS[0], f"@{keeper.username} {BREAKS[1]}", tags=SHORT[:3], uploads=[upload]
    )
    for start in range(0, len(VECTORS), 15):
        author = people[start // 15 % 7]
        actions.reply(topic, author, "\n\n".join(VECTORS[start : start + 15]))
    first = db.session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    quote = f'[quote="{people[0].first_name}, message:{first.id}"]\n{BREAKS[0]}\n[/quote] @{people[1].username} http://localhost{topic.url}'
    actions.reply(topic, people[2], quote)
    actions.edit_post(first, keeper, "\n\n".join(BREAKS), first.version, reason=BREAKS[0], title=BREAKS[1])
    actions.route(topic, keeper, BREAKS[0], BREAKS[1])
    actions.pin(topic, keeper)
    return topic


def hostile_lists(place, people, topic) -> None:
    """Every short vector as a title and as a keyword, in rows that no form has tidied."""
    for number, vector in enumerate(SHORT):
        one = make_topic(category=place, author=people[number % 7], title=vector, state="routed", routed_to=vector)
        tag = Tag(slug=f"mot-{number}", name=vector)
        db.session.add(tag)
        db.session.flush()
        db.session.add(TopicTag(topic_id=one.id, tag_id=tag.id))
        if number == 1:
            db.session.add(TopicTag(topic_id=topic.id, tag_id=tag.id))


def test_no_page_runs_what_people_typed(trap, addresses, site):
    for address in addresses:
        trap.visit(site(address))


def test_no_address_runs_what_it_carries(trap, site):
    from urllib.parse import quote

    for vector in BREAKS + HTML[:6] + ADDRESSES[:4]:
        asked = quote(vector)
        for address in (
            f"/recherche?q={asked}&categorie={asked}&tri={asked}",
            f"/connexion?next={asked}",
            f"/c/{asked.replace('/', '')}",
        ):
            trap.visit(site(address))


def test_the_editors_preview_runs_nothing(trap, addresses, site):
    """What the editor puts into its own page comes from the same kitchen."""
    for start in range(0, len(VECTORS), 60):
        trap.page.goto(site(addresses[3]))
        html = trap.page.evaluate(
            """async text => {
              const token = document.querySelector('[name=csrf_token]').value;
              const form = new URLSearchParams({body: text, csrf_token: token});
              const sent = await fetch('/apercu', {method: 'POST', body: form});
              document.querySelector('main').insertAdjacentHTML('beforeend', await sent.text());
              return sent.status }""",
            "\n\n".join(VECTORS[start : start + 15]),
        )
        assert html == 200
        trap.page.evaluate(PICTURES_HAVE_COME)
        trap.look("/apercu")


def test_the_trap_springs(browser: Browser, app):
    """Else silence would prove nothing."""
    trap = Trap(browser, app.config["BASE_URL"], has_policy=False)
    page: Page = trap.page
    page.set_content(
        "<main><img src=x onerror=alert(1)><p onmouseover=alert(2)>x</p><a href='javascript:alert(3)'>y</a></main>"
    )
    page.wait_for_function("window.sprang")
    assert trap.executions
    assert len(page.evaluate(AUDIT.replace("location.href", "'http://x/'").replace("location.origin", "'x'"))) == 3
    trap.context.close()
