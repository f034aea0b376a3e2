"""What each endpoint does. No transport here."""
