"""The store port on DynamoDB: one table, whose keys are in ``keys``; ``docs/aws.md`` has its access patterns."""
