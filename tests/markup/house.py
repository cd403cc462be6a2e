"""A small made-up house for the kitchen to ask."""

from forum.markup import Nobody, Quote, Upload

HOSTILE = "\"'><img src=x onerror=alert(1)>&lt;b&gt;"


class House(Nobody):
    base_url = "https://espace.example"

    def __init__(self):
        self.asked = []

    def person(self, username):
        self.asked.append(username)
        return {
            "solene.marquis": ("Solène Marquis", "/u/solene.marquis"),
            "mechant": (HOSTILE, "/u/mechant"),
        }.get(username)

    def group(self, slug):
        return {"equipe-appui": ("Équipe d’appui", "/groupes/equipe-appui")}.get(slug)

    def quote(self, post_id):
        return {
            12: Quote("Laurence Teyssier", "/t/livret/5/2"),
            13: Quote(HOSTILE, "/t/x/1/1"),
            14: Quote("Karim Bensaïd", "javascript:alert(1)"),
        }.get(post_id)

    def topic_title(self, topic_id):
        return {5: "Livret d’accueil : *vos* trames ?", 6: HOSTILE, 7: "Un très long titre " * 12}.get(topic_id)

    def upload(self, token):
        return {
            "doc": Upload("/fichiers/doc/livret.pdf", "livret.pdf", "PDF", 1_812_345),
            "img": Upload("/fichiers/img/plan.png", "plan.png", "PNG", 40_000, 640, 480),
            "bad": Upload(f"/fichiers/bad/{HOSTILE}", HOSTILE, HOSTILE, 10, 5, 5),
            "evil": Upload("https://evil.example/x.png", "x.png", "PNG", 10, 5, 5),
        }.get(token)
