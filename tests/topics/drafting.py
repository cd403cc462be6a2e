"""What an editor asks of drafts, and what there is of them."""

from forum.topics.drafts.models import Draft


def keep(client, place, body, sequence=0, **fields):
    return client.post(f"/brouillons/{place}", data={"body": body, "sequence": sequence} | fields)


def drafts(db):
    db.session.commit()
    return db.session.query(Draft).order_by(Draft.id).all()
