"""The mails of a registration, from the first link to the day before; what calendars are told with them.

Whoever changes a registration says so (``events``); these listeners write, in the same transaction.
"""

from forum.trainings.mails import addresses, after, calls, mailing, sessions, steps  # noqa: F401
