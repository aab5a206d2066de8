"""How a typed training message is read: tokens, quantities, dates, sports and feelings, and each language's words."""
