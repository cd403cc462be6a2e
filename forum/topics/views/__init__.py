"""The addresses of topics, by what one does there."""
