"""Asking the coach: questions and their answers, what it remembers, votes, and the tone, as use cases over ports."""
