"""Telegram on one machine: a local Bot API server and a chat page."""
