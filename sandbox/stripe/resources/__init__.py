"""The API's calls, resource by resource. What is not here does not exist, and is answered as Stripe answers that."""
