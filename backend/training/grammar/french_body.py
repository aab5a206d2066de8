"""French words for parts of the body and what is felt there: the groups that the red flags put together."""

from backend.training.grammar.vocabulary import phrases

CHEST = phrases(
    "poitrine, poitrinne, thorax, sternum, cage thoracique, poumons, torse, poitirne, côté gauche de la poitrine"
)
PAIN = phrases(
    "mal, douleur, douleurs, douloureux, douloureuse, douleurs vives, fait mal, faisait mal, serrement, serrements, "
    "serre, serrait, serrée, serré, serrer, oppression, oppressée, oppressé, oppresse, oppressait, pression, "
    "pressions, étau, poids sur, un poids, lourdeur, lourde, point, points, pointe, pointes, pique, piquait, piqûre, "
    "picotements, pincement, pincements, pince, pinçait, brûlure, brûlures, brûle, brûlait, brûlant, tiraillement, "
    "tiraillements, tire, tirait, crampe, crampes, élancement, élancements, lance, coup de poignard, coups de "
    "poignard, gêne, gêné, bizarre, drôle, étrange, comprimé, comprimée, compression, écrasée, écrasement, éléphant, "
    "bloquée, tension, inconfort, étreinte, contracte, contractée, doleur, douleure, engourdie, noué, nouée",
)
ORDINARY_CHEST = phrases(
    "courbatures, courbature, jour poitrine, séance poitrine, poitrine et triceps, poitrine triceps, poitrine et dos, "
    "ceinture de poitrine, ceinture poitrine, sangle de poitrine, ceinture cardio, cardio poitrine, poitrine et "
    "épaules, poitrine et bras, développé poitrine, poulie poitrine, muscu poitrine, bombe le torse, bomber le torse, "
    "torse nu, plein les poumons, à pleins poumons, plein poumons, de l'air dans les poumons, poitrine hypertrophie, "
    "brassière, soutien gorge",
)
HARD_EFFORT = phrases(
    "série, séries, sprint, sprints, côte, côtes, montée, montées, col, répétition, répétitions, dernier tour, dernier "
    "km, dernier kilomètre, derniers km, arrivée, squats, burpees, soulevé de terre, séance, entraînement, fractionné, "
    "tapis, vélo, course, footing, intervalles, crossfit, wod, mur, chaleur, faim, rire, honte, courbatures, cross, "
    "final"
)
AT_EASE = phrases(
    "au repos, repos, assis, assise, allongé, allongée, couché, couchée, au lit, dans mon lit, en marchant, marchant, "
    "escaliers, escalier, anormal, anormale, anormalement, inhabituel, inhabituelle, que d'habitude, que la normale, "
    "que normal, sans raison, sans rien faire, tout à coup, d'un coup, tout d'un coup, soudain, soudainement, "
    "subitement, inexpliqué, inexpliquée, bizarre, bizarrement, étrange, pas normal, heures, des heures, "
    "échauffement, tranquille, facile, disproportionné, disproportionnée, toute la journée, toute la soirée, toute la "
    "nuit, alors que, malgré, extrême, beaucoup plus, bien plus, peur, flippant, de pire en pire, pire, debout, en "
    "parlant, parler, de nulle part, sans effort, au moindre effort, moindre effort, la nuit, le soir, sur le canapé, "
    "en me promenant, à peine, vraiment pas normal, sans forcer",
)
BLOW = phrases(
    "coup, coups, cogné, cognée, cogner, cogne, tapé, tapée, taper, heurté, heurtée, heurter, choc, chocs, choqué, "
    "percuté, percutée, chute, chuté, chutée, tombé, tombée, tomber, tombant, reçu, pris, prise, ballon dans, ballon "
    "sur, ballon en, coude, coudes, coup de coude, coup de pied, coup de genou, collision, accident, renversé, "
    "renversée, plaqué, plaquée, plaquage, atterri, blessé, blessée, blessure, coup de boule, claqué, écrasé, "
    "fracassé, gamelle, vautré, vautrée, balle dans",
)
HEAD = phrases("tête, crâne, tempe, front, nuque, casque, caboche, arrière du crâne, tete")
AFTER_BLOW = phrases(
    "mal de tête, maux de tête, mal à la tête, mal de crâne, mal au crâne, céphalée, céphalées, migraine, vertige, "
    "vertiges, tête qui tourne, tête tourne, tête tournait, tourni, tournis, étourdi, étourdie, étourdissement, "
    "nausée, nausées, envie de vomir, vomi, vomir, vomissements, vomissement, confus, confuse, confusion, sonné, "
    "sonnée, désorienté, désorientée, vision floue, vois flou, voyais flou, vue trouble, vision trouble, vois double, "
    "voyais double, vision double, flou, trouble, mémoire, ne me souviens, me souviens plus, souviens pas, rappelle "
    "plus, rappelle pas, amnésie, trou noir, trou de mémoire, lumière me gêne, lumière me fait mal, lumière fait mal, "
    "somnolent, somnolente, somnolence, acouphène, acouphènes, bourdonnement, bourdonnements, équilibre, étoiles, "
    "fourmillements, inconscient, inconsciente, connaissance, conscience, convulsion, convulsions, saigne, saigné, "
    "saignait, sang, bizarre, groggy, ko, k.o, dans le brouillard, brouillard, dans le coaltar, à l'ouest, mal au "
    "cou, nuque raide, concentrer, concentration, ralenti, ralentie, fatigué, fatiguée, fait mal",
)
HEADACHE = phrases(
    "mal de tête, maux de tête, mal à la tête, mal de crâne, mal au crâne, céphalée, céphalées, migraine, douleur à la "
    "tête, douleur dans la tête, tête me fait mal, tête fait mal, mal tête"
)
SUDDEN = phrases(
    "soudain, soudaine, soudainement, subit, subite, subitement, brutal, brutale, brutalement, brusque, brusquement, "
    "d'un coup, tout à coup, d'un seul coup, violent, violente, violents, violentes, très fort, très forte, très "
    "forts, si fort, si forte, intense, très intense, sévère, insupportable, insupportables, explosif, explosive, "
    "terrible, terribles, atroce, atroces, horrible, le pire, les pires, la pire, pire mal, de ma vie, coup de "
    "tonnerre, en coup de tonnerre, jamais eu, va exploser, explose, explosait, exploser, coup de marteau, "
    "foudroyant, foudroyante, de nulle part, fulgurant, fulgurante",
)
BONE = phrases(
    "os, tibia, tibias, péroné, métatarse, métatarses, métatarsien, pied, talon, hanche, aine, fémur, bassin, sacrum, "
    "mes côtes, aux côtes, colonne, coup de pied osseux, scaphoïde, naviculaire, pubis, calcanéum, cou de pied, "
    "malléole"
)
BONE_PAIN = phrases(
    "mal, douleur, douleurs, douloureux, douloureuse, fait mal, faisait mal, font mal, élancement, élancements, lance"
)
WORSE = phrases(
    "la nuit, nuit, les nuits, me réveille, réveille, réveillé, réveillée, réveillait, au repos, même au repos, "
    "chaque pas, chaque foulée, à l'appui, appui, poser le pied, pose le pied, empire, s'aggrave, aggrave, de pire en "
    "pire, pire, de plus en plus, augmente, en sautant, sauter, boite, boitais, boiter, boité, un point précis, point "
    "précis, au toucher, à la palpation, à la pression, quand j'appuie, quand on appuie, à l'impact, impacts, à "
    "l'effort, plus je cours, à chaque course, à chaque sortie, à chaque séance, en marchant, peux plus marcher, pire "
    "qu'hier",
)
PREGNANCY_SIGN = phrases(
    "saignement, saignements, saigne, saigné, saignais, sang, pertes, perte, perdu du sang, hémorragie, contractions, "
    "contraction, liquide, eaux, vertige, vertiges, étourdie, étourdissement, tête qui tourne, douleur, douleurs, mal "
    "au ventre, mal de tête, maux de tête, mal à la tête, poitrine, mollet, gonflé, gonflée, gonflement, évanouie, "
    "évanouissement, malaise, palpitations, crampes, floue, essoufflée, essoufflement, ne bouge plus, bouge moins, "
    "ventre dur, tombée dans les pommes",
)
