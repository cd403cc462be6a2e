"""The unit L: a bare Flask view that reads 20 stored posts by (topic, number) with raw sqlite3 and renders 40 KB.

No framework for the database, no sign-in, no translation, no headers, no compression: what any page pays is left.
"""

import os
import sqlite3
import threading

from flask import Flask, render_template
from jinja2 import DictLoader

SIZE = 40_000  # bytes of the page
_POSTS = """
    SELECT p.number, p.created_at, p.html, u.first_name, u.last_name FROM posts p JOIN users u ON u.id = p.author_id
    WHERE p.topic_id = ? AND p.number BETWEEN ? AND ? ORDER BY p.number
"""
_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Page {{ page }}</title></head><body>
{% for number, at, html, first, last in posts %}
<article id="m{{ number }}"><h2><a href="/u/{{ first }}.{{ last }}">{{ first }} {{ last }}</a></h2><time>{{ at }}</time>
<div>{{ html | safe }}</div></article>
{% endfor %}
<footer>{{ filling | safe }}</footer></body></html>"""


def create_app() -> Flask:
    """The bare application, on the SQLite file named by ``BENCH_DATABASE``."""
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"page.html": _PAGE})
    path, local = os.environ["BENCH_DATABASE"], threading.local()

    @app.get("/<int:page>")
    def show(page: int) -> str:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(path)
        first = (page - 1) * 20 + 1
        posts = local.connection.execute(_POSTS, (1, first, first + 19)).fetchall()
        written = sum(len(post[2]) for post in posts) + 20 * 160
        filling = "<p>intersession</p>\n" * ((SIZE - written) // 20)
        return render_template("page.html", posts=posts, page=page, filling=filling)

    return app
