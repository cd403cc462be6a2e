"""What people may do with trainings."""

from forum.trainings.rules import registration, training  # noqa: F401
