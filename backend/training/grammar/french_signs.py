"""French words of the red flags, common misspellings included; English ones are looked for beside them.

The kinds are SCIENCE's list, worded after the same sources as the English ones (ACSM pre-participation screening;
Amsterdam concussion consensus 2022; IOC REDs 2023). Rather one too many than one missed, but no flag for the idioms
of training ("je suis mort", "mort de rire", "coup de barre").
"""

from backend.training.grammar.english_signs import ENGLISH_SIGNS
from backend.training.grammar.french import TYPING
from backend.training.grammar.french_body import BONE, BONE_PAIN, PREGNANCY_SIGN, WORSE
from backend.training.grammar.french_emergencies import FRENCH_EMERGENCIES
from backend.training.grammar.joining import signs_beside, spelt_signs
from backend.training.grammar.romance_spelling import as_typed
from backend.training.grammar.signs import RedFlagKind, Scope, Sign, SignWords
from backend.training.grammar.vocabulary import paired, phrases, words

_YEARS_AGO = ", ".join(
    f"il y a {count} ans" for count in (*range(2, 31), "deux", "trois", "quatre", "cinq", "dix", "vingt")
)
_NO_PERIOD = phrases(
    "règles du jeu, les règles du, règle générale, en règle, règles de, règle de, cycle d'entraînement, cycles "
    "d'entraînement, cycles de, cycle de, cycle de force, nouveau cycle, les règles sont, dans les règles, règles de "
    "sécurité, selon les règles"
)


_FRENCH_SIGNS = SignWords(
    signs=(
        *FRENCH_EMERGENCIES,
        Sign(
            RedFlagKind.PREGNANCY,
            (
                phrases(
                    "enceinte, grossesse, semaines d'aménorrhée, sa de grossesse, mois de grossesse, semaine de "
                    "grossesse, semaines de grossesse, enseinte"
                ),
                PREGNANCY_SIGN,
            ),
            scope=Scope.MESSAGE,
            unless=phrases("dans l'enceinte, enceinte sportive, enceinte bluetooth, l'enceinte du, enceinte du stade"),
        ),
        Sign(
            RedFlagKind.PREGNANCY,
            (
                phrases(
                    "bébé ne bouge plus, bébé bouge moins, bébé bouge plus, bébé bouge à peine, bébé bouge presque "
                    "plus, bébé ne bouge presque plus, bébé n'a pas bougé, bébé ne bouge pas, sens plus le bébé, sens "
                    "plus bébé, sens plus mon bébé, sens pas le bébé, perdu les eaux, perte des eaux, poche des eaux, "
                    "poche a craqué, rupture de la poche"
                ),
            ),
            deniable=False,
        ),
        Sign(
            RedFlagKind.DARK_URINE,
            (
                phrases(
                    "urine, urines, uriné, uriner, pipi, pisse, pissé, pisser, faire pipi, pissait, urinais, pipis"
                ),
                phrases(
                    "foncé, foncée, foncées, foncés, sombre, sombres, marron, marrons, brun, brune, brunes, brunâtre, "
                    "rouge, rouges, rougeâtre, noir, noire, noires, sang, sanglante, coca, couleur coca, couleur cola, "
                    "cola, couleur thé, comme du thé, couleur café, comme du café, rosé, rosée, rose, couleur rouille, "
                    "rouillée, couleur porto"
                ),
            ),
            unless=phrases(
                "dans le noir, feu rouge, bu un coca, bu du coca, nuit noire, pause pipi et coca, coca zéro, carton "
                "rouge, coca à l'arrivée, vin rouge, fil rouge"
            ),
        ),
        Sign(
            RedFlagKind.DARK_URINE,
            (
                phrases(
                    "rhabdomyolyse, rhabdo, rabdomyolyse, rabdo, hématurie, sang dans les urines, sang dans mes urines"
                ),
            ),
        ),
        Sign(
            RedFlagKind.CALF_SWELLING,
            (
                phrases(
                    "mollet, mollets, jambe gauche, jambe droite, une jambe, la jambe, ma jambe, jambe, bas de jambe"
                ),
                phrases(
                    "gonflé, gonflée, gonflés, gonfle, gonflait, gonflement, enflé, enflée, enfle, enflure, œdème, "
                    "rouge et chaud, rouge et chaude, chaud et rouge, chaude et rouge, plus gros que, plus grosse que, "
                    "tout dur et chaud, gonlfé, rougeur"
                ),
            ),
        ),
        Sign(
            RedFlagKind.CALF_SWELLING,
            (
                phrases(
                    "phlébite, flébite, thrombose, trombose, thromboses, caillot, caillots, embolie, embolie "
                    "pulmonaire, tvp, thrombose veineuse"
                ),
            ),
        ),
        Sign(RedFlagKind.BONE_PAIN, (BONE, BONE_PAIN, WORSE), scope=Scope.SENTENCE, within=12),
        Sign(
            RedFlagKind.BONE_PAIN,
            (
                phrases(
                    "fracture de fatigue, fractures de fatigue, fracture de stress, fracture par stress, fracture de "
                    "contrainte, réaction de stress osseuse, œdème osseux, douleur osseuse, douleurs osseuses, mal à "
                    "l'os, mal aux os, douleur à l'os, douleur dans l'os, douleur sur l'os, os qui fait mal, fissure "
                    "osseuse"
                ),
            ),
            unless=phrases("grippe, fièvre"),
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                paired(
                    "plus de, pas de, plus mes, pas mes, pas eu de, pas eu mes, plus eu mes, plus eu de, sans, sans "
                    "mes, perdu mes, absence de, absence des, arrêt des, retard de, plus aucune, plus du tout mes, "
                    "jamais mes, pas encore mes, pas eu les, plus les",
                    "règles, règle, menstruations, menstruation, cycle menstruel, cycles menstruels",
                ),
            ),
            unless=_NO_PERIOD,
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                phrases(
                    "mes règles, mes menstruations, les règles, règles, mon cycle, menstruations, cycle menstruel, "
                    "cycles"
                ),
                phrases(
                    "disparu, disparues, ont disparu, arrêtées, arrêté, se sont arrêtées, en retard, retard, "
                    "irrégulières, irrégulier, irréguliers, absentes, absent, ne viennent plus, ne viennent pas, "
                    "viennent plus, viennent pas, sont pas venues, pas arrivées, ne reviennent pas, reviennent pas, "
                    "plus revenues, pas revenues, parties, depuis des mois"
                ),
            ),
            unless=_NO_PERIOD,
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                phrases(
                    "aménorrhée, aménorhée, aménorée, déficit énergétique relatif, déficit énergétique, red s, faible "
                    "disponibilité énergétique, syndrome red s, disponibilité énergétique faible"
                ),
            ),
            unless=phrases("semaines d'aménorrhée"),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases(
                    "anorexie, anorexique, boulimie, boulimique, orthorexie, trouble alimentaire, troubles "
                    "alimentaires, trouble du comportement alimentaire, troubles du comportement alimentaire, trouble "
                    "de l'alimentation, tca, laxatif, laxatifs, fait vomir, fais vomir, faire vomir, me faire vomir "
                    "volontairement, vomi exprès, vomi volontairement, vomis exprès, vomir exprès, vomis après manger, "
                    "vomi mon repas, vomis mes repas, vomis après chaque repas, vomi après avoir mangé, vomis après "
                    "avoir mangé, doigts dans la gorge, doigts au fond de la gorge, me prive de manger, me prive de "
                    "nourriture, m'affame, m'affamer, me laisse mourir de faim, peur de manger, peur de grossir, peur "
                    "de prendre du poids, peur de la nourriture, terrifiée de grossir, angoisse de manger, culpabilise "
                    "de manger, culpabilise après manger, culpabilise d'avoir mangé, culpabilité après manger, "
                    "culpabilité de manger, coupable de manger, coupable d'avoir mangé, coupable après avoir mangé, "
                    "mérite pas de manger, pas le droit de manger, mériter de manger, mériter mon repas, mériter mon "
                    "dîner, déteste mon corps, hais mon corps, mon corps me dégoûte, jours sans manger, rien mangé "
                    "depuis deux jours, rien mangé depuis 2 jours, rien mangé depuis 3 jours, rien mangé depuis trois "
                    "jours, sauter des repas, saute des repas, sauté des repas, saute les repas, arrêté de manger, "
                    "arrête de manger, ne mange presque plus, mange presque plus, mange presque rien, ne mange plus, "
                    "me punir d'avoir mangé, me punir de manger, purge, purges, purger, hyperphagie, manger en "
                    "cachette, mange en cachette"
                ),
            ),
            unless=phrases(
                "peur de manger avant, plaquettes, purge les freins, purger les freins, purge des freins, purgé les "
                "freins"
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases(
                    "crise de boulimie, crises de boulimie, crise alimentaire, compulsion alimentaire, compulsions "
                    "alimentaires"
                ),
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases("compenser, brûler, éliminer, pour compenser, pour éliminer, pour brûler"),
                phrases(
                    "mangé, repas, dîner, calories du, calories de, ce que j'ai mangé, chocolat, gâteau, dessert, "
                    "goûter, raclette, excès alimentaires"
                ),
            ),
        ),
    ),
    negations=words("pas sans aucun aucune ni jamais zéro non éviter évité évite nullement nul nulle"),
    not_negations=phrases(
        "pas que, pas seulement, pas normal, pas normale, pas mieux, pas mal de, pas sûr, pas sûre, pas peu, pas "
        "rassuré, pas rassurée, pas pourquoi, pas compris, pas passé, pas partie, pas parti, pas bien, sans doute, "
        "sans cesse, sans arrêt, pas top, pas terrible, jamais autant, jamais aussi, jamais eu aussi, pas disparu, pas "
        "cool, sans raison, pas simple"
    ),
    between_negation=words(
        "eu de d' la le l' les des du un une ai j' je suis senti sentie ressenti ressentie ressens eue avoir mal à au "
        "aux en dans été fait me m' moi douleur douleurs poitrine vertige vertiges palpitation palpitations tête sang "
        "signe signes symptôme symptômes sensation ni ou et autre autres oppression pression thoracique thoraciques "
        "essoufflement gêne nausée nausées gonflement gonflé souffle cœur malaise malaises crampes forte fortes "
        "particulier particulière spécial notable soudain soudaine brutale même vraiment il y a c' est était ce plus "
        "trop tombé failli perdu connaissance"
    ),
    list_words=words("ni ou"),
    free_words=words(""),
    denials_after=phrases(
        "non, aucun, aucune, rien, je n'en ai pas eu, pas eu, négatif, jamais, zéro, rien à signaler, ras, pas"
    ),
    until_words=words("avant jusqu' sauf"),
    others=phrases(
        "mon père, ma mère, mon papa, ma maman, mes parents, mon frère, ma sœur, mon grand père, ma grand mère, mon "
        "oncle, ma tante, mon cousin, ma cousine, mon mari, ma femme, mon copain, ma copine, mon conjoint, ma "
        "conjointe, mon compagnon, ma compagne, mon fils, ma fille, un ami, une amie, mon ami, mon amie, mon pote, un "
        "pote, ma pote, mon coéquipier, ma coéquipière, un coéquipier, une coéquipière, un collègue, une collègue, mon "
        "collègue, ma collègue, mon coach, ma coach, mon entraîneur, mon voisin, ma voisine, un coureur, une coureuse, "
        "un gars, une fille, un mec, un monsieur, une dame, un joueur, une joueuse, mon chien, le chien, mon beau "
        "père, ma belle mère, un concurrent, un adversaire, mon binôme"
    ),
    oneself=phrases("je, j', me, m', moi, ma poitrine, ma tête, mon cœur, mon mollet, aussi"),
    long_past=phrases(
        "l'année dernière, l'an dernier, année dernière, l'an passé, l'année passée, il y a un an, il y a des années, "
        "il y a longtemps, il y a quelques années, quand j'étais petit, quand j'étais petite, quand j'étais jeune, "
        "quand j'étais enfant, quand j'étais ado, étant enfant, étant petit, étant petite, dans ma jeunesse, dans mon "
        "enfance, la saison dernière, l'été dernier, l'hiver dernier, dans le passé, par le passé, autrefois, à "
        "l'époque, adolescent, adolescente, " + _YEARS_AGO
    ),
    still=phrases(
        "aujourd'hui, maintenant, encore, à nouveau, de nouveau, revient, reviennent, revenu, revenue, revenus, "
        "toujours, depuis, comme, pareil, cette fois, cette semaine, hier, ce matin, rechute, récidive, ressens, sens, "
        "me fait mal, récemment, reprend, repris, ce soir, règles, menstruations, commencé, "
        "commence, commencent, débuté"
    ),
    as_well=phrases(
        "moi aussi, à moi aussi, pareil pour moi, moi de même, à nouveau, de nouveau, encore une fois, est revenu, est "
        "revenue, sont revenus, sont revenues, ça revient, revient, reviennent, rechute, récidive, et maintenant, "
        "maintenant aussi, maintenant moi, et moi, et je, moi presque, toujours là, la même chose, c'est reparti, ça "
        "recommence"
    ),
)

FRENCH_SIGNS = signs_beside(spelt_signs(_FRENCH_SIGNS, as_typed(TYPING)), ENGLISH_SIGNS)
"""What stops coaching in the words of French-speaking athletes, English ones among them."""
