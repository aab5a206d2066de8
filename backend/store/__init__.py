"""Where entries live: the SQL adapter of the store and outbox ports."""
