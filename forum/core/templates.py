"""Templates are compiled once for each language: what no two requests see differently is worked out then.

Nothing changes in how they are written. In what is compiled, ``_('Publier ma réponse')`` is the sentence in the
reader's language, ``icon('reply')`` and ``url_for('search.index')`` are text, an included part stands in its place, and
what indents a line of HTML is left out.
A page has some two hundred of these; calling them was most of its cost.
"""

import re
from collections.abc import Callable
from typing import Any

from flask import current_app
from flask.templating import Environment
from jinja2 import Template, TemplateNotFound, nodes
from jinja2.environment import create_cache
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from werkzeug.routing import BuildError

from forum.core.i18n import gettext, locale_name

CACHE = 400  # templates kept compiled, a language
# Functions whose answer for the same arguments is the same as long as the process lives, in one language.
CONSTANT = {"icon", "asset", "has_endpoint", "locale_name"}
INDENT = re.compile(r"\s*\n\s*")  # a browser shows one space for all of it


class Whole(Template):
    """A template whose macros are made once: all templates share the globals of the environment, and have no others."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()  # Jinja would compare all globals at every ``{% from … import … %}``


class Templates(Environment):
    """Flask's environment, with compiled templates kept apart by language."""

    template_class = Whole

    def __init__(self, *args: Any, **options: Any) -> None:
        self._caches: dict[str, Any] = {}
        self._settled: dict[tuple, Template] = {}
        super().__init__(*args, **options)

    @property
    def cache(self) -> Any:  # type: ignore[override]
        language = locale_name()
        if language not in self._caches:
            self._caches[language] = create_cache(CACHE)
        return self._caches[language]

    @cache.setter
    def cache(self, _made_by_jinja: Any) -> None:
        pass

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:  # noqa: A002  (Jinja names it so)
        """The template in the reader's language. Without watching for changes, it is the one found before."""
        if self.auto_reload or globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        key = (locale_name(), self.loader, name)
        if key not in self._settled:
            self._settled[key] = super().get_template(name, parent)
        return self._settled[key]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Settler(self, name or "").visit(super()._parse(source, name, filename))

    def part(self, name: str) -> nodes.Template:
        """The part as it is written."""
        source, filename, _is_fresh = self.loader.get_source(self, name)  # type: ignore[union-attr]
        return super()._parse(source, name, filename)


class _Settler(NodeTransformer):
    """Puts constants in the place of what is constant."""

    def __init__(self, environment: Templates, name: str) -> None:
        self.environment = environment
        self.parts = [name]  # the one being read and those that include it
        self.escapes = environment.autoescape(name) if callable(environment.autoescape) else environment.autoescape

    def visit_If(self, node: nodes.If) -> Any:  # noqa: N802  (named after the node)
        """A condition that is constant leaves the branch it chooses (links to rooms that are not built have none)."""
        node.test = self.visit(node.test)
        if isinstance(node.test, nodes.Const) and not node.elif_:
            chosen = node.body if node.test.value else node.else_
            return self.generic_visit(nodes.Scope(chosen)).body  # type: ignore[attr-defined]
        return self.generic_visit(node)

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802  (named after the node)
        """The part itself, in a scope of its own, unless templates are watched for changes."""
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if name is None or name in self.parts or not node.with_context or self.environment.auto_reload:
            return node
        try:
            part = self.environment.part(name)
        except TemplateNotFound:
            return node
        if part.find(nodes.Block) or part.find(nodes.Extends):
            return node
        self.parts.append(name)
        body = self.generic_visit(part).body  # type: ignore[attr-defined]
        self.parts.pop()
        return nodes.Scope(body, lineno=node.lineno)

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802  (named after the node)
        """A tenth of a page is what indents its lines."""
        if self.escapes:
            node.data = INDENT.sub("\n", node.data)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  (named after the node)
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        work = {"_": self._sentence, "url_for": self._address}.get(name) or (self._value if name in CONSTANT else None)
        if work is None or node.dyn_args or node.dyn_kwargs:
            return node
        return work(node)

    def _sentence(self, node: nodes.Call) -> nodes.Node:
        if not _are_constant(node.args):
            return node
        text = gettext(*_values(node.args))
        sentence = nodes.Const(Markup(text) if self.escapes else text, lineno=node.lineno)  # noqa: S704  our own
        if not node.kwargs and "%" not in text:
            return sentence
        pairs = [nodes.Pair(nodes.Const(one.key), one.value, lineno=node.lineno) for one in node.kwargs]
        return nodes.Mod(sentence, nodes.Dict(pairs, lineno=node.lineno), lineno=node.lineno)

    def _address(self, node: nodes.Call) -> nodes.Node:
        """A path of the site, which is always at the root of its host."""
        if any(one.key.startswith("_") for one in node.kwargs):
            return node
        site = current_app.url_map.bind("localhost")
        try:
            return _worked_out(node, lambda endpoint, **values: site.build(endpoint, values))
        except BuildError:  # told when the page gets there, if it does
            return node

    def _value(self, node: nodes.Call) -> nodes.Node:
        return _worked_out(node, self.environment.globals[node.node.name])  # type: ignore[attr-defined]


def _worked_out(node: nodes.Call, function: Callable[..., Any]) -> nodes.Node:
    """What ``function`` answers, if all it is given is constant."""
    if not _are_constant(node.args) or not _are_constant([one.value for one in node.kwargs]):
        return node
    named = dict(zip((one.key for one in node.kwargs), _values([one.value for one in node.kwargs]), strict=True))
    return nodes.Const(function(*_values(node.args), **named), lineno=node.lineno)


def _are_constant(given: list[nodes.Expr]) -> bool:
    return all(isinstance(one, nodes.Const) for one in given)


def _values(given: list[nodes.Expr]) -> list[Any]:
    return [one.value for one in given]  # type: ignore[attr-defined]
