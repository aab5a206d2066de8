"""Messages that the grammar cannot read, by a model; nothing is taken over that the words do not hold.

``held`` what of a model's answer stands in the words · ``reader`` asking for it, in time or not at all.
"""
