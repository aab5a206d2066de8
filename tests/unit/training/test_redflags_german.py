"""What stops coaching in German, and what only sounds like it."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.training.redflags import RedFlagKind, red_flag

K = RedFlagKind

RAISED = [
    # chest
    ("40 min laufen rpe 8, Brustschmerzen", K.CHEST_PAIN),
    ("Druck auf der Brust", K.CHEST_PAIN),
    ("hatte einen starken Druck auf der Brust beim Anstieg", K.CHEST_PAIN),
    ("Enge in der Brust und schwindlig", K.CHEST_PAIN),
    ("engegefühl im brustkorb", K.CHEST_PAIN),
    ("engegefuehl im brustkorb", K.CHEST_PAIN),
    ("engegefuhl im brustkorb", K.CHEST_PAIN),
    ("die Brust tat weh beim Radfahren", K.CHEST_PAIN),
    ("Stechen in der linken Brust", K.CHEST_PAIN),
    ("mir hat die Brust so komisch gezogen, Ziehen in der Brust", K.CHEST_PAIN),
    ("BRUSTSCHMERZ nach 10 km", K.CHEST_PAIN),
    ("Brustschmerzen sind jetzt weg", K.CHEST_PAIN),
    ("keine Ahnung, warum ich Brustschmerzen habe", K.CHEST_PAIN),
    ("Schmerzen strahlen in den linken Arm aus", K.CHEST_PAIN),
    ("Stiche im Herz", K.CHEST_PAIN),
    ("glaube das war ein Herzinfarkt", K.CHEST_PAIN),
    ("60 min laufen, chest pain am Berg", K.CHEST_PAIN),
    ("nicht nur Brustschmerzen, auch Schweiß", K.CHEST_PAIN),
    ("Schmerz zieht in den linken Arm", K.CHEST_PAIN),
    ("es sticht in der Brust beim Atmen", K.CHEST_PAIN),
    ("starkes Brennen hinter dem Brustbein", K.CHEST_PAIN),
    # fainting
    ("bin nach dem Ziel ohnmächtig geworden", K.FAINTING),
    ("bin nach dem Ziel ohnmaechtig geworden", K.FAINTING),
    ("bin umgekippt", K.FAINTING),
    ("fast umgekippt auf der Bahn", K.FAINTING),
    ("mir wurde schwarz vor Augen", K.FAINTING),
    ("kurz das Bewusstsein verloren", K.FAINTING),
    ("war kurz bewußtlos", K.FAINTING),
    ("im Ziel zusammengebrochen", K.FAINTING),
    ("Kreislaufkollaps nach dem Lauf", K.FAINTING),
    ("mir war schwindelig, musste mich hinlegen", K.FAINTING),
    ("noch nie ohnmächtig geworden bis heute", K.FAINTING),
    # palpitations
    ("Herzrasen den ganzen Abend", K.PALPITATIONS),
    ("wieder Herzstolpern", K.PALPITATIONS),
    ("mein Herz ist gestolpert", K.PALPITATIONS),
    ("Herzrhythmusstörungen beim Lauf", K.PALPITATIONS),
    ("das Herz setzte kurz aus, Herz setzte aus", K.PALPITATIONS),
    ("unregelmäßiger Puls am Berg", K.PALPITATIONS),
    ("Herz raste im Bett einfach so", K.PALPITATIONS),
    ("Herz macht Aussetzer", K.PALPITATIONS),
    ("mein Herz hat so komisch geschlagen", K.PALPITATIONS),
    # breath
    ("Atemnot beim lockeren Spaziergang", K.BREATHLESSNESS),
    ("habe keine Luft bekommen", K.BREATHLESSNESS),
    ("ich bekomme keine Luft", K.BREATHLESSNESS),
    ("konnte nicht atmen", K.BREATHLESSNESS),
    ("außer Atem schon beim Treppensteigen", K.BREATHLESSNESS),
    ("ausser atem in ruhe", K.BREATHLESSNESS),
    ("ungewöhnlich kurzatmig heute", K.BREATHLESSNESS),
    ("viel mehr außer Atem als sonst", K.BREATHLESSNESS),
    # head
    ("vom Rad gestürzt, Kopf gestoßen, jetzt Kopfschmerzen", K.HEAD_INJURY),
    ("Kopf gestossen und mir ist übel", K.HEAD_INJURY),
    ("Ball an den Kopf bekommen. Seitdem benommen.", K.HEAD_INJURY),
    ("mit dem Kopf gegen den Pfosten geknallt, danach erbrochen", K.HEAD_INJURY),
    ("Ellbogen an den Kopf, sehe doppelt", K.HEAD_INJURY),
    ("Gehirnerschütterung beim Handball", K.HEAD_INJURY),
    ("viele Kopfbälle, jetzt Kopfweh", K.HEAD_INJURY),
    ("nach Sturz Kopfschmerzen und Übelkeit, Helm kaputt", K.HEAD_INJURY),
    ("Zusammenprall mit Gegenspieler, Kopf, weiß nicht mehr was war", K.HEAD_INJURY),
    # headache
    ("Vernichtungskopfschmerz", K.SUDDEN_HEADACHE),
    ("plötzlich heftige Kopfschmerzen beim Kreuzheben", K.SUDDEN_HEADACHE),
    ("die schlimmsten Kopfschmerzen meines Lebens", K.SUDDEN_HEADACHE),
    ("noch nie so starke Kopfschmerzen gehabt", K.SUDDEN_HEADACHE),
    # heat
    ("Hitzschlag glaube ich", K.HEAT_ILLNESS),
    ("35 Grad, war am Ende völlig verwirrt", K.HEAT_ILLNESS),
    ("so heiß. Nicht mehr geschwitzt am Schluss", K.HEAT_ILLNESS),
    # urine
    ("dunkler Urin nach dem Rennen", K.DARK_URINE),
    ("mein Urin ist braun", K.DARK_URINE),
    ("pinkel cola", K.DARK_URINE),
    ("Blut im Urin", K.DARK_URINE),
    # bone
    ("Schienbein schmerzt nachts", K.BONE_PAIN),
    ("Knochenschmerzen im Fuß", K.BONE_PAIN),
    ("Schmerzen im Mittelfuß, bei Belastung immer schlimmer", K.BONE_PAIN),
    ("Hüfte tut weh, auch in Ruhe", K.BONE_PAIN),
    ("Schienbeinschmerzen bei jedem Schritt", K.BONE_PAIN),
    ("vielleicht ein Ermüdungsbruch", K.BONE_PAIN),
    # calf
    ("Wade ist geschwollen und warm", K.CALF_SWELLING),
    ("linke Wade geschwollen seit dem Flug", K.CALF_SWELLING),
    ("dicke Wade links", K.CALF_SWELLING),
    ("könnte das eine Thrombose sein", K.CALF_SWELLING),
    # energy
    ("Periode ausgeblieben", K.LOW_ENERGY),
    ("seit 3 Monaten keine Periode", K.LOW_ENERGY),
    ("meine Tage nicht bekommen", K.LOW_ENERGY),
    ("meine Periode bleibt aus", K.LOW_ENERGY),
    ("habe meine Regel seit Monaten nicht mehr", K.LOW_ENERGY),
    ("Amenorrhoe", K.LOW_ENERGY),
    ("hab seit 5 Monaten meine Tage nicht", K.LOW_ENERGY),
    # eating
    ("ich glaube ich habe eine Essstörung", K.DISORDERED_EATING),
    ("habe absichtlich erbrochen", K.DISORDERED_EATING),
    ("mich nach dem Essen übergeben", K.DISORDERED_EATING),
    ("Finger in den Hals", K.DISORDERED_EATING),
    ("wieder ein Fressanfall", K.DISORDERED_EATING),
    ("habe Angst zuzunehmen", K.DISORDERED_EATING),
    ("seit zwei Tagen nichts gegessen", K.DISORDERED_EATING),
    ("Abführmittel vor dem Wiegen", K.DISORDERED_EATING),
    # self-harm
    ("ich will nicht mehr leben", K.SELF_HARM),
    ("60 min laufen rpe 5. Will nicht mehr leben", K.SELF_HARM),
    ("denke an Suizid", K.SELF_HARM),
    ("Selbstmordgedanken", K.SELF_HARM),
    ("ich will sterben", K.SELF_HARM),
    ("möchte mich umbringen", K.SELF_HARM),
    ("ich habe mich wieder geritzt", K.SELF_HARM),
    ("wünschte ich wäre tot", K.SELF_HARM),
    ("mir etwas antun", K.SELF_HARM),
    ("I want to die", K.SELF_HARM),
    ("wäre am liebsten tot", K.SELF_HARM),
    ("hab keine Lust mehr zu leben", K.SELF_HARM),
    ("es waere besser wenn ich tot waere", K.SELF_HARM),
    # pregnancy
    ("schwanger in der 28. Woche, Blutung nach dem Lauf", K.PREGNANCY),
    ("bin schwanger und hatte Wehen beim Spaziergang", K.PREGNANCY),
    ("das Baby bewegt sich kaum", K.PREGNANCY),
    ("Baby bewegt sich seit gestern nicht", K.PREGNANCY),
    ("30. SSW, schwindlig nach dem Schwimmen", K.PREGNANCY),
    # others, and the athlete as well
    ("mein Freund ist umgekippt, ich auch", K.FAINTING),
    ("mit meinem Freund gelaufen und umgekippt", K.FAINTING),
    ("neben meiner Frau umgekippt", K.FAINTING),
    ("mein Trainer sagt ich bin umgekippt", K.FAINTING),
    ("mein Bruder war fit, Brustschmerzen am Berg", K.CHEST_PAIN),
    ("ein Läufer hat meinen Kopf getroffen, mir ist schwindlig", K.HEAD_INJURY),
    # long ago, and now
    ("vor Jahren ohnmächtig, heute wieder", K.FAINTING),
    ("Brustschmerzen wie vor Jahren", K.CHEST_PAIN),
    ("seit letztem Jahr Brustschmerzen", K.CHEST_PAIN),
    ("meine Periode ist vor einem Jahr ausgeblieben", K.LOW_ENERGY),
]

NOT_RAISED = [
    "mein Freund ist umgekippt",
    "60 min Lauf, meine Freundin ist ohnmächtig geworden",
    "mein Opa hatte einen Herzinfarkt",
    "ich bin vor Jahren ohnmächtig geworden",
    "vor 3 Jahren hatte ich einen Ermüdungsbruch",
    "letztes Jahr Ermüdungsbruch",
    "als Kind hatte ich Herzstolpern",
    "my friend fainted",
    "",
    "60 min laufen rpe 7, Beine schwer",
    "Brusttraining 60 min rpe 8",
    "Brust und Trizeps, 60 min, Schmerzen in den Armen",
    "Brusttag, schwer gedrückt",
    "Brustgurt hat gedrückt",
    "200 m Brust, dann Kraul, Schulter zieht",
    "Puls 180",
    "Maximalpuls 192",
    "killer einheit",
    "Killereinheit heute",
    "Gegenwind die ganze Zeit",
    "die Intervalle haben mich fast umgebracht",
    "am letzten Berg gestorben",
    "wollte sterben beim letzten Intervall",
    "tot nach dem Lauf",
    "todmüde",
    "dicke Beine",
    "Beine schwer wie Blei",
    "keine Brustschmerzen",
    "keine Schmerzen in der Brust",
    "kein Druck auf der Brust",
    "ohne Brustschmerzen",
    "keine Brustschmerzen oder Herzrasen",
    "weder Brustschmerzen noch Schwindel",
    "kein Schwindel, keine Atemnot",
    "Brustschmerzen hatte ich keine",
    "Brustschmerzen: keine",
    "nie ohnmächtig",
    "nicht ohnmächtig geworden",
    "no chest pain",
    "keine chest pain",
    "außer Atem nach den Sprints",
    "am Berg kurzatmig",
    "völlig außer Atem im Ziel",
    "keine Luft im Reifen",
    "Herz pochte im Ziel",
    "Puls raste am Anstieg",
    "Kreislauf im Keller",
    "Kopf frei bekommen",
    "Kopf an der Stange angestoßen",
    "mit dem Kopf durch die Wand",
    "leichte Kopfschmerzen nach der Arbeit",
    "Hitze, 60 min Rad",
    "35 Grad und Sonne",
    "von der Strecke verwirrt",
    "musste zweimal pinkeln",
    "im Dunkeln gelaufen, dann Kaffee",
    "Cola getrunken, Pinkelpause",
    "Knieschmerzen",
    "Muskelkater in den Waden",
    "Wade etwas fest",
    "Wade zwickt",
    "Schienbein etwas gereizt",
    "Fuß tut weh wegen der neuen Schuhe",
    "in der Regel laufe ich nicht so weit, heute fehlt die Kraft",
    "Periode bekommen, Beine schwer",
    "regelmäßig trainiert",
    "gute Periode im Training",
    "zu viel gegessen",
    "Hunger nach dem Lauf",
    "nach dem Rennen übergeben",
    "schwanger, 30 min Spaziergang rpe 2",
    "Fahrrad umgefallen",
    "Flasche umgekippt",
    "Tempo am Ende zusammengebrochen",
    "danach auf dem Sofa zusammengebrochen",
    "Wettkampf fast zum Sterben schön",
    "Blutwerte waren gut",
    "musste mich nach dem Zieleinlauf übergeben",
    "Lauf hat mir gefallen, Kopf frei, bin müde",
    "Schienbein gestoßen am Kasten",
    "Muskelkater in der Brust vom Bankdrücken",
    "Nasenbluten",
    "heute nüchtern gelaufen, nichts gegessen vor dem Lauf",
    "meine Tage sind voll, keine Zeit",
    "habe Lust zu leben und zu laufen",
    "bin platt, muss mich hinlegen",
    "Waden dick und hart",
    "am Ende ging mir die Luft aus",
    "ich war kurz weg von der Gruppe",
    "gestürzt, aber alles ok",
    "Stress 3/5",
    "beim Laufen geschwitzt",
    "eng anliegendes Trikot",
    "letzte Runde mit Druck gelaufen",
]


@pytest.mark.parametrize(("text", "kind"), RAISED, ids=[text for text, _ in RAISED])
def test_german_words_that_stop_coaching(text: str, kind: RedFlagKind) -> None:
    flag = red_flag(text, "de")

    assert flag is not None
    assert flag.kind is kind


@pytest.mark.parametrize("text", NOT_RAISED)
def test_german_words_that_only_sound_like_it(text: str) -> None:
    assert red_flag(text, "de") is None


def test_of_several_german_flags_the_most_urgent_is_told() -> None:
    flag = red_flag("Periode ausgeblieben, Ermüdungsbruch, und heute bin ich umgekippt", "de")

    assert flag is not None
    assert flag.kind is K.FAINTING


@given(st.text())
def test_no_text_breaks_it_in_german(text: str) -> None:
    red_flag(text, "de")


@given(
    st.sampled_from(RAISED),
    st.sampled_from(
        ["60 min laufen rpe 7. ", "Beine schwer\n", "10 km in 52:10; ", "🔥 ", "Vor Jahren ist mein Freund umgekippt. "]
    ),
)
def test_what_else_is_said_in_german_does_not_hide_it(raised: tuple[str, RedFlagKind], before: str) -> None:
    assert red_flag(before + raised[0], "de") is not None


@pytest.mark.parametrize("piece", ["brust ", "keine ", "schmerz brust ", "kopf stoß ", "oder, ", "keine brust, ", "ä "])
def test_a_long_german_message_takes_time_in_proportion(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        best = 9.0
        for _ in range(5):
            start = process_time()
            red_flag(text, "de")
            best = min(best, process_time() - start)
        return best

    assert seconds(40_000) < 25 * seconds(4_000) + 0.05
