"""Decisions and actions of minutes: numbered for ever when they are published, kept true by amendments."""

from typing import Any

from sqlalchemy import func, select, update

from forum.accounts.models import User
from forum.core.clock import now
from forum.core.db import db
from forum.core.events import emit
from forum.core.i18n import gettext, speaking
from forum.markup import cook
from forum.meetings.actions.minutes.cooking import MinutesNames
from forum.meetings.blocks import Block
from forum.meetings.events import ActionAssigned
from forum.meetings.models import Action, Decision, Meeting, Minutes, Series

KINDS: dict[str, tuple[str, Any]] = {"decision": ("D", Decision), "action": ("A", Action)}
Key = tuple[str, str]  # kind and id of a block


class Outcomes:
    """What publishing ``after`` makes of decisions and actions. Made before the first write, as it cooks; then numbered
    and written.

    ``codes``: the number of each block, new ones included, once they are numbered. A number is never given twice, not
    even when its block has gone: a decision taken out is withdrawn, an open action dropped.
    """

    def __init__(self, minutes: Minutes, author: User, before: list[Block], after: list[Block]):
        self.meeting, self.author = minutes.meeting, author
        self.before = {(block.kind, block.id): block for block in before}
        self.after = {(block.kind, block.id): block for block in after if block.kind in KINDS}
        self.rows = _rows_of(self.meeting)
        self.given: dict[Key, int] = {}
        names = MinutesNames(author, minutes)
        changed = [key for key in self.after if self._is_changed(key)]
        self.cooked = {key: cook(self.after[key].whole, names).html for key in changed}

    def number(self) -> None:
        """Number those that are new. Whoever numbers at the same moment, maybe of the same day, waits for us."""
        if self.after.keys() - self.rows.keys():
            db.session.execute(_HOLDING)
            self.given = self._given()

    @property
    def codes(self) -> dict[str, str]:
        known = {key: row.code for key, row in self.rows.items()}
        known |= {key: _code(self.meeting, key[0], number) for key, number in self.given.items()}
        return {f"{kind} {block}": code for (kind, block), code in known.items()}

    def write(self) -> None:
        for key, number in self.given.items():
            self._add(key, number)
        for key, row in self.rows.items():
            if key not in self.after:
                _take_out(row)
            elif self._is_changed(key):
                self._change(key, row)
        db.session.flush()

    def _given(self) -> dict[Key, int]:
        """The numbers of those that have none yet, in their order."""
        given: dict[Key, int] = {}
        for kind in KINDS:
            new = [key for key in self.after if key[0] == kind and key not in self.rows]
            last = _last_number(self.meeting, kind) if new else 0
            given |= {key: last + place for place, key in enumerate(new, start=1)}
        return given

    def _is_changed(self, key: Key) -> bool:
        former = self.before.get(key)
        return key not in self.rows or former is None or former.says != self.after[key].says

    def _add(self, key: Key, number: int) -> None:
        block, kind = self.after[key], KINDS[key[0]][1]
        facts = {"text": block.whole, "html": self.cooked[key], "dimension_id": block.dimension_id}
        code = _code(self.meeting, key[0], number)
        row = kind(code=code, meeting_id=self.meeting.id, number=number, block=block.id, **facts)
        db.session.add(row)
        if isinstance(row, Action):
            row.owner_id, row.owner, row.due, row.changed_by_id = (
                block.owner_id,
                block.owner,
                block.due_day,
                self.author.id,
            )
            self._tell(row)

    def _change(self, key: Key, row: Any) -> None:
        block, former = self.after[key], self.before.get(key) or Block()
        row.text, row.html, row.dimension_id = block.whole, self.cooked[key], block.dimension_id
        if key not in self.before:
            _bring_back(row)
        if not isinstance(row, Action):
            return
        if block.owner != former.owner:
            row.owner_id, row.owner = block.owner_id, block.owner
            self._tell(row)
        if block.due != former.due:
            row.due = block.due_day
        row.version, row.changed_at, row.changed_by_id = row.version + 1, now(), self.author.id

    def _tell(self, action: Action) -> None:
        db.session.flush()
        if action.owner_id:
            emit(ActionAssigned(action, self.author))


# The row that all who number hold: that of the first series, as two series may go by one short name.
_HOLDING = (
    update(Series)
    .where(Series.id == select(func.min(Series.id)).scalar_subquery())
    .values(is_first=Series.is_first)
    .execution_options(synchronize_session=False)
)


def _rows_of(meeting: Meeting) -> dict[Key, Any]:
    return {
        (kind, row.block): row
        for kind, (_letter, table) in KINDS.items()
        for row in db.session.scalars(select(table).where(table.meeting_id == meeting.id))
    }


def _last_number(meeting: Meeting, kind: str) -> int:
    """The highest number given that day in the series; two meetings of one day share the count."""
    table = KINDS[kind][1]
    given = db.session.scalars(
        select(table.number).where(table.code.startswith(_prefix(meeting, kind), autoescape=True))
    )
    return max(given, default=0)


def _code(meeting: Meeting, kind: str, number: int) -> str:
    """« D-2021-10-06-3 », « D-COPIL-2021-10-06-3 »."""
    return f"{_prefix(meeting, kind)}{number}"


def _prefix(meeting: Meeting, kind: str) -> str:
    series = "" if meeting.series.is_first else f"{''.join(meeting.series.short_name.split())}-"
    return f"{KINDS[kind][0]}-{series}{meeting.day.isoformat()}-"


def _take_out(row: Any) -> None:
    """Its block is no more in the minutes."""
    if isinstance(row, Decision):
        row.state = "withdrawn"
    elif row.is_open:
        row.state, row.version, row.changed_at = "dropped", row.version + 1, now()
        row.comment = row.comment or _taken_out()


def _bring_back(row: Any) -> None:
    """Its block is in the minutes again: of two who wrote at once, one took it out and the other kept it."""
    if isinstance(row, Decision) and row.state == "withdrawn":
        row.state = "in_force"
    elif isinstance(row, Action) and row.state == "dropped" and row.comment == _taken_out():
        row.state, row.comment = "open", ""


def _taken_out() -> str:
    with speaking(None):
        return gettext("Retirée du compte rendu.")
