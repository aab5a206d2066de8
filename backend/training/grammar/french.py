"""French words of the grammar; English ones are understood beside them.

Accents may be left out: words are compared without them, and what an apostrophe joins is two words ("l'effort";
see :mod:`backend.training.grammar.romance_spelling`).
"""

from backend.training.grammar import french_questions as questions
from backend.training.grammar.english import ENGLISH
from backend.training.grammar.french_days import AGO_UNITS, MONTHS, RELATIVE_DAYS, UNSURE_WEEKDAYS, WEEKDAYS
from backend.training.grammar.french_numbers import HOUR_PHRASES, NUMBER_PHRASES, NUMBERS
from backend.training.grammar.french_sports import FRENCH_SPORTS, NOT_SPORTS
from backend.training.grammar.joining import beside, spelt
from backend.training.grammar.romance_spelling import as_typed
from backend.training.grammar.tokens import Typing
from backend.training.grammar.vocabulary import Vocabulary, named, phrases, words

TYPING = Typing(
    thousands="", accents=False, elided=words("l d j m t s n c qu jusqu lorsqu puisqu presqu quelqu quoiqu entr")
)


def _of(*lines: str) -> str:
    """Every phrase, and the same after "de"."""
    said = [phrase.strip() for line in lines for phrase in line.split(",")]
    after = [f"d'{phrase}" if phrase[0] in "aeiouyéêh" else f"de {phrase}" for phrase in said]
    return ", ".join([*said, *after])


_FRENCH = Vocabulary(
    typing=TYPING,
    numbers=NUMBERS,
    number_phrases=named(NUMBER_PHRASES),
    repeats={},
    spoken_minutes=True,
    partitive=words("de d' du"),
    and_words=words("et"),
    articles=words("le la les l'"),
    of_words=words("de d'"),
    vague_words=words(
        "environ env presque quasiment quasi autour de d' le la les l' un une mon ma mes petite petites petit "
        "bonne bonnes bon bons juste plus moins seulement ~ : du des peu quelque quelques approximativement"
    ),
    or_words=words("à ou jusqu'"),
    fractions_after=named(
        {0.5: "et demie, et demi, 1/2", 0.25: "et quart, et un quart", 0.75: "trois quarts, et trois quarts"}
    ),
    hour_units=words("h hr hrs heure heures heur"),
    minute_units=words("min mins minute minutes mn mns minutte minuttes"),
    second_units=words("s sec secs seconde secondes"),
    metre_or_minute=words("m"),
    hour_phrases=named(HOUR_PHRASES),
    hour_before=words("à vers depuis dès avant après jusqu' "),
    times=words("x * fois séries"),
    each_time_before=words(
        "après depuis jusqu' chaque dernier dernière derniers dernières premier première premiers premières avec dont "
        "incluant compris comprenant toutes tous dans avant bout à au par série séries répétitions répétition "
        "pause pauses récup supplémentaires allure autres autre ajouté finir"
    ),
    not_training_before=words(
        "dormi dors dormir dormais sommeil sieste conduit conduire travaillé attendu attendre arrêté arrêtée "
        "arrêt y assis assise perdu perdue retard lit vol trajet voyage voyagé attente"
    ),
    section_after=phrases(
        _of("échauffement, retour au calme, récup active, éveil musculaire, mise en route, mise en train"),
        "à l'échauffement, pour s'échauffer, pour m'échauffer, en échauffement, échauffé, de décrassage",
    ),
    part_after=phrases(
        _of("repos, récup, récupération, récups, pause, pauses, arrêt, étirements, étirement, stretching, massage"),
        _of("méditation, sauna, planche, automassage, trot entre, marche entre, rouleau, foam roller, relaxation, rab"),
        "entre les séries, entre chaque, entre, plus vite, plus lent, plus rapide, plus lente, de mieux, de retard sur",
        "au km, du km, de plus, de moins, d'avance, d'écart, derrière, devant, chaque, chacun, chacune, à l'allure, "
        "allure, à allure, de récupe, de trottinage entre, r",
    ),
    interval_after=phrases(
        _of(
            "séries, fractionné, intervalles, côtes, sprints, sprint, répétitions, accélérations, accélération, vma, "
            "blocs"
        ),
        "vite, fort, rapide, rapides, en côte",
    ),
    moment_after=words("après avant"),
    not_training_after=phrases(
        _of(
            "sommeil, sieste, voiture, route, trajet, voyage, boulot, travail, réunion, attente, retard, avion, train, "
            "bus"
        ),
        _of("décalage, bouchons, métro, lit"),
        "en voiture, au lit, au bureau, au travail, assis, assise, tard, trop tard, en retard, dans le train, au "
        "boulot",
    ),
    total_words=words("total totale totales"),
    total_after=phrases("au total, en tout, total, au final, en tout et pour tout, tout compris"),
    clock_before=words(
        "à vers depuis dès avant après jusqu' commencé départ parti partie allure moyenne tour tours réveil réveillé "
        "levé levée couché couchée rythme pace lever"
    ),
    clock_after=phrases("du matin, du soir, am, pm, allure, par, au km, le km, h du matin, de moyenne, du mat"),
    duration_before=words("en temps durée pendant total net brut chrono officiel dure duré"),
    duration_labels=words("durée minutes min temps"),
    climb_words=words("d dénivelé montée ascension d+ positif dplus dén"),
    not_distance_after=words("pas"),
    per_words=words("par / au le chaque du"),
    pace_words=words("allure pace"),
    kilometres={
        **dict.fromkeys(words("km kms kilomètre kilomètres k ks bornes borne"), 1.0),
        **dict.fromkeys(words("mile miles mille milles"), 1.609344),
        **dict.fromkeys(words("m mètre mètres"), 0.001),
    },
    other_units=words(
        "km kms kilomètre kilomètres k ks borne bornes mile miles m mètre mètres kg kgs kilo kilos livre livres g "
        "gramme grammes % w watt watts bpm puls pulsations battements pas kcal cal calories calorie kmh degré degrés "
        "an ans jour jours semaine semaines mois année années répétition répétitions reps rep série séries tour tours "
        "longueur longueurs set sets jeu jeux but buts point points match matchs panier paniers étage étages marche "
        "marches escaliers fois l litre litres ml h hr hrs heure heures min mins mn mns minute minutes sec secs "
        "seconde secondes s euro euros gels gel personnes potes amis intervalles côtes sprints accélérations blocs "
        "exercices pompes tractions squats burpees cm mm mmol x quarts rounds séances sorties tirs voies kilos ème eme "
        "e er ère ° ' \""
    ),
    other_labels=phrases(
        "fc, fcm, fc moyenne, fc moy, fc max, fcmax, fréquence cardiaque, fréquence cardiaque moyenne, pouls, "
        "pulsations, cardio, cardio moyen, puls, fc au repos, bpm, moyenne, moy, max, maximum, puissance, watts, "
        "puissance moyenne, cadence, zone, zones, z, température, temp, âge, poids, pesé, pèse, vitesse, vitesse "
        "moyenne, allure, allure moyenne, kilomètre, km, tour, série, répétition, semaine, jour, numéro, n°, dossard, "
        "place, position, page, vitesse max, niveau, résistance, inclinaison, pente, dénivelé, étape, exercice, hrv, "
        "vfc, ftp, vo2max, vo2, vma, altitude, grade, chapitre, essai, ligne, couloir, minimum, au moins, semaine de, "
        "ressenti thermique, glycémie, stress, no, numero de, départ à, ligue, division",
    ),
    effort_labels=words("rpe effort intensité difficulté pénibilité efforts intensite srpe"),
    borg_words=words("borg"),
    cr10_words=words("cr10"),
    link_words=words(
        ": = ~ ( - de d' était est un une le la l' à en échelle niveau perçu perçue ressenti ressentie environ env "
        "presque sur autour global globale général aujourd'hui je dirais dirai peut être du subjectif subjective a été "
        "mets mettrais plutôt quasi total globalement séance ce c'"
    ),
    label_links=words("de d' sur l' en échelle le la"),
    rated_links=words("de d' pour en le la mon ma du au"),
    out_of=phrases("/, sur"),
    other_ratings=words(
        "douleur douleurs gêne mal sommeil dormi repos humeur moral motivation énergie stress fatigue fatigué fatiguée "
        "fraîcheur frais fraîche prêt prête récup récupération récupéré forme technique météo temps plaisir fun "
        "nutrition repas faim appétit santé confiance concentration jambes genou genoux cheville hanche dos mollet "
        "mollets ischio ischios quadri quadris épaule achille tendon pied pieds tibia tibias ventre estomac raideur "
        "raideurs tension courbatures courbature sensations sensation ressenti bonheur satisfaction envie note"
    ),
    before_rating=words(
        "dur dure rpe effort intensité difficulté total globalement était est c' a été un une le la environ presque "
        "sur de avec et séance entraînement dirais je j' mets mettrais évaluation à plutôt quasi ce pour"
    ),
    partial_effort=words("max maximum pic dernier dernière derniers dernières final premier première maxi"),
    effort_words=phrases(
        "très très facile, très facile, super facile, hyper facile, assez facile, facile, facilou, très cool, cool, "
        "tranquille, très tranquille, tranquillou, tranquilou, pépère, pepouze, peinard, doux, tout doux, en douceur, "
        "modéré, modérée, un peu dur, un peu dure, assez dur, assez dure, plutôt dur, plutôt dure, très dur, très "
        "dure, super dur, super dure, hyper dur, hyper dure, vraiment dur, vraiment dure, trop dur, trop dure, dur, "
        "dure, duraille, intense, très intense, intensité moyenne, intensité élevée, intensité haute, intensité "
        "basse, intensité faible, à fond, à bloc, à donf, au taquet, à fond la caisse, au max, au maximum, effort "
        "maximal, effort max, maximal, éprouvant, éprouvante, épuisant, épuisante, exigeant, exigeante, brutal, "
        "brutale, léger, légère, très léger, très légère, souple, en souplesse, relax, en aisance, aisance, "
        "difficile, très difficile, assez difficile, costaud, corsé, corsée, soutenu, soutenue, effort moyen, effort "
        "modéré, effort léger, effort intense, pénible, très pénible, en endurance fondamentale, gros effort, raide",
    ),
    relative_days=named(RELATIVE_DAYS),
    ago=words("auparavant"),
    ago_before=phrases("il y a, y a, ya, il y'a, y'a, il ya, il y a environ"),
    ago_units=AGO_UNITS,
    weekdays=WEEKDAYS,
    parts_of_day=words("matin soir midi aprem"),
    no_weekday_after=words("les chaque tous"),
    unsure_weekdays=UNSURE_WEEKDAYS,
    filler_weekdays=words(""),
    last_week=phrases(
        "la semaine dernière, de la semaine dernière, semaine dernière, la semaine passée, de la semaine passée"
    ),
    last_words=words("dernier"),
    last_after=phrases("dernier, dernière, passé"),
    next_words=words("prochain"),
    next_after=phrases("prochain, qui vient, suivant"),
    on_words=words("le date ce du"),
    months=MONTHS,
    ordinals=words("er ème"),
    day_link=words("de"),
    day_first=True,
    day_of=words("de d' du"),
    other_day_before=words(
        "depuis avant après jusqu' comme pour qu' que versus vs contrairement comparé rapport suite"
    ),
    sports=FRENCH_SPORTS,
    sport_endings={},
    no_compounds=words(""),
    sport_label=words("sport activité type"),
    not_sports=phrases(
        *NOT_SPORTS,
        "pas dur, pas si dur, pas trop dur, pas très dur, pas facile, pas si facile, pas trop facile, pas évident, "
        "pas difficile, pas trop difficile, pas très difficile, dur de, dure de, dure journée, semaine dure, journée "
        "difficile, repas léger, mollets durs, jambes dures, il fait doux, temps doux, faisait doux, du mal à, "
        "difficile de, air doux, nuit difficile, léger mal, légère douleur, légère gêne, légère fatigue, léger vent, "
        "un peu léger, dur dur",
        "bon matin, au matin, le matin, le soir, le midi, du matin, tous les jours, chaque matin, chaque soir, en "
        "matinée, d'un côté, de l'autre, dans le dur, un temps dur, au milieu, raide mort",
    ),
    join_words=words("et puis ensuite / + & suivi suivie enchaîné"),
    session_words=words(
        "séance séances entraînement training session workout entraîné entraînée entraîner entrainement"
    ),
    session_endings=words(""),
    rest_phrases=phrases(
        "jour de repos, rien aujourd'hui, pas pu m'entraîner, journée de repos, repos complet, repos total, jour off, "
        "journée off, off aujourd'hui, repos aujourd'hui, aujourd'hui repos, pas d'entraînement, pas d'entrainement, "
        "pas entraîné, pas entraînée, pas d'entraînement aujourd'hui, aucun entraînement, pas de sport, pas de "
        "séance, rien fait, je n'ai rien fait, rien fait aujourd'hui, aucun sport, pas de training, journée sans "
        "sport, jour sans sport, sans entraînement, pas fait de sport, aucune séance, repos pris, je me suis reposé, "
        "je me suis reposée, me suis reposé, me suis reposée, journée tranquille sans sport, day off, journée repos, "
        "pas de sport aujourd'hui, jour sans",
    ),
    bare_rest=words("repos reposé reposée pause off relâche reposer"),
    between_negation=words(
        "eu pu de d' le la les l' du à au aller allé allée temps envie fait faire ai j' je pour mon ma un une voulu "
        "réussi plus suis été aujourd'hui ce hier parti partie sorti sortie me rien assez motivation courage fini "
        "vraiment finalement"
    ),
    not_felt_before=words("si voulais voulu envie moins aimerais pas être"),
    negations=words("pas ni jamais sans aucun aucune lieu raté manqué loupé séché annulé zappé évité"),
    denied_after=phrases(
        "annulé, annulée, a été annulé, a été annulée, est annulé, est annulée, est tombé à l'eau, tombé à l'eau, "
        "tombée à l'eau, n'a pas eu lieu, pas eu lieu, pas faite, pas fait, zappé, zappée, reporté, reportée, a été "
        "reporté, a été reportée, finalement non, est passé à la trappe",
    ),
    feelings={
        **dict.fromkeys(("frais", "fraîche", "fraîcheur"), "freshness"),
        **dict.fromkeys(("prêt", "prête", "disponibilité", "préparation"), "readiness"),
        **dict.fromkeys(("humeur", "moral"), "mood"),
    },
    feeling_phrases=named(
        {
            (
                "freshness",
                5,
            ): "très frais, très fraîche, super frais, super fraîche, je me sentais très frais, je me sentais très "
            "fraîche, je me sens très frais, je me sens très fraîche, me suis senti très frais, me suis sentie très "
            "fraîche, senti très frais, sentie très fraîche, en pleine forme, très en forme, super en forme, en très "
            "grande forme, en grande forme",
            (
                "freshness",
                4,
            ): "frais, fraîche, je me sentais frais, je me sentais fraîche, je me sens frais, je me sens fraîche, je "
            "me suis senti frais, je me suis sentie fraîche, me suis senti frais, me suis sentie fraîche, senti "
            "frais, sentie fraîche, en forme, bien en forme, je me sens en forme, je me sentais en forme",
            (
                "freshness",
                2,
            ): "plus fatigué que d'habitude, plus fatiguée que d'habitude, plus fatigué que la normale, plus "
            "fatiguée que la normale, plus fatigué que la normal, plus fatigué qu'à l'habitude, plus fatiguée qu'à "
            "l'habitude, plus fatigué que normal, plus fatiguée que normal",
            ("mood", 5): "très bonne humeur, de très bonne humeur, super humeur, d'excellente humeur, très bon moral",
            ("mood", 4): "bonne humeur, de bonne humeur, bon moral",
        }
    ),
    planned=named(
        {
            True: "prévu, prévue, prévus, prévues, programmé, programmée, planifié, planifiée, la semaine prochaine, "
            "semaine prochaine, le mois prochain, plus tard dans la journée, au programme, à venir, de prévu, de "
            "prévue, à faire",
            False: "vais, je vais, on va, nous allons, allais, j'irai, irai, courrai, nagerai, ferai, roulerai, "
            "marcherai, m'entraînerai, veux, je veux, voulais, voudrais, j'aimerais, aimerais, compte, je compte, "
            "dois, je dois, devrais, devais, faut que, il faut, faudrait, j'espère, espère, pense faire, je pense "
            "faire, j'ai l'intention, envisage, on fera, on ira, je dois faire, mon plan, objectif",
        }
    ),
    not_planned=phrases(
        "comme prévu, que prévu, qu'il était prévu, pas prévu, pas prévue, selon le plan, d'après le plan, comme "
        "programmé, comme planifié, que programmé, vais bien, vais mieux, vais mal, ça va, va bien, va mieux, vais "
        "être malade, il faut dire, veux mourir, veux dire, compte tenu, ça veut dire, au compte, me rends compte, "
        "rendu compte, prévu au plan, imprévu, il faut avouer, on va dire, j'allais bien, objectif atteint, objectif "
        "rempli, faut dire, plus que prévu, tient compte",
    ),
    done_words=words(
        "fait fais faite couru nagé roulé marché ramé grimpé suis ai fini finie terminé terminée réalisé bouclé "
        "finalement entraîné était été seulement j' sorti allé randonné joué"
    ),
    question_words=words(
        "que qu' quoi comment combien quand où qui quel quelle quels quelles pourquoi est dois devrais puis peux peut "
        "es sont suis était ai as a faut vais vaut il je j' on tu c' ça sera serait aurais faudrait"
    ),
    requests=phrases(
        "dis moi, montre moi, explique moi, explique, raconte moi, rappelle moi, je veux savoir, je voudrais savoir",
        "j'aimerais savoir, peux tu me dire, peux tu me montrer, peux tu m'expliquer, peux tu comparer",
        "tu peux me dire, pourrais tu me dire, résume mes, compare ma, compare mon, compare mes, compare la",
        "compare le, compare les, compare l', compare cette, compare ce, compare cet, compare ces, résume ma",
        "résume mon, analyse ma, analyse mon, analyse mes, combien ai je, combien j'ai, combien de fois",
        "combien de kilomètres, combien de km, combien de jours, combien de séances, quand ai je, quand était",
        "comment était ma, comment était mon, comment va ma, comment va mon, est ce que je, puis je, dois je",
        "devrais je, suis je, combien d'heures, combien de temps, combien de minutes, combien d'entraînements",
        "combien de sorties, combien de courses, quelle était ma, quel était mon, quelle est ma, quel est mon",
        "quelle a été ma, quel a été mon, comment s'est passée ma, comment s'est passé mon, que dois je, pourquoi ma",
        "pourquoi mon, comparer ma, comparer mon, comparer mes, tu peux comparer, résume la, résume moi, analyse la",
        "analyse le, ai je trop, ai je assez, ai je couru, ai je nagé, ai je roulé",
        "à quel point, comment a été ma, comment a été mon, comment était la dernière, comment était le dernier",
        "comment était la semaine, quelle a été la, combien a duré",
    ),
    asks_to_log=phrases(
        "noter, ajouter, enregistrer, saisir, inscrire, je dire, je annoncer, je note, je saisis, je mets",
        "j'ajoute, j'enregistre",
    ),
    before_requests=words("s' il te plaît svp stp salut bonjour coach ok et alors"),
    asks_amount=questions.ASKS_AMOUNT,
    asks_if=phrases(),
    judged=phrases(),
    reminds=questions.REMINDS,
    note_labels=words("note notes commentaire commentaires remarque remarques"),
    fillers=words(
        "→ je j' ai fait faire un une le la les l' de d' du des en à au dans pour avec ne jai pendant durant était est "
        "c' ce suis mon ma mes me m' presque environ env autour et mais puis ~ : - = / @ + & . , # nous on avons allé "
        "allée aller sorti sortie parti partie séance entraînement training terminé fini total temps durée sport "
        "activité date type seulement aussi été a s' n' y il ça cela x s heu petite petit petites petits bonne grosse "
        "joué jouer jouant cours sur par qui se suivi quasi senti sentie"
    ),
)

_FALSE_FRIENDS = words(
    "a an mon tue sept mar as if but plus cycle comment plan plans final pour tour pain sale main car dire age place "
    "off d pause s me bout page t son do per p c"
)
"""English words of the grammar that are French ones with another meaning."""

FRENCH = beside(spelt(_FRENCH, as_typed(TYPING)), ENGLISH, _FALSE_FRIENDS)
"""What French-speaking athletes write, English words among it."""
