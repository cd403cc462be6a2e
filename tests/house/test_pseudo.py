"""In a language that nobody speaks, no page, refusal or mail of ours shows a word that escaped translation."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from forum.core.db import db
from forum.core.mail import OutboxMail
from forum.meetings.models import Meeting
from forum.topics.models import Post, Topic
from tests.house import pseudo, pseudo_marks, pseudo_trainings, pseudo_world

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
UNSEEN = {  # endpoints that the crawl need not reach, each with its reason
    "home.page": "the text of each language is a file of its own",
    "admin.mail_file": "a mail as it leaves; mails are looked at on their own",
    "uploads.show": "a member's file",
    "uploads.send": "for the editor",
    "live.news": "for open pages",
    "live.open_news": "for open pages",
    "topics.dates": "for the timeline",
    "search.suggestions": "titles, and operators as one types them",
    "drafts.content": "for the editor",
    "topics.complete": "for the editor",
    "topics.seen": "a picture of one point",
    "healthz": "for machines",
    "calendar.feed": "for calendars",
    "meetings.ics": "for calendars",
    "meetings.sheet_pdf": "a document",
    "meetings.minutes_pdf": "a document",
    "meetings.documents_zip": "documents, as members sent them",
    "trainings.session_ics": "for calendars",
    "trainings.sheet_pdf": "a document",
    "trainings.certificate_pdf": "a document",
    "trainings.certificate_by_mail": "a document",
    "trainings.attestation_pdf": "a document",
    "trainings.attestation_by_mail": "a document",
}  # fmt: skip
DOORS = [  # what no link leads everybody to
    "/", "/inscription", "/connexion/lien", "/mot-de-passe", "/langue", "/recherche?q=zzcorps", "/recherche?q=zzrien",
    "/preferences", "/attente", "/pages/aide/modifier", "/rien", "/admin", "/non-lus", "/nouveaux", "/top",
    "/t/{topic}/aller", "/t/{topic}/scission", "/t/{topic}/repondre",
    "/messages/{post}/versions", "/messages/{post}/suppression", "/admin/comptes/{user}/depart",
    "/t/zz/{marked}", "/messages/{thanked}/merci", "/messages/{polled}/sondage", "/messages/{polled}/sondage/votes",
    "/messages/{polled}/sondage/fermeture",
    "/reunions/series", "/reunions/series/nouvelle", "/reunions/decisions", "/reunions/actions",
    "/reunions/{coming}/presence", "/reunions/{draft}/suppression", "/reunions/{silent}/compte-rendu/import",
    "/formations/zzjour/questionnaires", "/formations/conservation", "/formations/attestation/{certificate}",
    "/formations/pointage/{code}", "/formations/pointage/rien", "/formations/attestation/rien",
    "/formations/sessions/{day}/pointage", "/formations/sessions/{over}/certificats",
    "/formations/zzbrouillon/publication", "/formations/sessions/{planned}/suppression",
    "/formations/zzformation/inscription/zzenvoi", "/formations/inscription/{token}/session",
    "/formations/inscription/{token}/details",
]  # fmt: skip
FORMS = [
    "/inscription", "/connexion", "/preferences", "/preferences/courriel", "/preferences/mot-de-passe",
    "/c/aide/nouveau", "/t/{topic}/messages", "/t/{topic}/etat", "/t/{topic}/titre", "/admin/invitations",
    "/admin/groupes/nouveau", "/admin/categories/nouvelle", "/admin/etablissements/nouveau", "/pages/aide/modifier",
    "/reunions/salles/nouvelle",
]  # fmt: skip
EACH = 2  # addresses of one endpoint


@pytest.fixture
def house_of_brackets(app):
    with pseudo.spoken(app):
        yield app


@pytest.mark.parametrize("text", ["Bonjour", "⟦Oui⟧ et", '<a title="Fermer">⟦×⟧</a>', '<p data-l="il y a">⟦×⟧</p>'])
def test_a_word_outside_is_seen(text):
    assert pseudo.bare_words(text)


@pytest.mark.parametrize(
    "text", ["⟦Bonjour⟧ Zzana", "<p>⟦Lisez <a>la charte</a>.⟧</p>", "⟦le ⟦3⟧ mai⟧", "<code>git</code>"]
)
def test_what_is_inside_is_fine(text):
    assert not pseudo.bare_words(text)


def test_no_page_has_a_word_of_its_own(house_of_brackets, client, log_in):
    people = pseudo_world.build()
    found, seen = {}, set()
    for role in ("visitor", "pending", "member", "organiser", "administrator"):
        who = client if role == "visitor" else log_in(people[role])
        doors = places(DOORS) + (mailed_links() if role == "visitor" else [])
        for endpoint, url, text in walk(house_of_brackets, who, doors):
            seen.add(endpoint)
            found[f"{role} {url}"] = pseudo.bare_words(text)
    assert not {page: words for page, words in found.items() if words}
    unseen = pages(house_of_brackets) - seen - set(UNSEEN)
    assert not unseen, "no link leads there; add a door, or a reason not to look"


def places(addresses: list[str]) -> list[str]:
    """The addresses, with a request, a message that was edited, its author, and meetings in them."""
    topic = db.session.query(Topic.id).filter_by(title="Zzouverte zz").scalar()
    post = db.session.query(Post).filter(Post.version > 1).first()
    titles = {"coming": "Zzreunion zz", "draft": "Zzbrouillon zz", "silent": "Zzmuette zz"}
    meetings = {name: db.session.query(Meeting.id).filter_by(title=title).scalar() for name, title in titles.items()}
    known = meetings | pseudo_trainings.places() | pseudo_marks.places()
    return [address.format(topic=topic, post=post.id, user=post.author_id, **known) for address in addresses]


def mailed_links() -> list[str]:
    """Pages that only a mail leads to."""
    texts = " ".join(mail.text for mail in db.session.query(OutboxMail))
    return [urlsplit(link).path for link in re.findall(r"https?://\S+", texts)]


def walk(app, client, doors):
    """Pages that links lead to, a few of each endpoint."""
    waiting, met, counts = [*doors], set(doors), Counter()
    while waiting:
        url = waiting.pop(0)
        endpoint = endpoint_of(app, url)
        counts[endpoint] += 1
        if counts[endpoint] > EACH or endpoint in UNSEEN:
            continue
        answer = client.get(url)
        if answer.mimetype == "text/html":
            yield endpoint, url, "" if answer.location else answer.text
        for link in [answer.location] if answer.location else pseudo.links_of(answer.text):
            if link.startswith("/") and not link.startswith("/static") and link not in met:
                met.add(link)
                waiting.append(link)


def endpoint_of(app, url: str) -> str:
    try:
        return app.url_map.bind("localhost").match(urlsplit(url).path, "GET")[0]
    except HTTPException:
        return url


def pages(app) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.endpoint != "static"}


def test_no_refusal_has_a_word_of_its_own(house_of_brackets, log_in, client):
    people = pseudo_world.build()
    administrator, found = log_in(people["administrator"]), {}
    for url in places(FORMS):
        who = client if url in FORMS[:2] else administrator
        answer = who.post(url, data={"email": "zz@", "title_fr": ""})
        found[url] = [answer.status_code, *pseudo.bare_words(answer.text)]
    assert not {url: said for url, said in found.items() if said != [422]}


def test_no_mail_has_a_word_of_its_own(house_of_brackets):
    pseudo_world.build()
    mails = db.session.query(OutboxMail).all()
    found = {mail.kind: pseudo.bare_words(f"{mail.subject} {mail.text} {mail.html}") for mail in mails}
    assert not {kind: words for kind, words in found.items() if words}
    letters = {path.stem for path in TEMPLATES.glob("accounts/email/*.html")}
    assert not letters - {kind.partition(".")[2] for kind in found}, "nobody has looked at these"
