"""Spanish beginnings of questions that name a quantity, and of what asks to be reminded."""

from backend.training.grammar.vocabulary import pairs, phrases

_MAY_I = (
    "puedo, podría, debería, está bien, estaría bien, es bueno, es malo, es mejor, es demasiado, conviene, "
    "me conviene, puedo ya, puedo mañana, puedo hoy, podría mañana, debería mañana"
)
_DEEDS = (
    "correr, nadar, hacer, entrenar, montar, salir, rodar, pedalear, caminar, andar, trotar, ir, remar, competir, "
    "salir a correr, ir a correr"
)

ASKS_AMOUNT = phrases(
    "qué significa, qué significan, qué quiere decir, qué quieren decir, qué es, qué son, qué sería, qué serían",
    "cuánto es, cuánto son, cuánto dura, cuánto duran, cuánto se tarda, cuánto tiempo es, cuánto tiempo son",
    "cuánto tiempo dura, cuánta carga es, cuánta carga son, cuántos minutos son, cuántos minutos es, cuántos au",
    "qué tan duro es, qué tan difícil es, cómo de duro es, cómo de largo es, dime qué, explícame qué, explica qué",
    "estoy listo para, estoy lista para, estoy preparado para, estoy preparada para, me puedes decir qué",
    "puedes decirme qué, puedes explicarme qué, sabes qué significa, sabes qué es",
    pairs(_MAY_I, _DEEDS),
    "qué pasa si corro, qué pasa si nado, qué pasa si hago, qué pasa si entreno, qué pasa si salgo",
)
"""What is asked behind these is a quantity as well: "qué significa rpe 7", "puedo correr 60 min mañana"."""

ASKS_IF = phrases("es, son, sería, serían, basta con, bastan")
JUDGED = phrases(
    "demasiado, demasiados, demasiada, suficiente, suficientes, razonable, realista, demasiado para mí, "
    "suficiente para mí, mucho para mí"
)
"""What ends a question that begins so: "son 60 min demasiado"."""

REMINDS = phrases(
    "recuérdame correr, recuérdame nadar, recuérdame entrenar, recuérdame hacer, recuérdame salir, recuérdame ir",
    "recuérdame montar, recuérdame descansar, recuérdame mañana, recuérdame a las, recuérdame a la",
    "recuérdame hoy, recuérdame cada, recuérdame en",
    "recuérdame esta, recuérdame luego, recuérdame más tarde, recuérdame todos, recuérdame por la, recuérdame estirar",
    "recuérdame registrar, recuérdame apuntar, recuérdamelo, hazme acordar, avísame para, avísame mañana",
    "avísame a las, avísame cuando, avísame cada, despiértame, pon un recordatorio, ponme un recordatorio",
    "pon una alarma, ponme una alarma, crea un recordatorio, puedes recordarme, podrías recordarme, me puedes recordar",
    "me podrías recordar, me recuerdas, quiero un recordatorio, necesito un recordatorio, quiero que me recuerdes",
)
"""Behind these is what to be reminded of, and nothing to look up: "recuérdame correr mañana"."""
