"""French beginnings of questions that name a quantity, and of what asks to be reminded."""

from backend.training.grammar.vocabulary import pairs, phrases

_MAY_I = (
    "puis je, je peux, dois je, devrais je, pourrais je, peut on, est il possible de, est ce ok de, est ce raisonnable "
    "de, est ce bien de, est ce grave de, c'est ok de, c'est bien de, c'est grave de, c'est mieux de, puis je encore, "
    "je peux encore, puis je aussi, je peux aussi, puis je déjà, je peux déjà, puis je demain, je peux demain"
)
_DEEDS = (
    "courir, nager, faire, rouler, m'entraîner, aller, marcher, pédaler, ramer, randonner, partir, sortir, enchaîner, "
    "aller courir, aller nager, aller rouler"
)

ASKS_AMOUNT = phrases(
    "que veut dire, que veulent dire, qu'est ce que veut dire, que signifie, que signifient, ça veut dire quoi",
    "ça correspond à quoi, c'est quoi, que vaut, que valent, que représente",
    "que représentent, combien dure, combien durent, combien font, combien fait, combien ça fait, combien valent",
    "combien de temps dure, combien de temps durent, combien de minutes font, combien de minutes fait, à quoi "
    "correspond, à quoi correspondent, est ce que, est ce qu', dis moi ce que, explique moi ce que",
    "explique moi rpe",
    "suis je prêt pour, suis je prête pour, suis je prêt à, suis je prête à, tu peux m'expliquer, "
    "peux tu m'expliquer, que se passe t il si je",
    pairs("qu'est ce que", "rpe, le rpe, la rpe, c'est, ça veut dire, signifie, vaut, représente, donne, donnent"),
    "qu'est ce qu'un rpe, qu'est ce qu'une rpe",
    pairs(_MAY_I, _DEEDS),
)
"""What is asked behind these is a quantity as well: "que veut dire rpe 7", "puis-je courir 60 min demain"."""

REMINDS = phrases(
    "rappelle moi de, rappelle moi d', rappelle moi demain, rappelle moi à, rappelle moi ce soir, rappelle moi chaque",
    "rappelle moi dans, rappelle moi plus tard, rappelle moi tous, rappelle moi lundi",
    "rappelle le moi, réveille moi, mets un rappel, mets moi un rappel, crée un rappel, mets une alarme",
    "mets moi une alarme, peux tu me rappeler, tu peux me rappeler, pourrais tu me rappeler, tu pourrais me rappeler",
    "envoie moi un rappel, je veux un rappel, je voudrais un rappel, fais moi penser, fais moi un rappel",
)
"""Behind these is what to be reminded of, and nothing to look up: "rappelle-moi de courir demain"."""
