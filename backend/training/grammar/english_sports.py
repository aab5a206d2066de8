"""English names of sports, and which of them say more than the sport does."""

from backend.training.grammar.vocabulary import SportName, sport_names
from backend.training.session import Sport

ENGLISH_SPORTS = sport_names(
    (
        (SportName(Sport.RUN), "run, runs, ran, running, jog, jogs, jogged, jogging"),
        (SportName(Sport.RUN, kept=True), "treadmill run, trail run, trail running, tempo run, fartlek, xc run"),
        (SportName(Sport.RUN, kept=True, weak=True), "treadmill"),
        (SportName(Sport.RUN, kept=True, weak=True, km=42.195), "marathon, full marathon"),
        (SportName(Sport.RUN, kept=True, weak=True, km=21.0975), "half marathon"),
        (SportName(Sport.RUN, kept=True, weak=True, km=5.0), "parkrun, park run"),
        (
            SportName(Sport.RIDE),
            "ride, rides, rode, biked, biking, bike, bike ride, cycled, cycling, riding, cycle",
        ),
        (
            SportName(Sport.RIDE, kept=True),
            "spin, spinning, spin class, zwift, mtb, turbo, turbo trainer, peloton, gravel ride, mountain bike, "
            "mountain biking, indoor bike, spin bike, road bike, exercise bike",
        ),
        (SportName(Sport.SWIM), "swim, swims, swam, swimming, swum"),
        (SportName(Sport.STRENGTH), "strength, strength training, weights, weight training, weightlifting"),
        (
            SportName(Sport.STRENGTH, kept=True),
            "gym, lifting, lifted, lift, squat, squats, squatted, deadlift, deadlifts, bench press, bench, "
            "benched, powerlifting, crossfit, kettlebell, kettlebells, calisthenics, chest day, leg day, push day, "
            "pull day, push ups, pushups, pull ups, pullups, barbell rows, core, bodyweight workout",
        ),
        (SportName(Sport.ROW), "row, rowed, rowing"),
        (SportName(Sport.ROW, kept=True), "erg, ergo, rowing machine, concept2, indoor rowing, sculling"),
        (SportName(Sport.WALK), "walk, walks, walked, walking"),
        (SportName(Sport.WALK, kept=True), "nordic walking, dog walk, stroll, strolled"),
        (SportName(Sport.HIKE), "hike, hikes, hiked, hiking"),
        (SportName(Sport.HIKE, kept=True), "trek, trekked, trekking, mountain hike"),
        (SportName(Sport.SKI), "ski, skied, skiing, skis"),
        (
            SportName(Sport.SKI, kept=True),
            "xc ski, xc skiing, cross country ski, cross country skiing, ski tour, ski touring, nordic skiing, "
            "roller ski, roller skiing, rollerski, skimo, nordic ski",
        ),
        (SportName(Sport.TEAM), "team sport, team sports, team training"),
        (
            SportName(Sport.TEAM, kept=True),
            "football, soccer, basketball, handball, volleyball, hockey, rugby, lacrosse, netball, futsal, "
            "ice hockey, field hockey, water polo, waterpolo, baseball, softball, cricket, ultimate frisbee, futbol",
        ),
        (SportName(Sport.RACKET), "racket, racket sport, racquet sport"),
        (
            SportName(Sport.RACKET, kept=True),
            "tennis, badminton, squash, padel, pickleball, table tennis, ping pong, racquetball, paddle tennis",
        ),
        (SportName(Sport.CLIMB, weak=True), "climb, climbed, climbing"),
        (
            SportName(Sport.CLIMB, kept=True),
            "bouldering, bouldered, boulder, rock climbing, rock climb, lead climbing",
        ),
        (SportName(Sport.YOGA), "yoga"),
        (SportName(Sport.YOGA, kept=True), "yoga class, vinyasa, ashtanga, yin yoga, hot yoga"),
        (SportName(Sport.OTHER, kept=True, weak=True), "stretching, mobility, foam rolling"),
        (
            SportName(Sport.OTHER, kept=True),
            "elliptical, crosstrainer, boxing, kickboxing, martial arts, judo, karate, bjj, taekwondo, mma, dance, "
            "dancing, danced, ballet, aerobics, zumba, hiit, circuits, circuit training, triathlon, duathlon, kayak, "
            "kayaked, kayaking, canoe, canoeing, paddling, paddled, sup, surfing, surfed, surf, golf, golfed, "
            "skating, "
            "ice skating, skated, inline skating, rollerblading, gymnastics, horse riding, horseback riding, "
            "horse ride, snowboard, snowboarding, snowboarded, pilates, fencing, sailing, sailed, stairmaster, "
            "skipping, jump rope, aqua jogging, wrestling, motocross",
        ),
    )
)
