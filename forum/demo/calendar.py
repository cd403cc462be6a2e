"""When the demonstration happens: the network's dates moved near today, its messages dated back from today."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from babel.dates import format_date

from forum.core.clock import PARIS
from forum.core.i18n import NBSP

HELD = date(2021, 10, 6)  # the meeting whose minutes are a topic
MEETINGS = (date(2021, 12, 8), date(2022, 2, 16), date(2022, 4, 6), date(2022, 6, 8))
YEAR = timedelta(days=364)  # 52 weeks: weekdays stay
SETTLED = timedelta(days=3)  # minutes are not written the day after
WRITTEN_FOR = 53  # days between the meeting held and the day the messages were written for


@dataclass(frozen=True)
class Calendar:
    """``shift`` is what every date of the data moves by, a multiple of 364 days."""

    today: date
    shift: timedelta

    @classmethod
    def near(cls, today: date) -> "Calendar":
        """The latest shift that leaves the first meeting held: from October to June the next one is ahead."""
        return cls(today, (today - SETTLED - HELD) // YEAR * YEAR)

    def moved(self, day: date) -> date:
        return day + self.shift

    def moment(self, days_ago: int, hour: str, after: datetime | None = None) -> datetime:
        """The instant of a message: at ``hour`` in Paris, on a working day before today, and ``after`` the one it follows."""
        day = self._working_day(self.today - timedelta(days=self._age(days_ago)))
        at = datetime.combine(day, time.fromisoformat(hour), PARIS).astimezone(UTC)
        return at if after is None or at > after else after + timedelta(minutes=25)

    def _age(self, days_ago: int) -> int:
        """What follows the meeting held in the data follows it here as well, however near it is."""
        since = min((self.today - self.moved(HELD)).days, WRITTEN_FOR)
        return max(1, days_ago * since // WRITTEN_FOR) if days_ago < WRITTEN_FOR else days_ago

    def _working_day(self, day: date) -> date:
        """Saturdays become Fridays, Sundays become Mondays unless that is not over yet."""
        late = {5: -1, 6: 1 if (self.today - day).days > 1 else -2}
        return day + timedelta(days=late.get(day.weekday(), 0))


def in_words(day: date, whole: bool) -> str:
    """« mercredi 8 décembre 2021 » when ``whole``, else « 8 décembre »."""
    text = format_date(day, "d MMMM", locale="fr")
    text = text.replace("1 ", "1er ", 1) if day.day == 1 else text
    text = text.replace(" ", NBSP)
    return f"{format_date(day, 'EEEE', locale='fr')} {text} {day.year}" if whole else text
