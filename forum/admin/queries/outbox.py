"""The mails that wait, left, or could not leave."""

from flask import current_app
from sqlalchemy import func, select

from forum.core.db import db
from forum.core.mail import OutboxMail
from forum.core.paging import Page, page_of

SIZE = 50


def mails(state: str, page: int) -> Page:
    """One page of the outbox, the latest first; without the words of the mails."""
    columns = [c for c in OutboxMail.__table__.columns if c.name not in {"text", "html", "subject", "headers"}]
    query = select(*columns)
    if state:
        query = query.where(OutboxMail.state == state)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = db.session.execute(query.order_by(OutboxMail.id.desc()).limit(SIZE).offset((page - 1) * SIZE))
    return page_of(list(rows), total, SIZE, page)


def counts() -> dict[str, int]:
    query = select(OutboxMail.state, func.count()).group_by(OutboxMail.state)
    return dict(db.session.execute(query).all())


def get_mail(mail_id: int) -> OutboxMail:
    return db.get_or_404(OutboxMail, mail_id)


def are_files() -> bool:
    """Do mails land as files, because no mail server is configured?"""
    return not current_app.config["SMTP_URL"]
