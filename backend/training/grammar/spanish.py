"""Spanish words of the grammar, Spain's and Latin America's; English ones are understood beside them.

Accents may be left out: words are compared without them (see :mod:`backend.training.grammar.romance_spelling`).
"""

from backend.training.grammar import spanish_questions as questions
from backend.training.grammar.english import ENGLISH
from backend.training.grammar.joining import beside, spelt
from backend.training.grammar.romance_spelling import as_typed
from backend.training.grammar.spanish_days import AGO_UNITS, MONTHS, RELATIVE_DAYS, UNSURE_WEEKDAYS, WEEKDAYS
from backend.training.grammar.spanish_numbers import HOUR_PHRASES, NUMBER_PHRASES, NUMBERS
from backend.training.grammar.spanish_sports import NOT_SPORTS, SPANISH_SPORTS
from backend.training.grammar.tokens import Typing
from backend.training.grammar.vocabulary import Vocabulary, named, phrases, words

TYPING = Typing(thousands=".", accents=False)


def _of(*lines: str) -> str:
    """Every phrase, and the same after "de"."""
    said = [phrase.strip() for line in lines for phrase in line.split(",")]
    return ", ".join([*said, *(f"de {phrase}" for phrase in said)])


_SPANISH = Vocabulary(
    typing=TYPING,
    numbers=NUMBERS,
    number_phrases=named(NUMBER_PHRASES),
    repeats={},
    spoken_minutes=True,
    partitive=words("de"),
    and_words=words("y e con"),
    articles=words("el la los las lo"),
    of_words=words("de"),
    vague_words=words(
        "unos unas un una como aproximadamente aprox casi sobre alrededor cerca de el la los las lo mi mis solo unos "
        "más menos poco ~ : del sus justo"
    ),
    or_words=words("a o u hasta"),
    fractions_after=named({0.5: "y media, y medio", 0.25: "y cuarto, y un cuarto", 0.75: "y tres cuartos"}),
    hour_units=words("h hr hrs hs hora horas horita horitas"),
    minute_units=words("min mins minuto minutos minutito minutitos mn mint"),
    second_units=words("s seg segs segundo segundos sg"),
    metre_or_minute=words("m"),
    hour_phrases=named(HOUR_PHRASES),
    hour_before=words("a sobre desde hacia tipo"),
    times=words("x * por veces vez series"),
    each_time_before=words(
        "tras después desde hasta cada último última últimos últimas primer primero primera primeros primeras con "
        "incluyendo incluidos incluidas incluido dentro antes otros otras cuales ellos ellas final a al "
        "serie series repeticiones ritmo pausa pausas descansos recuperando ritmos adicionales extra penúltimo"
    ),
    not_training_before=words(
        "dormí dormido durmiendo dormir sueño siesta conduje conduciendo manejé manejando trabajé trabajando esperé "
        "esperando parado paré parada viajando hace hacía sentado sentada perdí perdido retraso cama"
    ),
    section_after=phrases(
        _of("calentamiento, calentar, vuelta a la calma, enfriamiento, soltar, entrada en calor, activación"),
        "calentando, soltando, enfriando, para calentar, para soltar",
    ),
    part_after=phrases(
        _of("descanso, descansos, recuperación, recuperaciones, recu, pausa, pausas, reposo, estiramientos, estirar"),
        _of("plancha, planchas, masaje, meditación, sauna, foam roller, rodillo de espuma, movilidad articular"),
        "estirando, entre series, entre cada, entre, más rápido, más rápida, más lento, más lenta, mejor marca, mmp",
        "por kilómetro, cada una, cada uno, de ventaja, de diferencia, a ritmo de, a ritmo",
        "detrás, por delante, por debajo, por encima, andando entre, trotando entre, de trote entre, al trote entre",
    ),
    interval_after=phrases(
        _of(
            "series, repeticiones, intervalos, cuestas, sprints, sprint, progresivos, cambios, bloques, fuerte, rápido"
        ),
        "fuertes, suaves, rápidos, intensos",
    ),
    moment_after=words("después antes"),
    not_training_after=phrases(
        _of("sueño, siesta, coche, viaje, trabajo, reunión, espera, retraso, avión, tren, autobús, bus, vuelo, cama"),
        "durmiendo, conduciendo, trabajando, esperando, dormido, en coche, en el coche, en la cama, tarde, sentado",
        "sentada, en la oficina, manejando, en el trabajo, de jet lag, parado, parada, de camino, de demora, dormidas",
        "dormidos",
    ),
    total_words=words("total totales"),
    total_after=phrases("en total, total, totales, en conjunto, todo junto"),
    clock_before=words(
        "a sobre desde hasta hacia tras antes después empecé empezando salí salida ritmo media promedio vueltas vuelta "
        "parciales parcial despertador levanté pace acosté"
    ),
    clock_after=phrases("h de la, de la mañana, de la tarde, de la noche, am, pm, a.m, p.m, ritmo, por, el, al, hrs"),
    duration_before=words("en tiempo duración durante total neto bruto oficial marca dura duró"),
    duration_labels=words("duración minutos min tiempo"),
    climb_words=words("desnivel subida ascenso positivos positivo altura arriba d"),
    not_distance_after=words("pasos"),
    per_words=words("por / el al cada la"),
    pace_words=words("ritmo pace ritmos"),
    kilometres={
        **dict.fromkeys(words("km kms kilómetro kilómetros kilometro k ks"), 1.0),
        **dict.fromkeys(words("milla millas"), 1.609344),
        **dict.fromkeys(words("m metro metros mts"), 0.001),
    },
    other_units=words(
        "km kms kilómetro kilómetros k ks milla millas m metro metros mts kg kgs kilo kilos libra libras g gramo "
        "gramos % w vatio vatios ppm lpm bpm pulsaciones latidos pasos kcal cal calorías caloría kmh grados grado año "
        "años día días semana semanas mes meses repetición repeticiones reps rep serie series vuelta vueltas largo "
        "largos piscina piscinas set sets juego juegos gol goles punto puntos partido partidos canasta canastas piso "
        "pisos escalón escalones escaleras vez veces l litro litros ml h hr hrs hs hora horas min mins minuto minutos "
        "seg segundo segundos s euros geles gel botellas personas gente compañeros amigos intervalos cuestas sprints "
        "cambios bloques ejercicios flexiones dominadas sentadillas burpees cm mm mmol x cuartos rondas entrenos "
        "sesiones progresivos tiros penaltis vías metas positivos ° ' \""
    ),
    other_labels=phrases(
        "pulso, pulsaciones, fc, fc media, fc máxima, fc max, fcmax, fcm, frecuencia cardíaca, frecuencia cardiaca "
        "media, pulso medio, pulso máximo, pulso en reposo, ppm, lpm, media, promedio, máxima, máximo, potencia, "
        "vatios, potencia media, cadencia, zona, zonas, z, temperatura, edad, peso, pesé, peso corporal, velocidad, "
        "velocidad media, ritmo, ritmo medio, kilómetro, km, vuelta, serie, repetición, semana, día, número, nº, nro, "
        "dorsal, puesto, posición, página, marcha, nivel, resistencia, inclinación, pendiente, desnivel, etapa, "
        "ejercicio, hrv, vfc, ftp, vo2max, vo2, altura, grado, dorsal número, capítulo, intento, liga, calle, mínimo, "
        "al menos, semana del plan, sensación térmica, glucosa, estrés",
    ),
    effort_labels=words(
        "rpe esfuerzo intensidad dureza exigencia dificultad epe percepción intensidá esfuerso intencidad"
    ),
    borg_words=words("borg"),
    cr10_words=words("cr10"),
    link_words=words(
        ": = ~ ( - de fue era es un una el la en escala nivel percibido percibida como casi aprox aproximadamente unos "
        "sobre global total general hoy creo diría yo quizás quizá tal vez del subjetivo subjetiva sentido más menos "
        "ha sido le doy pongo daría pondría percepción alrededor sesión entreno lo"
    ),
    label_links=words("de en la escala el"),
    rated_links=words("de para en la el mi al"),
    out_of=phrases("/, sobre, de"),
    other_ratings=words(
        "dolor dolores molestia molestias sueño dormido dormí descanso ánimo humor motivación energía estrés cansancio "
        "cansado cansada fatiga frescura fresco fresca listo lista recuperación recuperado recuperada forma técnica "
        "tiempo clima diversión disfrute disfruté nutrición comida hambre apetito salud confianza concentración "
        "piernas rodilla tobillo cadera espalda pantorrilla pantorrillas gemelo gemelos isquio isquios isquiotibial "
        "cuádriceps hombro aquiles tendón pie pies tibia tibias estómago rigidez tensión agujetas sensaciones "
        "sensación felicidad bienestar satisfacción humedad"
    ),
    before_rating=words(
        "duro dura rpe esfuerzo intensidad dificultad total global fue era es ha sido un una el la como casi unos "
        "aprox sobre de con y entreno entrenamiento sesión diría creo yo nota valoración le doy pongo por lo que"
    ),
    partial_effort=words("max máximo máxima pico última último últimos últimas mínimo mínima primero primera"),
    effort_words=phrases(
        "muy muy fácil, muy fácil, super fácil, superfácil, bastante fácil, fácil, facilito, muy suave, super suave",
        "suave, suavecito, suaves, suavemente, muy tranquilo, muy tranquila, tranquilo, tranquila, tranqui, "
        "tranquilito",
        "tranquilamente, moderado, moderada, algo duro, algo dura, bastante duro, bastante dura, muy duro, muy dura",
        "super duro, super dura, durísimo, durísima, demasiado duro, demasiado dura, duro, dura, durillo, durilla",
        "muy intenso, muy intensa, intenso, intensa, intensidad media, intensidad alta, intensidad baja, a tope",
        "a muerte, a fuego, a full, al máximo, a máxima intensidad, máximo esfuerzo, esfuerzo máximo, muy exigente",
        "exigente, brutal, agotador, agotadora, muy fuerte, bastante fuerte, fuerte, ligero, ligera, muy ligero, "
        "muy ligera",
        "llevadero, llevadera, cómodo, cómoda, muy cómodo, relajado, relajada, ritmo suave, a ritmo suave, pesado "
        "entreno",
        "esfuerzo medio, esfuerzo alto, esfuerzo bajo, a medio gas, a todo gas, durete, costó mucho, de regenerativo",
        "regenerativo, regenerativa",
    ),
    relative_days=named(RELATIVE_DAYS),
    ago=words("atrás"),
    ago_before=phrases("hace, hará, hace ya, hace como, hace unos"),
    ago_units=AGO_UNITS,
    weekdays=WEEKDAYS,
    parts_of_day=words("noche tarde temprano mañana"),
    no_weekday_after=words("los cada todos"),
    unsure_weekdays=UNSURE_WEEKDAYS,
    filler_weekdays=words(""),
    last_week=phrases(
        "la semana pasada, de la semana pasada, semana pasada, la pasada semana, la semana anterior, de la pasada "
        "semana"
    ),
    last_words=words("pasado último"),
    last_after=phrases("pasado, último, este pasado"),
    next_words=words("próximo siguiente"),
    next_after=phrases("que viene, próximo, siguiente, que entra"),
    on_words=words("el fecha este del"),
    months=MONTHS,
    ordinals=words("º"),
    day_link=words("de"),
    day_first=True,
    day_of=words("de del"),
    other_day_before=words("desde antes después hasta como para que versus vs comparado igual tras"),
    sports=SPANISH_SPORTS,
    sport_endings={},
    no_compounds=words(""),
    sport_label=words("deporte actividad tipo sport"),
    not_sports=phrases(
        *NOT_SPORTS,
        "por la mañana, en la mañana, de la mañana, a la mañana, cada mañana, todas las mañanas, las mañanas, esa "
        "mañana",
        "la mañana, a la mañana siguiente, buenos días, por mañana, de mañana, media mañana, a media mañana",
        "la verdad, no tan duro, no muy duro, no fue duro, duro de",
        "piernas duras, más fuerte, viento fuerte, café fuerte, me hizo fuerte, hacerme fuerte, cené fuerte, ropa "
        "cómoda",
        "me siento fuerte, me sentí fuerte, me he sentido fuerte, me sentía fuerte, duro de cabeza, me relajé, comida "
        "ligera, cena ligera, pierna dura, gemelos duros, colchón duro, semana dura, semana muy dura, día duro",
    ),
    join_words=words("y e más luego después / + & seguido seguida"),
    session_words=words("entreno entrenamiento entrenos sesión workout entrené entrenado entrenando entrenar"),
    session_endings=words(""),
    rest_phrases=phrases(
        "día de descanso, descanso total, día libre, hoy descanso, hoy descansé, hoy toca descanso",
        "hoy tocaba descanso, descanso hoy, jornada de descanso, día de reposo, sin entrenar, sin entreno, sin "
        "entrenamiento",
        "no entrené, no pude entrenar, no he podido entrenar, no he entrenado, no entreno hoy, hoy no entrené, hoy no "
        "entreno, hoy no he entrenado, no entrenamos",
        "no hice nada, nada de deporte, nada de entreno, hoy nada, no hice deporte, no he hecho nada, no hice "
        "ejercicio, no he hecho deporte, no he hecho ejercicio, hoy no hice nada, hoy off, día off, tocaba descansar, "
        "toca descansar, día sin entrenar, de descanso, me tomé el día libre, me tomé el día",
    ),
    bare_rest=words("descanso descansé descansado descansar reposo descansando libre descansa descanse"),
    between_negation=words(
        "pude puedo podido poder he ha había hecho hice hago fui ir ido salí salir salido a al la el lo los las mi "
        "tuve tenido tiempo ganas de para me un una hay hubo quise apetecía apetecio podía logré conseguí más nada hoy "
        "ayer fuerzas gané terminé hacer haber"
    ),
    not_felt_before=words("si ojalá quería menos sentirme estar poco"),
    negations=words("no ni nunca sin lugar tampoco jamás evité evitar suspendido cancelado cancelé canceló"),
    denied_after=phrases(
        "cancelado, cancelada, se canceló, suspendido, suspendida, se suspendió, no pudo ser, no salió, no la hice",
        "no lo hice, quedó en nada, anulado, anulada, fue cancelado, fue cancelada, al final no, aplazado, aplazada",
    ),
    feelings={
        **dict.fromkeys(("fresco", "fresca", "frescura"), "freshness"),
        **dict.fromkeys(("listo", "lista", "preparado", "preparada", "disposición", "preparación"), "readiness"),
        **dict.fromkeys(("ánimo", "humor", "ánimos"), "mood"),
    },
    feeling_phrases=named(
        {
            ("freshness", 5): "muy fresco, muy fresca, super fresco, super fresca, me sentí muy fresco, "
            "me sentí muy fresca, me sentía muy fresco, me sentía muy fresca, me siento muy fresco, me siento muy "
            "fresca, me he sentido muy fresco, me he sentido muy fresca, me encontré muy fresco, me encontré muy "
            "fresca",
            ("freshness", 4): "fresco, fresca, me sentí fresco, me sentí fresca, me sentía fresco, me sentía fresca, "
            "me siento fresco, me siento fresca, me he sentido fresco, me he sentido fresca, sintiéndome fresco, "
            "sintiéndome fresca, me encontré fresco, me encontré fresca",
            ("freshness", 2): "más cansado de lo normal, más cansada de lo normal, más cansado de lo habitual, más "
            "cansada de lo habitual, más cansado que de costumbre, más cansada que de costumbre, más cansado que "
            "siempre, más cansada que siempre, más cansado que otros días, más cansada que otros días",
            ("mood", 5): "muy buen humor, de muy buen humor, muy buen ánimo, con muy buen ánimo, ánimo muy positivo",
            ("mood", 4): "buen humor, de buen humor, buen ánimo, con buen ánimo",
        }
    ),
    planned=named(
        {
            True: "planeado, planeada, planeados, planeadas, previstos, previstas, programados, planificados, "
            "planificado, planificada, previsto, prevista, programado, programada, la semana que viene, la próxima "
            "semana, el mes que viene, el próximo mes, más tarde, luego más tarde, en el plan, me toca, me toca hoy, "
            "me tocan, tengo pensado, tengo previsto",
            False: "voy a, vamos a, iba a, iré a, iré, haré, correré, nadaré, entrenaré, saldré, caminaré, pedalearé, "
            "montaré, quiero, quería, quisiera, querría, pienso, planeo, debo, debería, tengo que, tenía que, hay "
            "que, me gustaría, espero, toca, tocaba, tocan, tocará, a ver si, ojalá, me tocaba, mi plan, el plan es, "
            "plan para",
        }
    ),
    not_planned=phrases(
        "como planeado, como estaba planeado, según lo planeado, según lo previsto, según el plan, como estaba "
        "previsto",
        "lo planeado, de lo planeado, lo previsto, de lo previsto, no planeado, sin planear, lo que tocaba, quiero "
        "morir, quiero morirme, voy a más, voy a menos, voy a mejor, fuera de plan, espero que, me quiero morir, de "
        "lo que tocaba, hay que ver, pienso que, iba a tope, iba a muerte, vamos a mejor, iba a gusto, toca madera, "
        "quiero decir, más tarde de lo normal, más tarde que, lo programado, por fin tocaba",
    ),
    done_words=words(
        "hice hecho corrí nadé fui fue hicimos completé terminé terminado acabé salí salió entrené he hemos finalmente "
        "caminé remé escalé jugué monté pedaleé rodé quedó quedaron cayeron cayó solo troté"
    ),
    question_words=words(
        "qué cómo cuánto cuánta cuántos cuántas cuándo dónde adónde quién quiénes cuál cuáles por debo debería puedo "
        "podría puede pueden es está estoy son era fue hay voy tengo conviene vale sirve crees hago será sería toca me "
        "cuenta"
    ),
    requests=phrases(
        "dime, muéstrame, enséñame, explícame, cuéntame, recuérdame, compárame, resúmeme, explica, quiero saber",
        "quisiera saber, me gustaría saber, puedes decirme, podrías decirme, me puedes decir, puedes mostrarme",
        "puedes explicarme, puedes comparar, compara mi, compara mis, compara el, compara la, compara los",
        "compara las, compara este, compara esta, compara estos, compara estas, resume mi, resume mis, analiza mi",
        "analiza mis, cuánto corrí, cuánto nadé, cuánto he, cuántas veces, cuántos kilómetros, cuántos km",
        "cuántos días, cuántas sesiones, cuántos entrenamientos, cuándo fue, cómo fue mi, cómo va mi, cómo ha ido mi",
        "cómo estuvo mi, cuánto entrené, cuánto monté, cuánto pedaleé, cuánto rodé, cuánto tiempo, cuántas horas",
        "cuántos minutos, cuántas carreras, cuándo corrí, cuándo nadé, cuándo entrené, cuándo descansé",
        "cuál fue mi, cuál es mi, cuál ha sido mi, qué debo hacer, qué debería hacer, analiza el, analiza la",
        "comparar mi, comparar mis, podrías comparar, podrías mostrarme, podrías explicarme, por qué es, por qué fue",
        "qué tan duro fue, qué tan dura fue, cómo de duro fue, cómo de dura fue, cuánto duró, cuánto tardé",
        "cómo fue el último, cómo fue la última, estoy entrenando demasiado, cuánto debería, cuánto debo, cuánto puedo",
    ),
    asks_to_log=phrases("registrar, apuntar, anotar, añadir"),
    before_requests=words("por favor hola oye coach entrenador ok vale y"),
    asks_amount=questions.ASKS_AMOUNT,
    asks_if=questions.ASKS_IF,
    judged=questions.JUDGED,
    reminds=questions.REMINDS,
    note_labels=words("nota notas comentario comentarios observación observaciones"),
    fillers=words(
        "→ yo he hice hecho un una unos unas el la los las lo de del en a al por para con que fue era ha sido es mi "
        "mis me casi aprox aproximadamente como alrededor sobre y pero luego ~ : - = / @ + & . , # nos hemos hicimos "
        "tocó hacer fui ir salí salir sesión entreno entrenamiento entrené entrenando completé terminé acabé total "
        "tiempo duración durante deporte actividad fecha tipo solo también unos estuve estado haciendo jugué jugando "
        "jugar jugado clase hacia practiqué practicando di dado ratito rato hubo este esta todo toda x s sintiendo "
        "sentía"
    ),
)

_FALSE_FRIENDS = words("a an mi yo no final plan plans mar if once red me son as sin he come set")
"""English words of the grammar that are Spanish ones with another meaning."""

SPANISH = beside(spelt(_SPANISH, as_typed(TYPING)), ENGLISH, _FALSE_FRIENDS)
"""What Spanish-speaking athletes write, English words among it."""
