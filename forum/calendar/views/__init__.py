"""The pages of the calendar, by what one does there."""
