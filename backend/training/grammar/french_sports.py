"""French names of sports, their verbs, and what only sounds like them."""

from backend.training.grammar.vocabulary import SportName, sport_names
from backend.training.session import Sport

_GOING = ("aller", "allé", "allée", "allés", "parti", "partie", "sorti", "sortie", "suis allé", "suis allée")


def _verb(infinitive: str, *forms: str) -> str:
    """A verb's forms, and "allé courir"."""
    return ", ".join((infinitive, *forms, *(f"{going} {infinitive}" for going in _GOING)))


FRENCH_SPORTS = sport_names(
    (
        (
            SportName(Sport.RUN),
            _verb("courir", "couru, cours, courant, courais, courions, courut")
            + ", course, course à pied, cap, footing, jogging, jog, jogger, joggé, trottiner, trottiné, run, running, "
            "footings, de cap",
        ),
        (
            SportName(Sport.RUN, kept=True),
            "trail, trail running, tapis de course, cross, fartlek, course nature, course d'orientation, canicross, "
            "course en montagne, footing en côte, sortie longue à pied, décrassage, course de côte à pied",
        ),
        (SportName(Sport.RUN, kept=True, weak=True), "tapis"),
        (SportName(Sport.RUN, kept=True, weak=True, km=42.195), "marathon"),
        (SportName(Sport.RUN, kept=True, weak=True, km=21.0975), "semi marathon, semi, demi marathon"),
        (
            SportName(Sport.RIDE),
            "vélo, vélos, course de vélo, course cycliste, course en vélo, course à vélo, cyclisme, roulé, rouler, "
            "roulais, pédalé, pédaler, bicyclette, velo route, biclou, sortie vélo, faire du vélo, fait du vélo, "
            "sorti à vélo, sorti en vélo",
        ),
        (
            SportName(Sport.RIDE, kept=True),
            "vtt, vélo de route, vélo de course, vélo d'appartement, home trainer, hometrainer, ht, "
            "spinning, biking, rpm cours, gravel, vélotaf, cyclo, cyclotourisme, cyclosportive, vae, vélo électrique, "
            "rando vélo, zwift, cours de spinning, vélo indoor, bikepacking, bmx, piste vélo, vélo stationnaire",
        ),
        (
            SportName(Sport.SWIM),
            _verb("nager", "nagé, nagée, nageant, nage, natation, nagé en piscine"),
        ),
        (
            SportName(Sport.SWIM, kept=True),
            "eau libre, nage en eau libre, crawl, nagé en mer, longueurs de piscine, nage avec palmes",
        ),
        (SportName(Sport.SWIM, kept=True, weak=True), "piscine, brasse"),
        (
            SportName(Sport.STRENGTH),
            "musculation, muscu, renforcement musculaire, renfo, ppg, renforcement, renfo musculaire, "
            "préparation physique, prépa physique, musculaire",
        ),
        (
            SportName(Sport.STRENGTH, kept=True),
            "haltérophilie, haltéro, crossfit, callisthénie, street workout, squat, squats, soulevé de terre, "
            "développé couché, dc, tractions, traction, pompes, gainage, kettlebell, abdos, haltères, poids de corps, "
            "séance jambes, séance pecs, séance dos, séance bras, séance push, séance pull, push day, leg day, "
            "powerlifting, force athlétique, bodypump, body pump, abdos fessiers, dips, fentes, circuit muscu",
        ),
        (SportName(Sport.STRENGTH, kept=True, weak=True), "salle, salle de sport, salle de gym, gym, fitness, poids"),
        (SportName(Sport.ROW), _verb("ramer", "ramé, aviron, rameur")),
        (SportName(Sport.ROW, kept=True), "ergomètre, ergo, aviron indoor, rameur concept2, skiff, aviron de mer"),
        (
            SportName(Sport.WALK),
            _verb(
                "marcher", "marché, marchant, marche, marche à pied, balade, promenade, balade à pied, promené, baladé"
            )
            + ", se promener, promener, se balader, balader",
        ),
        (
            SportName(Sport.WALK, kept=True),
            "marche nordique, marche rapide, marche active, promené le chien, sorti le chien, promener le chien, "
            "marche afghane, balade avec le chien, marche sportive, promenade avec le chien",
        ),
        (SportName(Sport.HIKE), "randonnée, rando, randonné, randonner, randonnée pédestre, rando à pied"),
        (
            SportName(Sport.HIKE, kept=True),
            "trek, trekking, alpinisme, raquettes, randonnée en montagne, rando en montagne, raquettes à neige, "
            "marche en montagne, ascension",
        ),
        (SportName(Sport.HIKE, kept=True, weak=True), "montagne"),
        (SportName(Sport.SKI), "ski, skié, skier, allé skier, aller skier, skis"),
        (
            SportName(Sport.SKI, kept=True),
            "ski de fond, ski de rando, ski de randonnée, ski alpin, ski nordique, ski roue, ski roues, skating ski, "
            "skimo, biathlon, rando à ski, ski à roulettes, ski de piste",
        ),
        (SportName(Sport.TEAM), "sport collectif, sport co, sport d'équipe, entraînement collectif"),
        (
            SportName(Sport.TEAM, kept=True),
            "foot, football, foot à 5, foot en salle, five, futsal, basket, basketball, basket ball, hand, handball, "
            "hand ball, volley, volleyball, volley ball, beach volley, rugby, touch rugby, hockey, hockey sur glace, "
            "water polo, waterpolo, baseball, ultimate, ultimate frisbee, tchoukball, lacrosse, soccer, floorball",
        ),
        (SportName(Sport.RACKET), "sport de raquette"),
        (
            SportName(Sport.RACKET, kept=True),
            "tennis, badminton, bad, squash, padel, tennis de table, ping pong, ping, pickleball, pelote basque, "
            "beach tennis",
        ),
        (SportName(Sport.CLIMB), "escalade, grimper, grimpé, grimpe, allé grimper, aller grimper, varappe"),
        (
            SportName(Sport.CLIMB, kept=True),
            "bloc, escalade de bloc, escalade en salle, via ferrata, falaise, grande voie, grandes voies, boulder, "
            "mur d'escalade, séance de bloc",
        ),
        (SportName(Sport.YOGA), "yoga"),
        (SportName(Sport.YOGA, kept=True), "cours de yoga, vinyasa, ashtanga, yin yoga, hot yoga, bikram, hatha"),
        (
            SportName(Sport.OTHER, kept=True, weak=True),
            "étirements, stretching, étiré, mobilité, foam roller, rouleau de massage, assouplissements",
        ),
        (
            SportName(Sport.OTHER, kept=True),
            "elliptique, vélo elliptique, boxe, boxé, boxer, kickboxing, boxe thaï, arts martiaux, judo, karaté, "
            "taekwondo, jjb, mma, lutte, escrime, danse, dansé, danser, ballet, zumba, aérobic, step, hiit, circuit "
            "training, triathlon, duathlon, swimrun, kayak, canoë, canoë kayak, paddle, sup, stand up paddle, surf, "
            "surfé, surfer, planche à voile, kitesurf, kite, voile, golf, patinage, patin à glace, patin, roller, "
            "rollers, patiné, équitation, cheval, snowboard, snow, pilates, gymnastique, gym suédoise, corde à sauter, "
            "athlétisme, athlé, parkour, plongée, motocross, aquagym, aquabike, aquajogging, trampoline, "
            "tir à l'arc, cardio, bodycombat, body combat, tai chi, capoeira, cours collectif, natation synchronisée, "
            "monté les escaliers, skate, skateboard",
        ),
    )
)

NOT_SPORTS = (
    "faire les courses, fait les courses, faire des courses, fait des courses, les courses, en cours, au cours de, au "
    "cours du, au cours des, cours de cuisine, cours d'anglais, le cours de, un cours, en cours de route, cours du "
    "soir",
    "fin de course, en fin de course, début de course, en course, chaussures de course, vélo en panne, salle d'attente",
    "chute de vélo, chute à vélo, tombé de vélo, tombée de vélo, tombé à vélo, tombée à vélo, chuté à vélo, vélo "
    "cassé, vélo crevé, réparé le vélo, réparer le vélo, nettoyé le vélo, nouveau vélo, magasin de vélo, réviser le "
    "vélo",
    "au marché, du marché, ça marche, bien marché, a marché, pas marché, ça a marché, marché de noël, marche pas, "
    "marche arrière, marche à suivre, en marche, rien ne marche, marche bien, marche mal",
    "en bloc, bloc de, deuxième bloc, premier bloc, "
    "blocs de, second bloc, bloc opératoire, mal de poids, prise de poids, perte de poids, pris du poids, perdu du "
    "poids, poids du corps, mon poids, poids lourd, de poids",
    "nez qui coule, moral au step, coup de pompe, le coup de pompe, gros coup de pompe, gros coup de barre, semi "
    "remorque, semi échec, tapis rouge, ramé pour, en ramant, j'ai ramé, ramé à mort, à pleines voiles, mise en forme, "
    "remise en forme, coup de main, main dans la main, de longue haleine, de haute lutte, cheval de, à cheval sur",
    "pied de la montagne, sac de sport, tenue de sport, en pleine course, cours après, couru après le bus, couru "
    "après le train, cours après le temps, eau du bad",
)
"""Phrases with a sport's word in them that mean something else."""
