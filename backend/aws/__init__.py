"""The backend's ports on AWS: DynamoDB, SQS, Step Functions, Cognito. ``backend/template.yaml`` wires them."""
