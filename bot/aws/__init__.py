"""The bot's ports on AWS: chats in DynamoDB, updates in SQS, secrets. ``backend/template.yaml`` wires them."""
