"""Answering a question from the athlete's own log.

``kinds`` what is asked, in four languages · ``sources`` what may be looked at · ``tools`` typed look-ups, each a list
of named facts · ``rules`` sentences without a model (of what was: ``past``, of how it stands: ``present``) ·
``by_model`` with one, checked · ``lines`` the facts and where they are from.
"""
