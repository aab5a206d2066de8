"""What an athlete can say and tap: one file per conversation, plus keyboards and rendering."""
