"""What is said about a session: facts in, words out."""
