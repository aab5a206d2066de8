"""The engines of the one-process assembly: gateway, token issuer, workflow runner."""
