"""The addresses of meetings, by what one does there."""
