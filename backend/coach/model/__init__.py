"""The coach with a model: what it is told, asking it, and what becomes of its answer.

``request`` what is sent · ``answers`` the schemas · ``client`` the only place that loads openai · ``breaker`` ·
``prices``, ``budget`` what may be spent · ``coach`` ask, check, repair once, else the rules.
"""
