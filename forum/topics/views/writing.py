"""Opening a topic, answering in one."""

from functools import lru_cache
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from forum.categories.models import Category
from forum.categories.queries import get_visible, visible
from forum.categories.rules import can_create_topic
from forum.core.htmx import done, render
from forum.core.i18n import gettext as _
from forum.core.i18n import locale_name
from forum.core.limits import limit
from forum.core.rules import require
from forum.core.urls import whole
from forum.core.viewer import login_required, me
from forum.markup import CannotCook, cook
from forum.topics import actions, quoting
from forum.topics.blueprint import bp
from forum.topics.drafts.filling import let_go, put_aside, take_up
from forum.topics.drafts.queries import drafts_of, place_now
from forum.topics.forms import PostForm, TopicForm, split_tags, text
from forum.topics.models import Post, Topic
from forum.topics.order.addresses import number_now
from forum.topics.queries.find import first_post, get_heir
from forum.topics.queries.tags import suggestions
from forum.topics.resolver import Names
from forum.topics.views.kept import keeps_text
from forum.topics.views.sending import LOOKS, accepted, is_sent, new_key, preview_of, status_of

# What stands in the drawn form for the values of one topic and one reader.
TOPIC, TOKEN, KEY = "@topic@", "@token@", "@key@"


@bp.get("/nouveau-sujet")
@login_required
def choose() -> Response:
    """Where to write: the categories in which the reader opens topics; not asked of who comes from one (``dans``)."""
    here = [category for category in visible(me()) if can_create_topic(me(), category)]
    if any(category.slug == request.args.get("dans") for category in here) or len(here) == 1:
        slug = request.args["dans"] if len(here) > 1 else here[0].slug
        return redirect(url_for("topics.new", slug=slug))  # type: ignore[return-value]
    begun = {draft.place for draft in drafts_of(me().id)}
    return render("topics/choose.html", categories=here, begun=begun)


@bp.route("/c/<slug>/nouveau", methods=["GET", "POST"])
@keeps_text
@login_required
def new(slug: str) -> Response:
    """Open a topic in the category."""
    category = get_visible(me(), slug)
    require("create_topic", category, _("Ici, c’est l’équipe d’appui qui ouvre les sujets. Vous pouvez y répondre."))
    form = TopicForm()
    place = f"sujet-{category.id}"
    if is_sent(form) and (topic := accepted(form, lambda: _create(category, form))):
        let_go(form, place)
        return done(_next(first_post(topic)))
    if kept := put_aside(form, place):
        return kept
    if request.method == "GET":
        form.key.data = new_key()
        if not take_up(form, place):
            form.body.data = category.template
    context = {"preview": preview_of(form), "suggestions": suggestions(me())}
    return render("topics/new.html", status=status_of(form), category=category, form=form, **context)


def _next(post: Post) -> str:
    """Where one goes after publishing: to the message, or on to the poll below it."""
    return f"/messages/{post.id}/sondage" if "sondage" in request.form else post.url


def _create(category: Category, form: TopicForm) -> Topic:
    tags = split_tags(form.tags.data)
    return actions.create_topic(
        category, me(), form.title.data or "", form.body.data or "", tags, sent_key=form.key.data
    )


@bp.get("/t/<int:topic_id>/repondre")
@login_required
def new_post(topic_id: int) -> Response:
    """The form for an answer, on a page of its own."""
    topic = get_heir(me(), topic_id)
    require("reply", topic, why_no_reply(topic))
    form = reply_form(topic)
    take_up(form, f"reponse-{topic.id}")
    return _reply_page(topic, form)


@bp.post("/t/<int:topic_id>/messages")
@keeps_text
@login_required
def create_post(topic_id: int) -> Response:
    """Answer in the topic."""
    topic = get_heir(me(), topic_id)
    require("reply", topic, why_no_reply(topic))
    form = PostForm()
    if form.answers and topic.id != topic_id:
        form.reply_to.data = str(number_now(topic, topic_id, form.answers) or "")
    if is_sent(form) and (post := accepted(form, lambda: _reply(topic, form))):
        _let_go(form, topic, topic_id)
        return done(_next(post))
    if kept := put_aside(form, f"reponse-{topic.id}"):
        return kept
    return _reply_page(topic, form)


def _let_go(form: PostForm, topic: Topic, former_id: int) -> None:
    """Of an answer typed below a topic that went into another, the draft may have gone there, or not."""
    place = f"reponse-{former_id}"
    if topic.id != former_id:
        flash(place, "saved")  # the browser kept its copy under this name
        place = place_now(me().id, place)
    let_go(form, place)


def _reply(topic: Topic, form: PostForm) -> Post:
    answers = form.answers if form.answers and form.answers <= topic.last_number else None
    return actions.reply(topic, me(), form.body.data or "", reply_to=answers, sent_key=form.key.data)


@bp.app_template_global("reply_form")
def reply_form(topic: Topic) -> PostForm:
    """The form below the topic, maybe with a message quoted (``citer``) or answered (``repondre``)."""
    form = blank_reply(request.args.get("repondre", type=whole))
    if number := request.args.get("citer", type=whole):
        form.body.data, form.reply_to.data = quoting.quote_of(me(), topic, number), str(number)
    return form


def blank_reply(answers: int | None = None) -> PostForm:
    form = PostForm(formdata=None)
    form.key.data, form.reply_to.data = new_key(), str(answers or "")
    return form


@bp.app_template_global("empty_reply")
def empty_reply(topic_id: int) -> Markup:
    """The form below a topic when nobody is quoted or answered: drawn once, but for three values of its own."""
    own = {TOPIC: str(topic_id), TOKEN: generate_csrf(), KEY: new_key()}
    html = str(_drawn_empty(locale_name()))
    for mark, value in own.items():
        html = html.replace(mark, value)
    return Markup(html)  # noqa: S704 (our own template, and values of letters and digits)


@lru_cache
def _drawn_empty(_locale: str) -> str:
    form = PostForm(formdata=None)
    form.key.data = KEY
    html = render_template("topics/_reply_form.html", topic={"id": TOPIC}, form=form)
    return html.replace(generate_csrf(), TOKEN)


def why_no_reply(topic: Topic) -> str:
    """What to do instead."""
    if topic.is_deleted:
        return _("Ce sujet a été supprimé : personne ne peut plus y répondre.")
    if not topic.is_open:
        return _("Ce sujet est fermé aux réponses. Ouvrez un nouveau sujet, ou demandez qu’on le rouvre.")
    return _("Ici, vos groupes lisent et ne répondent pas. Si cela vous gêne, écrivez à l’équipe d’appui.")


def _reply_page(topic: Topic, form: PostForm) -> Response:
    context: dict[str, Any] = {"topic": topic, "form": form, "preview": preview_of(form)}
    return render("topics/reply.html", fragment="topics/_reply_form.html", status=status_of(form), **context)


@bp.post("/apercu")
@login_required
def preview() -> Response:
    """The text as it would be shown, for its writer's eyes."""
    require("write", Post)
    limit("topics.preview", me().id, LOOKS)
    try:
        cooked = cook(text(request.form.get("body")) or "", Names(me(), None))
    except CannotCook as refusal:
        return render("topics/_preview.html", status=422, refusal=refusal, html="")
    return render("topics/_preview.html", refusal=None, html=cooked.html)


@bp.get("/clavier")
def keys() -> Response:
    """The keys that act anywhere, for who presses « ? »."""
    return render("topics/keys.html")
