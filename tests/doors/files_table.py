"""Doors of files and of the search."""

from tests.doors.door import Door, plain
from tests.doors.words import ASKED, IN_FILES

SEARCHES = (
    {"q": ASKED}, {"q": f"{ASKED}*"}, {"q": ASKED, "type": "post"}, {"q": ASKED, "type": "person"}, {"q": f'"{ASKED}"'},
    {"q": ASKED, "titre": "1"}, {"q": f"dans:titre {ASKED}"}, {"q": ASKED, "tri": "date"}, {"q": f"#{ASKED}"},
    {"q": ASKED[:5]}, {"q": ""}, {"q": "mots inventés"}, {"q": "Camille"},
    {"q": IN_FILES}, {"q": IN_FILES[:6]}, {"q": f'"{IN_FILES} {ASKED}"'}, {"q": f"tag:{ASKED}"}, {"q": "est:resolu"},
    {"q": "est:non-lu"}, {"q": "avec:fichier"}, {"q": "avec:fichier", "type": "meeting"}, {"q": "reunion"},
    {"q": "#"}, {"q": "tag:"}, {"q": f"tag:{ASKED[:4]}"}, {"q": f"#{ASKED[:4]}"}, {"q": "@camille"},
)  # fmt: skip


def of_send() -> Door:
    return Door(private=lambda w: [{"token": w.own.send.token}], absent={"token": "x" * 32})


FILES: dict[str, Door] = {
    "search.index": plain(*SEARCHES),
    "search.suggestions": plain(*SEARCHES),
    "uploads.create": plain(),
    "uploads.show": Door(
        private=lambda w: [{"token": u.token, "name": u.name} for u in [*w.copil.uploads, w.own.upload]],
        absent={"token": "x" * 43, "name": "rien.pdf"},
        open=lambda w: [w.trainings.file],
    ),
    "uploads.begin": plain(form=lambda _w: {"name": "a.pdf", "size": 10}),
    "uploads.send": of_send(),
    "uploads.receive": of_send(),
    "uploads.abandon": of_send(),
}
