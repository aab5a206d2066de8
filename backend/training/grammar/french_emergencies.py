"""French words of the red flags that need help at once, and of palpitations beside them."""

from backend.training.grammar.french_body import (
    AFTER_BLOW,
    AT_EASE,
    BLOW,
    CHEST,
    HARD_EFFORT,
    HEAD,
    HEADACHE,
    ORDINARY_CHEST,
    PAIN,
    SUDDEN,
)
from backend.training.grammar.signs import RedFlagKind, Scope, Sign
from backend.training.grammar.vocabulary import phrases

FRENCH_EMERGENCIES = (
    Sign(
        RedFlagKind.SELF_HARM,
        (
            phrases(
                "suicide, suicides, suicidaire, suicidaires, suicider, me suicider, me suicide, suicidé, suiside, "
                "suissider, mettre fin à mes jours, mettre fin à ma vie, finir avec la vie, en finir avec la vie, "
                "envie d'en finir, veux en finir avec tout, en finir pour de bon, me donner la mort, m'ôter la vie, "
                "m'enlever la vie, me tuer pour de vrai, veux me tuer, envie de me tuer, vais me tuer, pense à me "
                "tuer, pensé à me tuer, me foutre en l'air, me flinguer, me pendre, me jeter sous un train, me jeter "
                "sous le train, me jeter d'un pont, me jeter par la fenêtre, sauter par la fenêtre, veux mourir, veut "
                "mourir, envie de mourir, voudrais mourir, aimerais mourir, voudrais être mort, voudrais être morte, "
                "aimerais être mort, aimerais être morte, préférerais être mort, préférerais être morte, serais mieux "
                "mort, serais mieux morte, mieux mort, mieux morte, si j'étais mort, si j'étais morte, plus envie de "
                "vivre, pas envie de vivre, plus le goût de vivre, veux plus vivre, ne veux plus vivre, ne veux pas "
                "vivre, marre de vivre, marre de la vie, fatigué de vivre, fatiguée de vivre, vie n'a plus de sens, "
                "vie n'a pas de sens, vie n'a aucun sens, vie ne vaut plus, vaut plus la peine de vivre, vaut pas la "
                "peine de vivre, plus de raison de vivre, aucune raison de vivre, plus me réveiller, ne pas me "
                "réveiller, ne jamais me réveiller, veux disparaître, envie de disparaître, disparaître pour toujours, "
                "mieux sans moi, veux plus être là, veux plus exister, ne plus exister, ne plus être là, "
                "automutilation, automutile, automutiler, m'automutile, me scarifie, scarification, scarifier, "
                "scarifié, scarifiée, me suis coupée exprès, me suis coupé exprès, me couper les veines, m'ouvrir les "
                "veines, me coupe les bras, recommencé à me couper, overdose, surdose, idées noires, pensées de mort, "
                "idées de mort, pense à la mort, tout arrêter définitivement, avaler des médicaments pour"
            ),
        ),
        deniable=False,
    ),
    Sign(
        RedFlagKind.SELF_HARM,
        (
            phrases(
                "voulais mourir, ai voulu mourir, j'ai cru vouloir mourir, en finir avec tout, envie de me jeter, "
                "voulais en finir, veux en finir, veux juste en finir"
            ),
        ),
        unless=HARD_EFFORT,
        deniable=False,
    ),
    Sign(
        RedFlagKind.SELF_HARM,
        (
            phrases(
                "me faire du mal volontairement, me faire du mal exprès, envie de me faire du mal, veux me faire du "
                "mal, pensé à me faire du mal, pense à me faire du mal, me fais du mal, me suis fait du mal, me "
                "blesser volontairement, me blesser exprès, envie de me blesser, me faire mal exprès, me faire mal "
                "volontairement, envie de me couper"
            ),
        ),
    ),
    Sign(RedFlagKind.CHEST_PAIN, (CHEST, PAIN), unless=ORDINARY_CHEST),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (
            phrases(
                "douleur thoracique, douleurs thoraciques, oppression thoracique, gêne thoracique, serrement "
                "thoracique, mal au coeur gauche, douleur au cœur, douleurs au cœur, douleur dans le cœur, pincement "
                "au cœur, pincements au cœur, pointe au cœur, pointes au cœur, point au cœur, pique au cœur, cœur me "
                "fait mal, cœur qui fait mal, cœur me faisait mal, cœur qui serre, angine de poitrine, angor, douleur "
                "précordiale, cœur qui pince, douleur tho"
            ),
        ),
        unless=phrases("pincement au cœur de, pincement au cœur en, pincement au cœur quand"),
    ),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (phrases("infarctus, crise cardiaque, crises cardiaques, attaque cardiaque, arrêt cardiaque"),),
        unless=phrases(
            "failli faire une crise cardiaque quand, chien, peur, frôlé la crise cardiaque, crise cardiaque en voyant, "
            "fait faire une crise, presque une crise cardiaque"
        ),
    ),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (
            phrases("bras gauche, mâchoire, épaule gauche"),
            phrases(
                "irradie, irradiait, irradié, irradiante, irradiant, descend, descendait, se propage, remonte, "
                "remontait, part dans, partait dans, qui va dans, lance dans, douleur dans le, mal dans le"
            ),
        ),
    ),
    Sign(
        RedFlagKind.FAINTING,
        (
            phrases(
                "évanoui, évanouie, évanouir, évanouissement, évanouissements, m'évanouir, m'évanouis, évanouissais, "
                "evanoui, tombé dans les pommes, tombée dans les pommes, tomber dans les pommes, tombe dans les "
                "pommes, tourné de l'œil, tourner de l'œil, perdu connaissance, perdre connaissance, perds "
                "connaissance, perte de connaissance, pertes de connaissance, perdu conscience, perdre conscience, "
                "perte de conscience, perdu conaissance, syncope, lipothymie, malaise vagal, malaise, malaises, black "
                "out, blackout, voile noir, voile noir devant les yeux, vu tout noir, tout noir devant, tout est "
                "devenu noir, plus rien vu, points noirs, inconscient, inconsciente, effondré à l'arrivée, effondrée à "
                "l'arrivée, je me suis effondré, je me suis effondrée, me suis effondré, me suis effondrée, écroulé à "
                "l'arrivée, écroulée à l'arrivée, me suis écroulé, me suis écroulée, collapsus, trou noir, dans les "
                "vapes, dans les pommes"
            ),
        ),
        unless=phrases(
            "canapé, lit, de rire, de fatigue dans, compote, fait un malaise en voyant le prix, allure s'est "
            "effondrée, mettre mal à l'aise, rideaux, dans les draps, de sommeil, rouler dans les pommes"
        ),
    ),
    Sign(
        RedFlagKind.FAINTING,
        (
            phrases(
                "vertige, vertiges, tête qui tourne, tête qui tournait, tête tourne, tête tournait, tournis, étourdi, "
                "étourdie, étourdissement, étourdissements, vertigineux"
            ),
            phrases(
                "tombé, tombée, tomber, chuté, chute, allonger, allongé, allongée, asseoir, assis, assise, tenir à, "
                "m'accrocher, par terre, au sol, coucher, me rattraper, appuyer contre"
            ),
        ),
        scope=Scope.SENTENCE,
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases(
                "palpitation, palpitations, palpitacions, palpite, arythmie, arythmies, arithmie, arythmique, "
                "tachycardie, tachycardies, tachicardie, cœur irrégulier, pouls irrégulier, battements irréguliers, "
                "battement irrégulier, rythme irrégulier du cœur, rythme cardiaque irrégulier, fibrillation, "
                "extrasystole, extrasystoles, extra systoles, extra systole, cœur qui saute, cœur saute, cœur a sauté, "
                "cœur qui s'arrête, cœur s'est arrêté, cœur s'arrête, raté un battement, saute un battement, sauté un "
                "battement, ratés du cœur, cœur qui a des ratés, cœur s'emballe, cœur qui s'emballe, cœur s'est "
                "emballé, cœur s'emballait, cœur emballé, cœur qui part en vrille, cœur qui déraille"
            ),
        ),
        unless=phrases("de joie, d'émotion, d'amour"),
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases("cœur, battements, battement, pouls"),
            phrases(
                "irrégulier, irréguliers, irrégulière, irrégulièrement, saute, sautait, sauts, ratés, bat n'importe "
                "comment, battait n'importe comment, bat bizarrement, battait bizarrement, bat bizarre, battait "
                "bizarre, désordonné, désordonnés, saccadé, pause, pauses, trébuche, s'arrête"
            ),
        ),
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases(
                "cœur qui bat très vite, cœur battait très vite, cœur bat très vite, cœur qui bat vite, cœur bat vite, "
                "cœur battait vite, cœur à 100 à l'heure, cœur à cent à l'heure, cœur qui bat fort, cœur battait fort, "
                "cœur bat fort, cœur cogne, cœur cognait, cœur tape, cœur tapait, cœur battait la chamade, cœur bat la "
                "chamade, pouls très rapide, cœur rapide"
            ),
            AT_EASE,
        ),
        scope=Scope.SENTENCE,
        within=10,
    ),
    Sign(
        RedFlagKind.BREATHLESSNESS,
        (
            phrases(
                "arrive pas à respirer, arrivais pas à respirer, arrive plus à respirer, arrivais plus à respirer, "
                "n'arrive plus à respirer, peux pas respirer, peux plus respirer, pouvais plus respirer, pouvais pas "
                "respirer, n'ai pas pu respirer, du mal à respirer, mal à respirer, peine à respirer, peinais à "
                "respirer, difficulté à respirer, difficultés à respirer, difficulté respiratoire, difficultés "
                "respiratoires, détresse respiratoire, gêne respiratoire, manque d'air, manquais d'air, manqué d'air, "
                "manque de souffle anormal, j'étouffe, étouffe, étouffais, suffoque, suffoquais, suffoqué, suffoquer, "
                "suffocation, asphyxie, dyspnée, respire plus, respirais plus, respire mal, respirais mal, lèvres "
                "bleues, lèvres violettes, souffle coupé au repos, crise d'asthme, air ne rentre pas, air ne rentrait "
                "plus"
            ),
        ),
        unless=phrases(
            "série, séries, sprint, sprints, côte, côtes, montée, montées, nez, masque, pollen, altitude, pneu, "
            "chambre à air, ballon, rire, combinaison, combi, néoprène, fractionné, dernière répétition, répétitions, "
            "à bloc, à fond, virage, culbute, bu la tasse, de rire, chaleur"
        ),
    ),
    Sign(
        RedFlagKind.BREATHLESSNESS,
        (
            phrases(
                "essoufflé, essoufflée, essoufflement, essouflé, essouflée, esoufflé, à bout de souffle, hors "
                "d'haleine, haletant, haletante, souffle court, souffle coupé, manque de souffle, manque d'air, "
                "étouffe, étouffais, mal à respirer, peine à respirer, plus à respirer, pas à respirer, essouflement"
            ),
            AT_EASE,
        ),
        scope=Scope.SENTENCE,
        within=9,
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (
            phrases(
                "commotion, commotions, commotion cérébrale, commotionné, commotionnée, traumatisme crânien, trauma "
                "crânien, traumatisme cranien, comotion, traumatismes crâniens, tc cérébral"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (BLOW, HEAD, AFTER_BLOW),
        scope=Scope.MESSAGE,
        within=7,
        unless=phrases(
            "tête haute, en tête de, groupe de tête, pris la tête de, prise de tête, prend la tête, coup de tête de, "
            "dans la tête c'était, tête froide, coup de chaud, coup de barre, coup de fatigue, coup de mou, coup de "
            "pompe, tombé de sommeil, peloton de tête, tête de course, vidé la tête, vider la tête, tête à claques, "
            "coup de pédale"
        ),
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (
            phrases(
                "coup de boule, coups de boule, ballon en pleine tête, jeu de tête, coup du lapin, ballon dans la "
                "figure, ballon en pleine figure, ballon dans le visage, coup au visage, coude au visage, coude dans "
                "le visage, têtes au foot"
            ),
            AFTER_BLOW,
        ),
        scope=Scope.MESSAGE,
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (
            phrases(
                "chute, chuté, chutée, tombé, tombée, accident, choc, collision, gamelle, percuté, percutée, renversé, "
                "renversée"
            ),
            phrases(
                "mal de tête, maux de tête, mal à la tête, mal au crâne, mal de crâne, sonné, sonnée, vois double, "
                "voyais double, vision floue, vois flou, vision double, souviens plus, rappelle plus, amnésie, trou de "
                "mémoire, trou noir, confus, confuse, vomi, désorienté, désorientée, casque cassé, casque fendu"
            ),
        ),
        scope=Scope.SENTENCE,
        within=12,
    ),
    Sign(RedFlagKind.SUDDEN_HEADACHE, (HEADACHE, SUDDEN), scope=Scope.SENTENCE, within=8),
    Sign(
        RedFlagKind.SUDDEN_HEADACHE,
        (
            phrases(
                "céphalée d'effort, céphalée en coup de tonnerre, hémorragie cérébrale, rupture d'anévrisme, la tête "
                "explose"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAT_ILLNESS,
        (
            phrases(
                "coup de chaleur, coups de chaleur, insolation, insolations, épuisement par la chaleur, hyperthermie, "
                "coup de soleil à la tête, couo de chaleur"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAT_ILLNESS,
        (
            phrases(
                "chaleur, chaud, chaude, soleil, degrés, canicule, caniculaire, cagnard, fournaise, étouffant, "
                "étouffante, lourd, sauna, surchauffe, surchauffé, moite, humide, coup de chaud"
            ),
            phrases(
                "confus, confuse, confusion, désorienté, désorientée, désorientation, délire, délirais, délirant, "
                "délirante, transpirais plus, transpire plus, plus de transpiration, arrêté de transpirer, savais plus "
                "où, savais pas où, savais plus, titubais, titube, titubé, tituber, titubant, incohérent, incohérente, "
                "propos incohérents, hallucinations, halluciné, frissons, frissonnais, n'arrivais plus à penser, plus "
                "à penser, plus les idées claires, plus à parler, marchais de travers, zigzaguais"
            ),
        ),
        scope=Scope.MESSAGE,
    ),
)
