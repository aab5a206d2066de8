"""What stops coaching in French, and what only sounds like it."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.training.grammar.tokens import unaccented
from backend.training.redflags import RedFlagKind, red_flag

K = RedFlagKind

RAISED = [
    ("40 min de course rpe 8, oppression dans la poitrine et vertiges", K.CHEST_PAIN),
    ("douleur à la poitrine dans la dernière côte", K.CHEST_PAIN),
    ("j'ai mal à la poitrine", K.CHEST_PAIN),
    ("ma poitrine me faisait mal en courant", K.CHEST_PAIN),
    ("DOULEUR THORACIQUE après 10 km", K.CHEST_PAIN),
    ("j'ai senti une pression sur la poitrine", K.CHEST_PAIN),
    ("un point dans la poitrine en respirant", K.CHEST_PAIN),
    ("la poitrine qui serre en montée", K.CHEST_PAIN),
    ("je n'ai plus mal à la poitrine", K.CHEST_PAIN),
    ("je ne sais pas pourquoi j'ai mal à la poitrine", K.CHEST_PAIN),
    ("pas seulement mal à la poitrine, aussi des sueurs", K.CHEST_PAIN),
    ("la douleur irradie dans le bras gauche", K.CHEST_PAIN),
    ("je crois que c'était un infarctus", K.CHEST_PAIN),
    ("mal au coeur gauche, pincement au cœur", K.CHEST_PAIN),
    ("comme un éléphant sur la poitrine", K.CHEST_PAIN),
    ("60 min de vélo, chest pain en montée", K.CHEST_PAIN),
    ("l'année dernière pareil, aujourd'hui encore mal à la poitrine", K.CHEST_PAIN),
    ("mon père a eu un infarctus et j'ai mal à la poitrine", K.CHEST_PAIN),
    ("je me suis évanoui après l'arrivée", K.FAINTING),
    ("j'ai failli m'évanouir sur la piste", K.FAINTING),
    ("j'ai perdu connaissance quelques secondes", K.FAINTING),
    ("voile noir devant les yeux", K.FAINTING),
    ("je suis tombée dans les pommes", K.FAINTING),
    ("malaise vagal après la séance", K.FAINTING),
    ("la tête qui tournait, j'ai dû m'allonger", K.FAINTING),
    ("jamais évanoui avant aujourd'hui", K.FAINTING),
    ("je me suis effondré à l'arrivée", K.FAINTING),
    ("palpitations toute la soirée", K.PALPITATIONS),
    ("tachycardie au repos", K.PALPITATIONS),
    ("encore de l'arythmie", K.PALPITATIONS),
    ("mon coeur bat de façon irrégulière", K.PALPITATIONS),
    ("le cœur qui bat très vite allongé dans mon lit", K.PALPITATIONS),
    ("mon cœur s'est emballé sans raison", K.PALPITATIONS),
    ("je n'arrivais plus à respirer en marchant doucement", K.BREATHLESSNESS),
    ("j'ai du mal à respirer", K.BREATHLESSNESS),
    ("essoufflé en montant les escaliers", K.BREATHLESSNESS),
    ("beaucoup plus essoufflée que d'habitude", K.BREATHLESSNESS),
    ("essoufflement au repos", K.BREATHLESSNESS),
    ("tombé de vélo et cogné la tête, maintenant mal de tête", K.HEAD_INJURY),
    ("coup sur la tête et j'ai des vertiges", K.HEAD_INJURY),
    ("ballon dans la tête. Depuis je vois flou", K.HEAD_INJURY),
    ("coup de coude à la tête, je ne me souviens plus de rien", K.HEAD_INJURY),
    ("commotion cérébrale au rugby", K.HEAD_INJURY),
    ("traumatisme crânien", K.HEAD_INJURY),
    ("mal de tête soudain au soulevé de terre", K.SUDDEN_HEADACHE),
    ("le pire mal de tête de ma vie", K.SUDDEN_HEADACHE),
    ("céphalée brutale en plein effort", K.SUDDEN_HEADACHE),
    ("je crois que c'était un coup de chaleur", K.HEAT_ILLNESS),
    ("35 degrés, j'étais confus et je ne transpirais plus", K.HEAT_ILLNESS),
    ("très chaud. À la fin j'étais désorientée", K.HEAT_ILLNESS),
    ("insolation pendant la course", K.HEAT_ILLNESS),
    ("urines foncées après la course", K.DARK_URINE),
    ("pipi couleur coca", K.DARK_URINE),
    ("sang dans les urines", K.DARK_URINE),
    ("mon urine est marron", K.DARK_URINE),
    ("mal au tibia la nuit", K.BONE_PAIN),
    ("douleur au métatarse, de pire en pire", K.BONE_PAIN),
    ("la hanche me fait mal au repos", K.BONE_PAIN),
    ("peut-être une fracture de fatigue", K.BONE_PAIN),
    ("douleur osseuse au tibia", K.BONE_PAIN),
    ("le mollet est gonflé et chaud", K.CALF_SWELLING),
    ("mollet gauche enflé depuis le vol", K.CALF_SWELLING),
    ("ça peut être une phlébite ?", K.CALF_SWELLING),
    ("3 mois sans règles", K.LOW_ENERGY),
    ("je n'ai plus mes règles", K.LOW_ENERGY),
    ("mes règles ont disparu", K.LOW_ENERGY),
    ("aménorrhée depuis l'été", K.LOW_ENERGY),
    ("pas eu mes règles depuis août", K.LOW_ENERGY),
    ("je crois que j'ai un trouble alimentaire", K.DISORDERED_EATING),
    ("je me suis fait vomir", K.DISORDERED_EATING),
    ("encore une crise de boulimie", K.DISORDERED_EATING),
    ("j'ai peur de grossir", K.DISORDERED_EATING),
    ("deux jours sans manger", K.DISORDERED_EATING),
    ("couru pour éliminer le dîner", K.DISORDERED_EATING),
    ("je ne veux plus vivre", K.SELF_HARM),
    ("60 min de course rpe 5. Envie de mourir", K.SELF_HARM),
    ("je pense au suicide", K.SELF_HARM),
    ("mettre fin à mes jours", K.SELF_HARM),
    ("je voudrais être morte", K.SELF_HARM),
    ("plus envie de vivre", K.SELF_HARM),
    ("je veux mourir", K.SELF_HARM),
    ("envie de me faire du mal", K.SELF_HARM),
    ("I want to die", K.SELF_HARM),
    ("enceinte de 28 semaines, saignements après la course", K.PREGNANCY),
    ("je suis enceinte et j'ai eu des contractions", K.PREGNANCY),
    ("le bébé ne bouge presque plus", K.PREGNANCY),
    ("je sens un truc bizarre dans la poitrine", K.CHEST_PAIN),
    ("ça me serre la poitrine en montant", K.CHEST_PAIN),
    ("brûlure derrière le sternum à l'effort", K.CHEST_PAIN),
    ("coup de poignard dans la poitrine", K.CHEST_PAIN),
    ("j'ai failli tomber dans les pommes", K.FAINTING),
    ("j'ai tourné de l'œil à l'arrivée", K.FAINTING),
    ("perte de connaissance brève", K.FAINTING),
    ("je sens des palpitations quand je me couche", K.PALPITATIONS),
    ("le cœur qui s'emballe tout seul", K.PALPITATIONS),
    ("souffle court en marchant", K.BREATHLESSNESS),
    ("je n'arrive pas à respirer", K.BREATHLESSNESS),
    ("pris un coup à la tête et j'ai vomi", K.HEAD_INJURY),
    ("choc tête contre tête, je suis sonné", K.HEAD_INJURY),
    ("il faisait une chaleur horrible et je ne savais plus où j'étais", K.HEAT_ILLNESS),
    ("je pisse rouge", K.DARK_URINE),
    ("urine couleur coca depuis hier", K.DARK_URINE),
    ("le tibia me fait mal à chaque sortie et la nuit", K.BONE_PAIN),
    ("jambe droite gonflée et rouge", K.CALF_SWELLING),
    ("ça fait 4 mois que je n'ai pas mes règles", K.LOW_ENERGY),
    ("je me sens coupable de manger", K.DISORDERED_EATING),
    ("je prends des laxatifs pour perdre du poids", K.DISORDERED_EATING),
    ("parfois je pense à mettre fin à mes jours", K.SELF_HARM),
    ("je serais mieux morte", K.SELF_HARM),
    ("je me scarifie", K.SELF_HARM),
    ("la vie n'a plus de sens", K.SELF_HARM),
    ("j'ai envie d'en finir", K.SELF_HARM),
    ("enceinte et j'ai des pertes de sang", K.PREGNANCY),
    ("mon ami s'est évanoui, moi aussi", K.FAINTING),
    ("je me suis évanoui il y a des années, et à nouveau ce matin", K.FAINTING),
    ("l'an dernier j'ai perdu mes règles", K.LOW_ENERGY),
    ("fainted in front of my wife", K.FAINTING),
]

NOT_RAISED = [
    "",
    "60 min de course rpe 7, jambes lourdes",
    "séance poitrine 60 min rpe 8",
    "pecs et triceps, mal aux bras",
    "courbatures à la poitrine",
    "ceinture de poitrine cassée",
    "je suis mort",
    "mort de rire",
    "mort de fatigue",
    "je meurs de faim",
    "je voulais mourir dans la dernière série",
    "les séries m'ont tué",
    "cette côte m'a tué",
    "coup de barre au km 30",
    "coup de chaud dans la côte",
    "pas de douleur thoracique",
    "pas mal à la poitrine",
    "je n'ai pas eu de douleur à la poitrine",
    "sans douleur dans la poitrine",
    "aucune douleur thoracique ni vertige",
    "ni palpitations ni vertiges ni douleur à la poitrine",
    "douleur thoracique : non",
    "douleur à la poitrine aucune",
    "je ne me suis jamais évanoui",
    "je ne me suis pas évanoui",
    "no chest pain",
    "mon père a eu un infarctus",
    "mon grand-père est mort d'un infarctus, couru 60 min",
    "l'année dernière j'ai eu une fracture de fatigue",
    "il y a 3 ans j'ai eu une phlébite",
    "quand j'étais petit j'ai eu une commotion",
    "une amie s'est évanouie pendant la course",
    "essoufflé après les sprints",
    "du mal à respirer dans la montée",
    "plus d'air dans le pneu",
    "fc 180",
    "gros cœur pour l'équipe",
    "léger mal de tête à cause du boulot",
    "la tête vide, que du bonheur",
    "cogné la tête contre la barre",
    "chaleur, 60 min de vélo",
    "35 degrés et soleil",
    "pause pipi deux fois",
    "couru dans le noir puis café",
    "bu un coca et pause pipi",
    "mal au genou",
    "courbatures aux mollets",
    "mollet un peu dur",
    "mal au pied à cause des nouvelles chaussures",
    "j'ai mes règles, jambes lourdes",
    "en règle générale je cours moins",
    "faim après la course",
    "trop mangé",
    "vomi à l'arrivée",
    "enceinte, 30 min de marche rpe 2",
    "plein les jambes mais ça va",
    "stress 3/5",
    "vent de face, tête dans le guidon",
    "pour éviter un coup de chaleur",
    "effondré sur le canapé après",
    "jambes gonflées",
    "tombé mais tout va bien",
    "pression des pneus trop haute",
    "le cœur bat fort à l'arrivée",
    "point de côté",
    "sortie longue dans l'enceinte du stade, douleur au genou",
    "groupe de tête, fatigué",
    "60 min de vélo, mal à la jambe droite à cause du coup d'hier",
    "mal au pied, rien de grave",
    "un peu mal à la hanche",
    "jambes mortes",
    "je suis mort mais content",
    "j'ai failli mourir dans le col",
    "à bout de souffle sur la dernière série",
    "aucune envie aujourd'hui",
    "pas envie de m'entraîner",
    "le cœur qui cogne dans le sprint",
    "claquage au mollet",
    "tête de course toute la matinée",
    "but de la tête",
    "les règles du jeu ont changé",
    "mal de tête",
    "mal à la tête à cause de l'alcool",
    "j'ai une angine",
    "ma sœur est enceinte",
    "j'ai brûlé beaucoup de calories",
    "vomi après le fractionné",
    "urine claire, bien hydraté",
    "tombé et genou râpé",
    "mal au dos",
    "peur de me blesser",
    "jamais eu de palpitations",
    "pas de vertiges ni de douleur à la poitrine",
    "du mal à respirer par le nez à cause du pollen",
    "on va se tuer sur les séries",
    "point de côté pendant 10 min",
    "j'en peux plus de cette pluie",
    "plus de jus, plus de jambes",
    "coup de mou",
    "séance qui fait mal",
    "j'ai mal partout, courbatures",
    "le vélo m'a tué",
    "essoufflé en haut de la côte",
    "pouls 180",
    "malade hier, mal de gorge",
    "tension artérielle normale",
    "mes cycles d'entraînement sont irréguliers",
    "chaleur étouffante",
    "il faisait lourd et chaud",
    "côte de 10 %, mal aux jambes, de plus en plus dur",
]


@pytest.mark.parametrize(("text", "kind"), RAISED, ids=[text for text, _ in RAISED])
def test_french_words_that_stop_coaching(text: str, kind: RedFlagKind) -> None:
    flag = red_flag(text, "fr")

    assert flag is not None
    assert flag.kind is kind


@pytest.mark.parametrize("text", NOT_RAISED)
def test_french_words_that_only_sound_like_it(text: str) -> None:
    assert red_flag(text, "fr") is None


def test_of_several_french_flags_the_most_urgent_is_told() -> None:
    flag = red_flag("plus de règles, fracture de fatigue, et aujourd'hui je me suis évanouie", "fr")

    assert flag is not None
    assert flag.kind is K.FAINTING


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@pytest.mark.parametrize("text", ["j'ai mal à la poitrine", "je suis tombée dans les pommes", "je veux mourir"])
def test_a_french_flag_is_seen_whatever_the_athlete_has_set(text: str, language: str) -> None:
    assert red_flag(text, language) is not None


@given(st.text())
def test_no_text_breaks_it_in_french(text: str) -> None:
    red_flag(text, "fr")


@given(
    st.sampled_from(RAISED),
    st.sampled_from(["60 min de course rpe 7. ", "jambes lourdes\n", "10 km en 52:10; ", "🔥 "]),
)
def test_what_else_is_said_in_french_does_not_hide_it(raised: tuple[str, RedFlagKind], before: str) -> None:
    assert red_flag(before + raised[0], "fr") is not None


@given(st.sampled_from(RAISED), st.data())
def test_accents_left_out_in_french_do_not_hide_it(raised: tuple[str, RedFlagKind], data: st.DataObject) -> None:
    text = "".join(
        plain if (plain := unaccented(letter)) != letter and data.draw(st.booleans()) else letter
        for letter in raised[0]
    )

    flag = red_flag(text, "fr")

    assert flag is not None
    assert flag.kind is raised[1]


@pytest.mark.parametrize(
    "piece", ["poitrine ", "pas ", "mal poitrine ", "coup tête ", "ou, ", "sans poitrine, ", "mon père ", "é "]
)
def test_a_long_french_message_takes_time_in_proportion(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        best = 9.0
        for _ in range(5):
            start = process_time()
            red_flag(text, "fr")
            best = min(best, process_time() - start)
        return best

    assert seconds(40_000) < 25 * seconds(4_000) + 0.05
