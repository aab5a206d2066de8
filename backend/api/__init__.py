"""The HTTP API, as one Lambda handler."""
