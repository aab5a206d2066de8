"""What a session means: named facts first, then words that use only those.

``log`` what the coach is shown · ``facts`` what can be said truly · ``rules`` choosing and wording · ``why`` the sums.
"""
