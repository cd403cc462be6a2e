"""Acts over several rooms that only the administration knows together."""
