"""Load arithmetic and the grammar of a training message: pure, no I/O, no clock, no framework."""
