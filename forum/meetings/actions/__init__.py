"""What is done with meetings, one file a noun."""
