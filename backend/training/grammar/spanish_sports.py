"""Spanish names of sports, in Spain's words and Latin America's, and what only sounds like them."""

from backend.training.grammar.vocabulary import SportName, sport_names
from backend.training.session import Sport

_GOING = "ir a, fui a, salí a, salir a, fuimos a, salimos a"


def _verb(infinitive: str, *forms: str) -> str:
    """A verb's forms, and "fui a correr"."""
    going = [f"{going.strip()} {infinitive}" for going in _GOING.split(",")]
    return ", ".join((infinitive, *forms, *going))


SPANISH_SPORTS = sport_names(
    (
        (
            SportName(Sport.RUN),
            _verb("correr", "corrí, corriendo, corrido, corrimos, corro, corría, corre, corri")
            + ", "
            + _verb("trotar", "troté, trotando, trotado, trotamos")
            + ", carrera a pie, carrera continua, carrera, footing, trote, salir a correr",
        ),
        (
            SportName(Sport.RUN, kept=True),
            "rodaje, rodajes, trail, trail running, carrera de montaña, carrera por montaña, carrera popular, fartlek, "
            "tirada larga, tirada, cross, cinta de correr, carrera de obstáculos, canicross, caco, cacos",
        ),
        (SportName(Sport.RUN, kept=True, weak=True), "cinta, rodé, rodando, rodar"),
        (SportName(Sport.RUN, kept=True, weak=True, km=42.195), "maratón, marathon"),
        (SportName(Sport.RUN, kept=True, weak=True, km=21.0975), "media maratón, medio maratón, media maraton"),
        (
            SportName(Sport.RIDE),
            "bici, bicicleta, ciclismo, pedaleando, pedaleé, pedalear, pedaleado, bicla, cleta, montar en bici, "
            "montando en bici, monté en bici, andar en bici, anduve en bici, salir en bici, salí en bici, en bici, "
            "rodar en bici, rodé en bici, rodando en bici, montar en bicicleta, carrera ciclista, carrera de bici, "
            "carrera en bici, carrera de ciclismo",
        ),
        (
            SportName(Sport.RIDE, kept=True),
            "btt, mtb, bici de montaña, bicicleta de montaña, bici de carretera, bici estática, bicicleta estática, "
            "ciclo indoor, ciclismo indoor, ciclismo de montaña, ciclismo de carretera, rodillo, spinning, gravel, "
            "bicicleta fija, bici fija, marcha cicloturista, cicloturismo, ruta en bici, vuelta en bici, "
            "paseo en bici, zwift, clase de spinning",
        ),
        (
            SportName(Sport.SWIM),
            _verb("nadar", "nadé, nadando, nadado, nadamos, nado, natación, nade"),
        ),
        (
            SportName(Sport.SWIM, kept=True),
            "aguas abiertas, natación en aguas abiertas, nadar en el mar, crol, crawl, travesía a nado",
        ),
        (SportName(Sport.SWIM, kept=True, weak=True), "piscina, alberca, pileta, braza"),
        (
            SportName(Sport.STRENGTH),
            "fuerza, entrenamiento de fuerza, entreno de fuerza, pesas, musculación, sesión de fuerza, "
            "trabajo de fuerza, levantar pesas, levantando pesas",
        ),
        (
            SportName(Sport.STRENGTH, kept=True),
            "halterofilia, crossfit, calistenia, sentadilla, sentadillas, peso muerto, press banca, press de banca, "
            "dominadas, flexiones, lagartijas, kettlebell, kettlebells, abdominales, core, autocargas, "
            "día de pierna, día de piernas, día de pecho, día de espalda, día de brazo, día de empuje, "
            "día de tirón, pesas rusas, powerlifting, bodypump, peso corporal, planchas, pierna y glúteo",
        ),
        (SportName(Sport.STRENGTH, kept=True, weak=True), "gimnasio, gym, gimnasia de pesas, máquinas, el gym"),
        (SportName(Sport.ROW), _verb("remar", "remé, remando, remado, remamos, remo, reme")),
        (
            SportName(Sport.ROW, kept=True),
            "remoergómetro, ergómetro, máquina de remo, remo indoor, trainera, piragua de remo, banco fijo",
        ),
        (
            SportName(Sport.WALK),
            _verb("caminar", "caminé, caminando, caminado, caminamos, caminata, camine")
            + ", "
            + _verb("pasear", "paseé, paseando, paseo, paseamos")
            + ", andando, salí a andar, salir a andar, ir a andar, fui a andar",
        ),
        (
            SportName(Sport.WALK, kept=True),
            "marcha nórdica, paseo con el perro, pasear al perro, paseando al perro, saqué al perro, caminata rápida",
        ),
        (
            SportName(Sport.HIKE),
            "senderismo, excursión, excursionismo, hacer senderismo, ruta de senderismo, ruta a pie",
        ),
        (
            SportName(Sport.HIKE, kept=True),
            "trekking, montañismo, subida al pico, alpinismo, ruta de montaña, raquetas de nieve, monte a pie, "
            "caminata por la montaña, caminata de montaña, ruta por la montaña",
        ),
        (SportName(Sport.HIKE, kept=True, weak=True), "montaña, ruta por el monte, el monte"),
        (SportName(Sport.SKI), "esquí, esquiar, esquié, esquiando, esquiado, fui a esquiar, ir a esquiar"),
        (
            SportName(Sport.SKI, kept=True),
            "esquí de fondo, esquí de travesía, esquí alpino, esquí nórdico, travesía con esquís, skimo, rollerski",
        ),
        (SportName(Sport.TEAM), "deporte de equipo, entrenamiento de equipo"),
        (
            SportName(Sport.TEAM, kept=True),
            "fútbol, futbol, fútbol sala, futsal, futbito, fútbol 7, futbol 7, fútbol 11, baloncesto, básquet, "
            "basket, basquetbol, básquetbol, basketball, balonmano, handball, voleibol, vóleibol, vóley, volley, "
            "voley, voley playa, rugby, hockey, waterpolo, béisbol, softbol, pachanga, pichanga, pichanguita, "
            "partidillo, futbolito, cascarita, ultimate, lacrosse",
        ),
        (SportName(Sport.RACKET), "deporte de raqueta"),
        (
            SportName(Sport.RACKET, kept=True),
            "tenis, pádel, bádminton, squash, tenis de mesa, ping pong, pickleball, frontón, frontenis, pelota vasca",
        ),
        (SportName(Sport.CLIMB), "escalada, escalar, escalé, escalando, escalado, fui a escalar, ir a escalar"),
        (
            SportName(Sport.CLIMB, kept=True),
            "búlder, boulder, bloque, rocódromo, escalada deportiva, vía ferrata, escalada en bloque, muro de escalada",
        ),
        (SportName(Sport.YOGA), "yoga"),
        (SportName(Sport.YOGA, kept=True), "clase de yoga, vinyasa, ashtanga, yoga caliente, hot yoga, bikram"),
        (
            SportName(Sport.OTHER, kept=True, weak=True),
            "estiramientos, estirando, estiré, movilidad, foam roller, rodillo de espuma",
        ),
        (
            SportName(Sport.OTHER, kept=True),
            "elíptica, boxeo, boxeando, kickboxing, muay thai, artes marciales, judo, kárate, karate, taekwondo, "
            "jiu jitsu, bjj, mma, lucha, esgrima, baile, bailar, bailando, bailé, danza, ballet, zumba, aeróbic, "
            "aerobic, aquagym, aquaeróbic, hiit, circuito, circuitos, triatlón, duatlón, acuatlón, kayak, piragua, "
            "piragüismo, canoa, paddle surf, sup, surf, surfear, surfeando, surfeé, windsurf, kitesurf, vela, golf, "
            "patinaje, patinar, patinando, patiné, patines, hípica, equitación, montar a caballo, monté a caballo, "
            "snowboard, snow, pilates, gimnasia, gimnasia rítmica, saltar a la comba, comba, saltar la cuerda, cuerda, "
            "atletismo, remo surf, parkour, buceo, motocross, enduro, escaladora, stepper, aquajogging, trampolín, "
            "orientación, tiro con arco, natación artística, subí escaleras",
        ),
    )
)

NOT_SPORTS = (
    "carrera profesional, segunda carrera, zapatillas de correr, zapatillas de trail, tienda de bicis, taller de bici",
    "tienda de bici, mi carrera universitaria",
    "sin fuerza, sin fuerzas, poca fuerza, pocas fuerzas, mucha fuerza, con fuerza, con fuerzas, falta de fuerza, "
    "con mucha fuerza, las fuerzas, la fuerza del viento, fuerza de voluntad, a la fuerza, más fuerza, con más fuerza",
    "caída de la bici, caí de la bici, me caí con la bici, caí en bici, bici rota, bici nueva, revisión de la bici, "
    "arreglar la bici, limpiar la bici",
    "paseo militar, fue un paseo, como un paseo, pies en el suelo, cinta del pulsómetro, cinta de pulso, cinta de fc, "
    "banda del pulsómetro, corre viento, corría viento, corría aire, corre prisa, corría prisa, hora de correr, en "
    "vez de correr, en vez de nadar, en vez de bici, en vez de la bici, en vez de pesas, en vez de fuerza, en vez de "
    "carrera, en vez de trotar, en vez de caminar, en vez de natación, en vez de yoga, en vez de remo",
    "cuerda floja, en bloque, de bloque, segundo bloque, primer bloque, bloque de, bloque de fuerza, montaña rusa",
)
"""Phrases with a sport's word in them that mean something else."""
