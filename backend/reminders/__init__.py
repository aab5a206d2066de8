"""Reminders: when each is due by the athlete's own clock, and sending what is due."""
