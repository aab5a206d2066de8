"""Premium: what is sold, who has it until when, and the rails that take the money."""
