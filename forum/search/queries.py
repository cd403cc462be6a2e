"""Finding: what the reader may not see is left out by the query itself, so it is never counted nor hinted at."""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Integer, Row, String, bindparam, text

from forum.accounts.models import User
from forum.categories.queries import rights_of, visible
from forum.core.db import Instant, db, read
from forum.core.i18n import gettext as _
from forum.core.paging import Page, page_of
from forum.search.excerpts import BEGUN
from forum.search.files import in_files
from forum.search.offers import Hit, flags, sources, tagged
from forum.search.question import Question
from forum.search.words import Expression

MOST = 400  # candidates looked at, newest first: a word that stands everywhere costs no more than that
PER_PAGE = 20


@dataclass(frozen=True)
class Results:
    """A page of hits; ``is_cut`` when there were more candidates than are looked at; ``wanted``: stems to mark."""

    page: Page
    is_cut: bool
    wanted: Set[str] = frozenset()


def search(viewer: Any, question: Question, number: int = 1) -> Results:
    """The hits that ``viewer`` may see: words in the title before words in the text, then the newest first."""
    if question.is_empty:
        return Results(page_of([], 0, PER_PAGE, 1), False)
    found, is_begun = _ranked(viewer, question)
    ids = found[(number - 1) * PER_PAGE : number * PER_PAGE]
    hits = _hits(viewer, ids, question.wanted)
    wanted = question.wanted | ({question.phrases[-1][-1] + BEGUN} if is_begun else set())
    return Results(page_of(hits, len(found), PER_PAGE, number), len(found) >= MOST, wanted)


def beginning(viewer: Any, question: Question, most: int) -> list[Hit]:
    """The first hits whose titles hold the words, the last one maybe not yet whole: for the box while one types."""
    rows = _candidates(viewer, question, in_title=True, prefix=True)[:most]
    return _hits(viewer, rows, set())


def _ranked(viewer: Any, question: Question) -> tuple[list[Row], bool]:
    """(kind, subject…) of what was found, best first, one message a topic; was the last word taken as a beginning?"""
    in_title = _candidates(viewer, question, in_title=True) if question.phrases else []
    anywhere = [] if question.in_title else _candidates(viewer, question)
    is_begun = not in_title and not anywhere and bool(question.phrases)
    if is_begun:
        anywhere = _candidates(viewer, question, question.in_title, prefix=True)
    tiers = [in_title, anywhere]
    if question.by_date:
        tiers = [sorted(in_title + anywhere, key=lambda row: row.at, reverse=True)]
    best: dict[tuple, Row] = {}
    for row in (row for tier in tiers for row in tier):
        best.setdefault(("topic", row.topic_id) if row.topic_id else (row.kind, row.subject_id), row)
    return list(best.values()), is_begun


def _candidates(viewer: Any, question: Question, in_title: bool = False, prefix: bool = False) -> list[Row]:
    conditions, values = _filters(viewer, question)
    if conditions is None:
        return []
    if question.phrases:
        expression = Expression(tuple(question.phrases), in_title, prefix)
        conditions.append(expression.condition())
        values["words"] = expression.written()
    rows = read(_looking(tuple(conditions), bool(question.phrases)), values)
    return sorted(rows, key=lambda row: row.at, reverse=True)


@lru_cache
def _looking(conditions: tuple[str, ...], for_words: bool) -> Any:
    """The statement with these conditions: there are few of them, and what was typed is in none."""
    joined, order = ("JOIN search_words w ON w.rowid = d.id", "w.rowid") if for_words else ("", "d.id")
    statement = text(f"""
        SELECT d.kind, d.subject_id, d.topic_id, d.at, d.has_file FROM search_documents d {joined}
        WHERE {" AND ".join(conditions)} ORDER BY {order} DESC LIMIT {MOST}
    """)  # noqa: S608  every piece is ours, what was typed is bound
    lists = [name for name in ("categories", "kinds") if any(f":{name}" in one for one in conditions)]
    statement = statement.bindparams(*(bindparam(name, expanding=True) for name in lists))
    return statement.columns(kind=String, subject_id=Integer, topic_id=Integer, at=Instant, has_file=Boolean)


def _filters(viewer: Any, question: Question) -> tuple[list[str] | None, dict[str, Any]]:
    """Conditions on ``search_documents d``; None when nothing can be found."""
    conditions, values = _seen(viewer, question)
    if question.author:
        author = author_of(viewer, question)
        if author is None:
            return None, {}
        conditions.append("d.author_id = :author")
        values["author"] = author
    if not all(flags()[one].open_to(viewer) for one in question.flags):
        return None, {}
    for operator in question.flags:
        conditions.append(flags()[operator].condition)
        values |= {"viewer": viewer.id} if ":viewer" in flags()[operator].condition else {}
    for number, tag in enumerate(question.tags):
        conditions.append(tagged().replace(":tag", f":tag{number}"))
        values[f"tag{number}"] = tag
    if question.with_file:
        conditions.append("d.has_file")
    if question.kinds:
        conditions.append("d.kind IN :kinds")
        values["kinds"] = question.kinds
    for name, sign in (("after", ">="), ("before", "<")):
        if moment := getattr(question, name):
            conditions.append(f"d.at {sign} :{name}")
            values[name] = Instant().process_bind_param(moment, db.engine.dialect)
    return conditions, values


def _seen(viewer: Any, question: Question) -> tuple[list[str], dict[str, Any]]:
    """What ``viewer`` may see, in the categories asked for if there are any."""
    categories = list(rights_of(viewer))
    if question.categories:
        categories = [c.id for c in visible(viewer) if c.slug in question.categories]
    seen = "d.category_id IN :categories"
    conditions = [seen if question.categories else f"({seen} OR d.category_id IS NULL)"]
    if not viewer.is_member:
        conditions.append("NOT d.for_members")
    return conditions, {"categories": categories or [0]}


def author_of(viewer: Any, question: Question) -> int | None:
    """The key of who is asked for; nobody for a visitor, who is told of no member."""
    if not viewer.is_member:
        return None
    return db.session.query(User.id).filter_by(username=question.author).scalar()


def explain(viewer: Any, question: Question) -> list[str]:
    """What of the question makes no sense here, and what to write instead; the same whether it is hidden or is not."""
    problems = list(question.problems)
    if question.author and author_of(viewer, question) is None:
        problems.append(_("Personne n’est trouvé sous le nom « @%(name)s ».", name=question.author))
    known = {category.slug for category in visible(viewer)}
    unknown = [slug for slug in question.categories if slug not in known]
    return problems + [_("Aucune catégorie n’est trouvée sous le nom « #%(name)s ».", name=slug) for slug in unknown]


def _hits(viewer: Any, found: list[Row], wanted: set[str]) -> list[Hit]:
    """The hits in their order; each source is asked once, and once more for the files of those that carry some."""
    shown: dict[tuple[str, int], Hit] = {}
    for kind, source in sources().items():
        if ids := [row.subject_id for row in found if row.kind == kind]:
            hits = source.hits(viewer, ids)
            carrying = [row.subject_id for row in found if row.kind == kind and row.has_file and row.subject_id in hits]
            for subject, files in (source.files(carrying) if carrying and wanted else {}).items():
                hits[subject] = in_files(hits[subject], files, wanted)
            shown.update({(kind, subject): hit for subject, hit in hits.items()})
    return [shown[row.kind, row.subject_id] for row in found if (row.kind, row.subject_id) in shown]
