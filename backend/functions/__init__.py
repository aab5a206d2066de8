"""The backend's Lambda functions: each module puts one process together, and nothing else imports it.

What it needs is read from its environment when it starts; ``backend/template.yaml`` sets it.
"""
