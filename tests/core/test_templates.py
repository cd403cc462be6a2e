"""What is constant is worked out when a template is compiled; the page reads as if it had been worked out each time."""

import pytest
from flask import render_template, render_template_string
from flask.templating import Environment
from jinja2 import DictLoader

from forum.core.i18n import speaking

PARTS = {
    "outer.html": "{% set word = 'dehors' %}{% for n in (1, 2) %}{% include 'part.html' %}{% endfor %}{{ word }}",
    "part.html": "{% set word = 'dedans' %}{% macro said(x) %}{{ x }}{{ n }}{% endmacro %}{{ said(word) }} ",
    "loop.html": "{% if n > 0 %}{% set n = n - 1 %}{{ n }}{% include 'loop.html' %}{% endif %}",
    "optional.html": "{% include 'nowhere.html' ignore missing %}après",
    "mail.txt": "{{ _('Charte et confidentialité') }} & {{ _('%(n)s < %(m)s', n='<', m='>') }}",
    "page.html": "{{ _('Charte et confidentialité') }} & {{ _('%(n)s < %(m)s', n='<', m='>') }}",
}


@pytest.fixture
def parts(app, monkeypatch):
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader(PARTS))
    with app.test_request_context():
        yield app


@pytest.mark.parametrize(
    "source",
    [
        "{{ _('Aide') }}{{ _('100 %%') }}{{ icon('reply') }}{{ asset('css/site.css') }}",
        "{{ _('Répondre à %(name)s', name=name) }}{{ _(name) }}",
        "{{ url_for('home.index') }}{{ url_for('home.page', slug='aide', q='é&à') }}",
        "{{ url_for('home.page', slug=name) }}",
        "{% if has_endpoint('search.index') %}oui{% else %}non{% endif %}",
        "{% if has_endpoint('nowhere') %}{{ url_for('nowhere') }}{% elif name %}sinon{% endif %}",
        "{% if not has_endpoint('nowhere') and name %}{{ _('Aide') | upper }}{% endif %}",
        "{% if has_endpoint('search.index') %}{% if has_endpoint('nowhere') %}a{% else %}b{% endif %}{% endif %}",
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_reads_the_same(app, source, language):
    plain = Environment(app, loader=app.jinja_env.loader, autoescape=True, extensions=["jinja2.ext.i18n"])
    plain.globals.update(app.jinja_env.globals)
    with app.test_request_context(), speaking(language):
        name = "<Élodie & fils>"
        assert render_template_string(source, name=name) == plain.from_string(source).render(name=name)


def test_each_language_has_its_own(app):
    source = "{{ locale_name() }}"
    said = []
    for language in ("fr", "en", "fr"):
        with app.test_request_context(), speaking(language):
            said.append((render_template_string(source), render_template("errors/bare.html", title="", advice="")))
    assert [code for code, _page in said] == ["fr", "en", "fr"]
    assert said[0] == said[2] != said[1]


def test_an_included_part_keeps_its_names_to_itself(parts):
    assert render_template("outer.html") == "dedans1 dedans2 dehors"


def test_a_part_that_includes_itself_still_does(parts):
    assert render_template("loop.html", n=3) == "210"


def test_a_part_that_may_be_missing_may_be_missing(parts):
    assert render_template("optional.html") == "après"


def test_sentences_are_escaped_in_html_and_plain_in_mails(parts):
    assert render_template("page.html") == "Charte et confidentialité & &lt; < &gt;"
    assert render_template("mail.txt") == "Charte et confidentialité & < < >"


def test_an_unknown_address_or_file_is_still_an_error(parts):
    with pytest.raises(Exception, match="nowhere"):
        render_template_string("{{ url_for('nowhere') }}")
    with pytest.raises(KeyError):
        render_template_string("{{ asset('css/nowhere.css') }}")
