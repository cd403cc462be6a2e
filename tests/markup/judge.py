"""Reads cooked HTML as strictly as a suspicious browser, and says what should not be there."""

from html.parser import HTMLParser

ATTRIBUTES = {
    "a": {"href", "rel", "class"},
    "ol": {"start"},
    "blockquote": {"class"},
    "ul": {"class"},
    "li": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "th": {"class", "scope"},
    "td": {"class"},
    "img": {"src", "alt", "width", "height", "loading"},
}
TAGS = set(ATTRIBUTES) | set("p br strong em del cite code pre small h3 h4 h5 h6 table thead tbody tr hr".split())
STARTS = ("http://", "https://", "mailto:", "tel:", "/")


def complaints(html):
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.complaints


class Judge(HTMLParser):
    def __init__(self):
        super().__init__()
        self.complaints = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.complaints.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.complaints.append(f"<{tag} {name}>")
            if name == "href" and (not value.lower().startswith(STARTS) or value.startswith(("//", "/\\"))):
                self.complaints.append(f"href {value}")
            if name == "src" and not value.startswith("/fichiers/"):
                self.complaints.append(f"src {value}")
        if tag == "a" and dict(attrs).get("rel") != "nofollow ugc noopener":
            self.complaints.append("<a> without rel")

    def handle_comment(self, data):
        self.complaints.append("comment")

    def handle_decl(self, decl):
        self.complaints.append("declaration")

    def handle_pi(self, data):
        self.complaints.append("instruction")
