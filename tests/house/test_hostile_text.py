"""No text stalls or breaks a form: it is taken or refused, within two seconds, on both databases."""

import time

import pytest

from forum.markup import MAX_LENGTH
from tests.doors.world import build
from tests.makers import make_category, make_topic, make_user

# The worst of tests/markup/test_stalling.py for Python-Markdown, once more through the doors.
STALLING = {
    "brackets": "[" * MAX_LENGTH,
    "pictures": "![" * (MAX_LENGTH // 2),
    "references": "[[..]]" * (MAX_LENGTH // 6),
    "cdata": "<![CDATA[" * (MAX_LENGTH // 9),
    "footnotes": "[^1]: a\n" * (MAX_LENGTH // 8),
    "fence": "```" + " " * (MAX_LENGTH - 4) + "x",
    "links": "[a](b" * (MAX_LENGTH // 5),
    "lists": "* " * (MAX_LENGTH // 2),
    "numbers": "1. " * (MAX_LENGTH // 3),
    "table": "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + "|\n" * 14_000,
    "quotes": '[quote="x, message:1"]\n' * (MAX_LENGTH // 23),
    "names": "@a1 " * (MAX_LENGTH // 4),
    "topics": "/t/x/1 " * (MAX_LENGTH // 7),
    "files": "![a](/fichiers/x/y) " * (MAX_LENGTH // 20),
    "too long": "a" * (MAX_LENGTH + 1),
    "spaces": " " * MAX_LENGTH,
    "one word": "é" * MAX_LENGTH,
}
LIMIT = 2.0  # seconds of processor


@pytest.fixture
def write(log_in):
    """``write(text)``: the text, previewed, as a topic and as an answer; the answers' statuses and the longest time."""
    client, category, topic = log_in(make_user()), make_category(), make_topic()
    forms = {
        "/apercu": {},
        f"/c/{category.slug}/nouveau": {"title": "Un titre honnête"},
        f"/t/{topic.id}/messages": {},
    }

    def sent(text: str) -> tuple[set[int], float]:
        statuses, longest = set(), 0.0
        for path, form in forms.items():
            start = time.process_time()
            statuses.add(client.post(path, data=form | {"body": text}).status_code)
            longest = max(longest, time.process_time() - start)
        return statuses, longest

    return sent


@pytest.mark.parametrize("name", STALLING)
def test_no_message_holds_the_server(write, name):
    statuses, longest = write(STALLING[name])
    assert statuses <= {200, 303, 422}
    assert longest < LIMIT


ODD = {
    "nul": b"a%00b%00",
    "surrogates": b"%ED%A0%80a%ED%B0%80",
    "no utf-8": b"%FF%FE%80",
    "overlong": b"%C0%AF%C0%80",
    "controls": b"%01%08%0B%0C%1B%7F%C2%85%E2%80%AE",
    "not characters": b"%EF%BF%BF%EF%BF%BE%F4%8F%BF%BF",
    "emoji": b"%F0%9F%91%A9%E2%80%8D%F0%9F%91%A9",
    "huge number": b"9" * 40,
    "endless number": b"9" * 5000,
    "square": b"%C2%B2",
    "first day": b"0001-01-01",
    "last day": b"9999-12-31",
    "minus": b"-1",
    "long": b"a" * 70_000,
    "like": b"%25_%5C%27%22%3B--",
}
# path, and the fields of its form: each is sent the odd text
FIELDS = {
    "visitor": {
        "/inscription": "first_name last_name function establishment email password charter",
        "/connexion": "email password next",
        "/connexion/lien": "email next",
        "/mot-de-passe": "email",
        "/langue": "locale next",
        "/preferences/affichage": "theme density locale next",
    },
    "member": {
        "/preferences": "first_name last_name function establishment about",
        "/preferences/mot-de-passe": "current_password new_password",
        "/preferences/courriel": "email current_password",
        "/preferences/notifications": "reply",
        "/c/ressources/nouveau": "title tags body key reply_to",
        "/t/{open.topic.id}/messages": "body key reply_to",
        "/t/{open.topic.id}/titre": "title tags",
        "/t/{open.topic.id}/suivi": "level",
        "/t/{open.topic.id}/position": "number",
        "/messages/{open.pointing[1].id}/modifier": "body version reason key",
        "/apercu": "body",
        "/tout-lire": "category",
        "/fichiers": "file",
    },
    "administrator": {
        "/t/{open.topic.id}/etat": "state routed_to reason",
        "/t/{open.topic.id}/categorie": "category",
        "/t/{open.topic.id}/epingle": "everywhere",
        "/admin/comptes/{people[member].id}/role": "role",
        "/admin/comptes/{people[member].id}/suspension": "until reason",
        "/admin/admissions/{people[pending].id}/refuser": "reason",
        "/admin/invitations": "first_name last_name email establishment function groups",
        "/admin/invitations/liste": "text",
        "/admin/etablissements/nouveau": "name city department domains",
        "/admin/etablissements/{own.establishment.id}": "name city department domains",
        "/admin/etablissements/{own.establishment.id}/reunir": "into",
        "/admin/groupes/nouveau": "name description",
        "/admin/groupes/{open.group.id}": "name description",
        "/admin/groupes/{open.group.id}/membres": "who",
        "/admin/categories/nouvelle": "slug name description kind colour button template",
        "/admin/categories/{open.category.id}": "name description kind colour button template",
        "/admin/reglages": "core__site_name core__network core__mail_from",
        "/pages/aide/modifier": "title_fr body_fr title_en body_en",
    },
}
GOOD = {
    "first_name": b"Ana",
    "last_name": b"Vidal",
    "function": b"x",
    "establishment": b"x",
    "title": b"Un+titre",
    "body": b"Un+texte",
}
QUESTIONS = {
    "visitor": {"/connexion": "next", "/langue": "next", "/recherche": "q categorie type periode tri page",
        "/recherche/suggestions": "q",
        "/recents": "avant page"},
    "member": {
        "/recherche": "q categorie type periode tri page titre mot auteur etat apres avant fichier",
        "/recherche/suggestions": "q",
        "/recents": "avant", "/nouveaux": "avant", "/top": "avant periode", "/non-lus": "avant",
        "/c/ressources": "avant liste etat",
        "/t/x/{open.topic.id}": "citer repondre imprimer", "/t/{open.topic.id}/repondre": "citer repondre",
        "/notifications": "page",
    },
    "administrator": {"/admin/comptes": "q etat role etablissement page",
        "/admin/journal": "qui acte genre objet du au page", "/admin/courriels": "etat page"},
}  # fmt: skip
ADDRESSES = ("/c/{odd}", "/mots-cles/{odd}", "/u/{odd}", "/t/{odd}/1", "/fichiers/{odd}/{odd}", "/pages/{odd}",
             "/connexion/lien/{odd}",
             "/invitation/{odd}", "/courriels/arreter/{odd}", "/t/x/99999999999999999999",
             "/messages/99999999999999999999/versions",
             "/notifications/99999999999999999999", "/t/x/1/99999999999999999999")  # fmt: skip


@pytest.mark.parametrize("role", FIELDS)
def test_no_odd_text_in_a_form_is_a_fault(client, log_in, role):
    world = build()
    sender = client if role == "visitor" else log_in(world.people[role])
    faults = []
    for path, names in FIELDS[role].items():
        for field in names.split():
            for name, odd in ODD.items():
                body = b"&".join(
                    b"%s=%s" % pair
                    for pair in ({k.encode(): v for k, v in GOOD.items()} | {field.encode(): odd}).items()
                )
                address = path.format(**vars(world))
                answer = sender.post(address, data=body, content_type="application/x-www-form-urlencoded")
                if answer.status_code >= 500:
                    faults.append((path, field, name))
    assert not faults


@pytest.mark.parametrize("role", QUESTIONS)
def test_no_odd_question_is_a_fault(client, log_in, role):
    world = build()
    sender = client if role == "visitor" else log_in(world.people[role])
    asked = [
        f"{path.format(**vars(world))}?{field}={odd.decode()[:4000]}"
        for path, names in QUESTIONS[role].items()
        for field in names.split()
        for odd in ODD.values()
    ]
    asked += [path.format(odd=odd.decode()[:2000]) for path in ADDRESSES for odd in ODD.values()]
    assert not [url[:200] for url in dict.fromkeys(asked) if sender.get(url).status_code >= 500]


def test_odd_names_of_files_are_no_fault(log_in):
    client = log_in(make_user())
    for name in (
        "a\x00b.pdf",
        "\ud800.pdf",
        "../../etc/passwd",
        "." * 300 + ".pdf",
        "é" * 5000 + ".pdf",
        "con.pdf",
        "",
        "\u202efdp.exe",
    ):
        head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode(
            "utf-8", "surrogatepass"
        )
        answer = client.post(
            "/fichiers", data=head + b"%PDF-1.4\r\n--x--\r\n", content_type="multipart/form-data; boundary=x"
        )
        assert answer.status_code in (201, 400, 422), name[:50]
