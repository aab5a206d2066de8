"""German beginnings of questions that name a quantity, and of what asks to be reminded."""

from backend.training.grammar.vocabulary import pairs, phrases, words

ASKS_AMOUNT = phrases(
    "was bedeutet, was bedeuten, was heißt, was heißen, was ist, was sind, was wäre, was wären, wie lang ist",
    "wie lang sind, wie lange ist, wie lange sind, wie lange dauert, wie lange dauern, wie viel ist, wie viel sind",
    "wieviel ist, wieviel sind, wie hart ist, wie hart sind, wie hart wäre, wie schwer ist, wie schwer sind",
    "wie anstrengend ist, wie anstrengend sind, wie weit ist, wie weit sind, wie schnell ist, wie viele minuten sind",
    "wie viele au sind, wie viel au sind, bin ich bereit für, bin ich fit für, sag mir was, erklär mir was",
    "erkläre mir was, erklär mir rpe, erkläre mir rpe, weißt du was, kannst du mir sagen was, kannst du mir erklären",
)
"""What is asked behind these is a quantity as well: "was bedeutet RPE 7"."""

ASKS_LEAVE = phrases(
    pairs("kann, könnte, soll, sollte, darf, dürfte, muss, müsste, schaffe, schaff", "ich"),
    "ist es ok, ist es okay, ist es sinnvoll, ist es schlimm, ist es gut, ist es besser, ist es zu viel, ist es zuviel",
    "was passiert wenn ich, was ist wenn ich, was wäre wenn ich",
)
LEAVE_FOR = words(
    "laufen fahren schwimmen radeln radfahren trainieren machen gehen joggen rudern wandern rennen spazieren tun "
    "absolvieren dranhängen anhängen draufpacken walken klettern laufe fahre schwimme radle trainiere mache gehe jogge "
    "rudere wandere renne"
)
"""The deed that is asked about, anywhere behind such a beginning: "kann ich morgen 60 min laufen"."""

ASKS_IF = phrases("ist, sind, wäre, wären, reicht, reichen, genügt, genügen")
JUDGED = phrases(
    "zu viel, zuviel, zu lang, zu lange, zu hart, zu wenig, zu kurz, zu leicht, zu weit, genug, ok, okay, sinnvoll",
    "vernünftig, realistisch, schlimm, aus, zu viel für mich, zuviel für mich, genug für mich, ok für mich",
)
"""What ends a question that begins so: "sind 60 min zu viel"."""

REMINDS = phrases(
    "erinnere mich ans, erinner mich ans, erinnere mich morgen, erinner mich morgen",
    "erinnere mich daran, erinner mich daran, erinnere mich dran, erinner mich dran, erinnere mich bitte",
    "erinner mich bitte, erinnere mich um, erinner mich um, erinnere mich heute, erinner mich heute, erinnere mich am",
    "erinner mich am, erinnere mich in, erinner mich in, erinnere mich jeden, erinner mich jeden, erinnere mich später",
    "erinner mich später, erinnere mich wieder, erinner mich mal, erinnere mich mal, erinnere mich täglich",
    "erinnere mich wenn, erinner mich wenn, weck mich, wecke mich, stell mir einen wecker, stelle mir einen wecker",
    "stell einen wecker, stelle einen wecker, kannst du mich erinnern, könntest du mich erinnern, kannst du mich an",
    "kannst du mich ans, kannst du mich morgen, kannst du mich daran, kannst du mich dran, könntest du mich an",
    "könntest du mich ans, könntest du mich morgen, könntest du mich daran",
    "erinnerung setzen, erinnerung einstellen, stell eine erinnerung, stelle eine erinnerung, setz eine erinnerung",
    "setze eine erinnerung, stell mir eine erinnerung, stelle mir eine erinnerung, ich brauche eine erinnerung",
    "schick mir eine erinnerung, schicke mir eine erinnerung, ich möchte erinnert werden, ich will erinnert werden",
)
"""Behind these is what to be reminded of, and nothing to look up: "erinnere mich morgen ans Laufen"."""
GOES_ON = words("daran dran")
"""Before the comma behind which that stands."""
