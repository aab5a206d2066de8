"""Telegram in and out: settings, inbox, ordering, delivery, clock and the command line."""
