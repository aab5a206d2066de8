"""How a chat comes to a Cognito account: the sign-in page, what waits until the athlete is back, and their tokens."""
