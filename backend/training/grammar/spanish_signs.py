"""Spanish words of the red flags, common misspellings included; English ones are looked for beside them.

The kinds are SCIENCE's list, worded after the same sources as the English ones (ACSM pre-participation screening;
Amsterdam concussion consensus 2022; IOC REDs 2023). Rather one too many than one missed, but no flag for the idioms
of training ("me muero de calor", "estoy muerto", "final de infarto").
"""

from backend.training.grammar.english_signs import ENGLISH_SIGNS
from backend.training.grammar.joining import signs_beside, spelt_signs
from backend.training.grammar.romance_spelling import as_typed
from backend.training.grammar.signs import RedFlagKind, Scope, Sign, SignWords
from backend.training.grammar.spanish import TYPING
from backend.training.grammar.spanish_body import BONE, BONE_PAIN, PREGNANCY_SIGN, WORSE
from backend.training.grammar.spanish_emergencies import SPANISH_EMERGENCIES
from backend.training.grammar.vocabulary import paired, phrases, words

_YEARS_AGO = ", ".join(
    f"hace {count} años" for count in (*range(2, 31), "dos", "tres", "cuatro", "cinco", "diez", "veinte")
)
_NO_REST_PERIOD = phrases(
    "regla general, como regla, periodo de, período de, periodos de, periodo entre, regla de, reglas de, las reglas, "
    "regla número, periodo vacacional"
)


_SPANISH_SIGNS = SignWords(
    signs=(
        *SPANISH_EMERGENCIES,
        Sign(
            RedFlagKind.PREGNANCY,
            (
                phrases(
                    "embarazada, embarazo, embarasada, embarazadas, de gestación, gestante, semana de embarazo, "
                    "semanas de embarazo, estoy encinta, encinta"
                ),
                PREGNANCY_SIGN,
            ),
            scope=Scope.MESSAGE,
        ),
        Sign(
            RedFlagKind.PREGNANCY,
            (
                phrases(
                    "bebé no se mueve, bebe se mueve menos, bebé casi no se mueve, bebé apenas se mueve, bebé no se ha "
                    "movido, bebé se mueve poco, no noto al bebé, no siento al bebé, no noto moverse al bebé, no "
                    "siento moverse al bebé, rompí aguas, roto aguas, rotura de bolsa, se rompió la fuente, rompí "
                    "fuente, rompí la fuente, menos pataditas, menos patadas del bebé"
                ),
            ),
            deniable=False,
        ),
        Sign(
            RedFlagKind.DARK_URINE,
            (
                phrases(
                    "orina, orino, oriné, orinar, orinando, orinado, pis, pipí, meo, meé, meando, mear, meado, meada, "
                    "orín, orines, pichí, hacer pis"
                ),
                phrases(
                    "oscura, oscuro, oscuras, marrón, marrones, roja, rojo, rojiza, rojizo, negra, negro, sangre, "
                    "sanguinolenta, color coca cola, como coca cola, como la coca cola, coca cola, color cola, color "
                    "té, como té, color café, como café, como el café, rosada, rosado, rosa, parda, pardo, color "
                    "óxido, color vino, color ladrillo, cola"
                ),
            ),
            unless=phrases(
                "a oscuras, en lo oscuro, semáforo, bebí coca, tomé coca, bebí una coca, tomé una coca, coca cola "
                "para, camino oscuro, calle oscura, bosque oscuro"
            ),
        ),
        Sign(
            RedFlagKind.DARK_URINE,
            (phrases("rabdomiólisis, rabdo, rabdomiolisis, hematuria, sangre en la orina, sangre en orina"),),
        ),
        Sign(
            RedFlagKind.CALF_SWELLING,
            (
                phrases(
                    "pantorrilla, pantorrillas, gemelo, pierna izquierda, pierna derecha, una pierna, la pierna, mi "
                    "pierna, pierna, batata de la pierna"
                ),
                phrases(
                    "hinchada, hinchado, hinchadas, hinchazón, hinchando, hincha, hinchó, inchada, inchado, inflamada, "
                    "inflamado, inflamación, roja y caliente, caliente y roja, roja y dura, más grande que, más gorda "
                    "que, más gruesa que, edema, enrojecida, caliente al tacto"
                ),
            ),
        ),
        Sign(
            RedFlagKind.CALF_SWELLING,
            (phrases("trombosis, tronbosis, trombo, trombos, tvp, coágulo, coágulos, embolia, tromboflebitis"),),
        ),
        Sign(RedFlagKind.BONE_PAIN, (BONE, BONE_PAIN, WORSE), scope=Scope.SENTENCE, within=12),
        Sign(
            RedFlagKind.BONE_PAIN,
            (
                phrases(
                    "fractura por estrés, fracturas por estrés, fractura de estrés, fracturas de estrés, fractura por "
                    "sobrecarga, fractura por fatiga, reacción de estrés, reacción por estrés, edema óseo, dolor de "
                    "hueso, dolor de huesos, dolor en el hueso, dolor en los huesos, duele el hueso, dolor óseo, "
                    "duelen los huesos, dolor al hueso"
                ),
            ),
            unless=phrases("gripe, fiebre"),
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                paired(
                    "sin, no tengo, sin tener, no tener, no he tenido, no tuve, perdí, he perdido, se me cortó, se me "
                    "ha cortado, se me retiró, se me ha retirado, se me fue, se me ha ido, no me baja, no me ha "
                    "bajado, no me bajó, no me viene, no me ha venido, no me vino, no me llega, no me ha llegado, no "
                    "me llegó, ausencia de, falta de, me falta, desapareció, sin que me baje, sin que me venga, dejé "
                    "de tener, he dejado de tener, retraso de, retraso en",
                    "la regla, regla, el periodo, periodo, mi periodo, mi regla, la menstruación, menstruación, mi "
                    "menstruación, el ciclo menstrual, la mens",
                ),
            ),
            unless=_NO_REST_PERIOD,
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                phrases(
                    "la regla, mi regla, el periodo, mi periodo, la menstruación, mi menstruación, ciclo menstrual, "
                    "reglas"
                ),
                phrases(
                    "no me viene, no me baja, no me ha bajado, no me ha venido, no me vino, no me bajó, no ha venido, "
                    "no viene, no llega, no me llega, no ha llegado, no aparece, desapareció, ha desaparecido, "
                    "desaparecida, se me fue, se me ha ido, se fue, se ha ido, se me retiró, retrasada, retrasado, con "
                    "retraso, ausente, irregular, irregulares, hace meses, desde hace meses, se me cortó"
                ),
            ),
            unless=_NO_REST_PERIOD,
        ),
        Sign(
            RedFlagKind.LOW_ENERGY,
            (
                phrases(
                    "amenorrea, amenorea, déficit energético relativo, déficit energético, red s, baja disponibilidad "
                    "energética, baja disponibilidad de energía, síndrome red s, deficiencia energética relativa"
                ),
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases(
                    "anorexia, anoréxica, anoréxico, bulimia, bulímica, bulímico, ortorexia, trastorno alimentario, "
                    "trastorno alimenticio, trastornos alimentarios, trastorno de la conducta alimentaria, trastorno "
                    "de alimentación, laxantes, laxante, provoqué el vómito, provocarme el vómito, provoco el vómito, "
                    "provocarme vómitos, provocado el vómito, vomito después de comer, vomité después de comer, "
                    "vomitar después de comer, vomito lo que como, vomité lo que comí, vomitar la comida, vomité la "
                    "comida a propósito, vomité a propósito, vomitar a propósito, dedos en la garganta, dedos a la "
                    "garganta, matarme de hambre, mato de hambre, pasar hambre para adelgazar, miedo a comer, miedo de "
                    "comer, miedo a engordar, miedo de engordar, pánico a engordar, terror a engordar, miedo a la "
                    "comida, culpa por comer, culpable por comer, culpable por haber comido, culpa por haber comido, "
                    "culpable después de comer, culpa después de comer, culpa al comer, culpable cuando como, no "
                    "merezco comer, ganarme la comida, ganarme la cena, odio mi cuerpo, me da asco mi cuerpo, días sin "
                    "comer, saltarme comidas, me salto comidas, saltándome comidas, saltarme las comidas, me salto las "
                    "comidas, dejé de comer, he dejado de comer, dejar de comer, casi no como, apenas como, castigarme "
                    "por comer, castigo por comer, purgarme, purgo, purgas, no me permito comer, no me dejo comer, "
                    "comer a escondidas"
                ),
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (phrases("atracón, atracones, me atraco"),),
            unless=phrases(
                "netflix, serie, películas, pelis, kilómetros, km, de kilómetros, cumpleaños, navidad, boda"
            ),
        ),
        Sign(
            RedFlagKind.DISORDERED_EATING,
            (
                phrases("compensar, quemar, compensando, quemando, para quemar, castigarme"),
                phrases(
                    "comido, comí, comida, cena, cené, calorías de, lo que comí, atracón, chocolate, pastel, postre, "
                    "dulces, la comilona"
                ),
            ),
        ),
    ),
    negations=words("no sin ni ningún ninguna ninguno nunca jamás tampoco cero nada evitar evité evito"),
    not_negations=phrases(
        "no más, ya no, no solo, no sólo, no solamente, no sé, no se me quita, no se me pasa, no es normal, no "
        "entiendo, no mejora, no aguanto, nunca tan, nunca tanto, nunca tanta, nada más, no me extraña, sin duda, no "
        "poco, no pocas, nada normal"
    ),
    between_negation=words(
        "me he ha había hubo haya tuve tenido tengo tenía tener siento sentí sentido sentir noté noto notado notar de "
        "en el la los las un una unos unas ningún ninguna ninguno ni o y dolor dolores pecho mareo mareos mareado "
        "mareada síntoma síntomas signo signos señal señales tipo sensación al a mi nada presión palpitaciones cabeza "
        "opresión falta aire náuseas hinchazón sangre llegué estoy estuve estaba fue es hay era sido sufrido sufrí "
        "padecido sufro otro otra otros vómitos molestia molestias fuerte fuertes raro rara brusco repentino calambres "
        "ahogo arritmias taquicardia quedé duele dolió pinchazos caí casi dado dio he"
    ),
    list_words=words("ni o"),
    free_words=words(""),
    denials_after=phrases(
        "no, ninguno, ninguna, nada, no tuve, no he tenido, no tengo, no hubo, no sentí, no noté, negativo, nunca, no "
        "había, cero, jamás, no tuve nunca, no hay"
    ),
    until_words=words("hasta antes salvo excepto"),
    others=phrases(
        "mi padre, mi madre, mi papá, mi mamá, mis padres, mi hermano, mi hermana, mi abuelo, mi abuela, mi tío, mi "
        "tía, mi primo, mi prima, mi pareja, mi marido, mi mujer, mi esposo, mi esposa, mi novio, mi novia, mi hijo, "
        "mi hija, mi amigo, mi amiga, un amigo, una amiga, un compañero, una compañera, mi compañero, mi compañera, mi "
        "entrenador, mi entrenadora, mi jefe, mi vecino, mi vecina, un corredor, una corredora, otro corredor, un "
        "chico, una chica, un señor, una señora, un jugador, una jugadora, mi perro, el perro, mi suegro, mi suegra, "
        "mi cuñado, mi cuñada, un rival, mi sobrino, mi sobrina, mi colega, un colega, un conocido"
    ),
    oneself=phrases(
        "me, yo, tengo, tuve, siento, sentí, noto, noté, estoy, estaba, conmigo, a mí, mi pecho, mi cabeza, contra mí, "
        "también"
    ),
    long_past=phrases(
        "el año pasado, año pasado, hace un año, hace años, hace muchos años, hace unos años, hace mucho, hace tiempo, "
        "de pequeño, de pequeña, de niño, de niña, de joven, cuando era, la temporada pasada, el verano pasado, el "
        "invierno pasado, en el pasado, de adolescente, en mi adolescencia, en mi infancia, tiempo atrás, años atrás, "
        + _YEARS_AGO
    ),
    still=phrases(
        "hoy, ahora, otra vez, de nuevo, vuelve, vuelven, volvió, volvieron, vuelto, sigue, sigo, siguen, seguía, "
        "desde, todavía, aún, como, igual, me duele, tengo, siento, noto, esta vez, esta semana, ayer, esta mañana, "
        "recaída, anoche, últimamente, regla, reglas, periodo, menstruación, empezó, empezaron, comenzó, comenzaron, "
        "empezado, comenzado"
    ),
    as_well=phrases(
        "yo también, a mí también, a mí igual, yo igual, otra vez, de nuevo, nuevamente, ha vuelto, han vuelto, "
        "volvió, volvieron, vuelve, vuelven, sigue, siguen, todavía, recaída, lo mismo, y ahora, ahora también, "
        "ahora yo, y yo, "
        "yo casi"
    ),
)

SPANISH_SIGNS = signs_beside(spelt_signs(_SPANISH_SIGNS, as_typed(TYPING)), ENGLISH_SIGNS)
"""What stops coaching in the words of Spanish-speaking athletes, English ones among them."""
