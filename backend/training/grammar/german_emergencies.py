"""German words of the red flags that need help at once, and of palpitations beside them."""

from backend.training.grammar.german_body import (
    AFTER_BLOW,
    AT_EASE,
    BLOW,
    CHEST,
    HARD_EFFORT,
    HEAD,
    ORDINARY_CHEST,
    PAIN,
)
from backend.training.grammar.signs import RedFlagKind, Scope, Sign
from backend.training.grammar.vocabulary import phrases

GERMAN_EMERGENCIES = (
    Sign(
        RedFlagKind.SELF_HARM,
        (
            phrases(
                "suizid, suizidal, suizidale, suizidalen, suizidgedanken, suizidversuch, selbstmord, selbsttötung",
                "selbstmordgedanken, selbstmordgefährdet, mich umbringen, mich umzubringen, bringe mich um",
                "bring mich um, mich selbst umbringen, nicht mehr leben, nicht leben will, will nicht leben",
                "möchte nicht leben, will sterben, möchte sterben, sterben will, sterben möchte, mag nicht mehr leben",
                "will tot sein, möchte tot sein, wenn ich tot wäre, am liebsten tot, verletze mich selbst, sehe "
                "keinen sinn mehr, lust mehr zu leben, keine lust zu leben, leben macht keinen sinn, sinn mehr zu "
                "leben, alles sinnlos, "
                "alles ist sinnlos, oft an den tod, denke an den tod, an den tod gedacht, lebensmüde, das leben "
                "nehmen, mir das leben, mein leben beenden, leben zu beenden, leben beenden",
                "wäre ich tot, ich wäre tot, wär ich tot, lieber tot, besser tot, gerne tot, gern tot, tot sein will",
                "wünschte ich wäre nicht mehr da, ein ende setzen, ende zu setzen, ein ende machen, allem ein ende",
                "keinen sinn mehr im leben, leben hat keinen sinn, leben ist sinnlos, leben sinnlos",
                "leben keinen sinn, nicht mehr lebenswert, nicht lebenswert, nicht mehr aufwachen, nicht aufwachen",
                "nicht mehr da sein, nicht mehr hier sein, nicht mehr existieren, ohne mich besser dran",
                "besser ohne mich, alle besser dran, selbstverletzung, selbstverletzend, selbstverletzendes",
                "mich selbst verletzt, mich selbst verletzen, mich selbst zu verletzen, mich absichtlich verletzt",
                "mir etwas antun, mir was antun, mir etwas anzutun, mir was anzutun, ritze mich, mich geritzt",
                "mich ritzen, mich zu ritzen, wieder geritzt, mich selbst geschnitten, mich absichtlich geschnitten",
                "überdosis, todessehnsucht, will verschwinden, einfach verschwinden, am liebsten verschwinden",
                "will nicht mehr aufwachen, kein ausweg mehr, keinen ausweg mehr, alles zu beenden",
                "gedanken zu sterben, gedanken ans sterben, nicht mehr leben wollen",
            ),
        ),
        deniable=False,
    ),
    Sign(
        RedFlagKind.SELF_HARM,
        (phrases("wollte sterben, wollte nur noch sterben, wollte nur sterben, alles beenden, umbringen könnte"),),
        unless=HARD_EFFORT,
        deniable=False,
    ),
    Sign(RedFlagKind.CHEST_PAIN, (CHEST, PAIN), unless=ORDINARY_CHEST),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (
            phrases(
                "brustschmerz, brustschmerzen, brustschmertzen, brustschmerzn, brust schmerzen, bruststechen",
                "brustenge, brustdruck, brustbeklemmung, brustweh, brustkorbschmerzen, thoraxschmerz",
                "thoraxschmerzen, herzschmerz, herzschmerzen, herzstechen, herzstiche, herzkrampf, herzenge",
                "stechen im herz, stechen im herzen, stiche im herz, stiche im herzen, stich im herz, stich im herzen",
                "stechen am herz, stechen am herzen, druck aufs herz, druck auf dem herz, druck auf dem herzen",
                "herz tut weh, herz tat weh, herz schmerzt, herz schmerzte, herz sticht, herz stach, herz weh",
                "schmerzen im herz, schmerzen im herzen, schmerzen am herzen, engegefühl in der brust",
                "zieht in den linken arm, zog in den linken arm, ziehen im linken arm, ziehen in den linken arm, "
                "angina pectoris",
            ),
        ),
    ),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (phrases("herzinfarkt, herzanfall, herzattacke"),),
        unless=phrases("hund, schreck, erschreckt, erschrocken, fast einen herzinfarkt bekommen als, infarktberg"),
    ),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (
            phrases("linken arm, linker arm, linke arm, linke schulter, kiefer, unterkiefer"),
            phrases(
                "ausstrahlend, ausstrahlende, ausstrahlen, ausstrahlt, ausgestrahlt, strahlt, strahlten, strahlen, "
                "strahlte, ausstrahlung"
            ),
        ),
    ),
    Sign(
        RedFlagKind.FAINTING,
        (
            phrases(
                "ohnmacht, kipp gleich um, kippe gleich um, kippte fast um, kurz weggewesen, ohnmächtig, "
                "ohnmächtig geworden, umgekippt bin, ohnmachtsanfall, ohnmächtich, "
                "onmächtig, ohnmachtig, ohnmächtige",
                "umgekippt, kippte um, kippe um, kipp um, umkippen, umzukippen, kippte ich um, umgefallen",
                "bewusstlos, bewußtlos, bewustlos, bewusstlosigkeit, bewusstsein verloren, bewusstsein verlor",
                "bewusstsein verlieren, verlor das bewusstsein, bewusstseinsverlust, weggetreten, weggekippt",
                "zusammengebrochen, brach zusammen, zusammengeklappt, klappte zusammen, zusammengesackt",
                "sackte zusammen, kollabiert, kollabierte, kollaps, kreislaufkollaps, kreislaufzusammenbruch",
                "kreislauf zusammengebrochen, synkope, schwarz vor augen, schwarz vor den augen, schwarz vor "
                "meinen "
                "augen, plötzlich schwarz, alles schwarz, wurde schwarz, blackout, kurz weg gewesen",
                "umgeklappt, fast weggetreten, schwarze punkte gesehen, sah schwarze punkte",
            ),
        ),
        unless=phrases(
            "rad umgefallen, rad umgekippt, fahrrad umgefallen, fahrrad umgekippt, flasche umgekippt, boot umgekippt",
            "kajak umgekippt, stimmung umgekippt, wetter umgekippt, hantel umgefallen, tempo zusammengebrochen",
            "tempo am ende zusammengebrochen, tempo ist zusammengebrochen, pace am ende zusammengebrochen",
            "pace zusammengebrochen, form zusammengebrochen, technik zusammengebrochen, sofa, couch, ins bett",
            "blackout vorhänge, akku, brach die pace zusammen, brach das tempo zusammen",
        ),
    ),
    Sign(
        RedFlagKind.FAINTING,
        (
            phrases(
                "schwindel, schwindelig, schwindlig, schwindelanfall, schwummrig, schwummerig, benommen, duselig, "
                "taumelig"
            ),
            phrases(
                "gestürzt, hingefallen, gefallen, hinlegen, hingelegt, hinsetzen, hingesetzt, festhalten, zu "
                "boden, "
                "sturz, fiel hin, fiel um, stürzte, zusammengebrochen"
            ),
        ),
        scope=Scope.SENTENCE,
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases(
                "herzrasen, herzrassen, herzstolpern, herzstolperer, herzstolpperer, herzflattern, herzaussetzer",
                "herzaussetzern, herzrhythmusstörung, herzrhythmusstörungen, herzrythmusstörungen, herzholpern",
                "herzrhytmusstörungen, rhythmusstörung, rhythmusstörungen, vorhofflimmern, kammerflimmern",
                "extrasystole, extrasystolen, palpitationen, herz stolpert, herz stolperte, herz gestolpert",
                "herz ist gestolpert, herz hat gestolpert, herz setzt aus, herz setzte aus, herz ausgesetzt",
                "herz hat ausgesetzt, herz flattert, herz flatterte, herz geflattert, herz holpert, herz holperte",
                "herz schlägt unregelmäßig, herz schlug unregelmäßig, herzschlag unregelmäßig, puls unregelmäßig",
                "unregelmäßiger herzschlag, unregelmäßiger puls, unregelmäßigen herzschlag, unregelmäßigen puls",
                "herz aus dem takt, herz aus dem rhythmus, herz hüpft, herz hüpfte, aussetzer beim herz",
                "aussetzer im herz, herzschläge ausgesetzt, herz springt, herz bleibt stehen, herz blieb stehen",
            ),
        ),
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases("herz, herzschlag, puls"),
            phrases(
                "unregelmäßig, unrhythmisch, arrhythmisch, komisch geschlagen, komisch schlägt, schlägt komisch, "
                "seltsam geschlagen, merkwürdig geschlagen, gestolpert, stolpert, stolperte, ausgesetzt, "
                "geflattert, geholpert, aussetzer"
            ),
        ),
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases(
                "herz rast, herz raste, herz gerast, raste mein herz, rast mein herz, herzklopfen, herz klopft",
                "herz klopfte, herz pocht, herz pochte, herz hämmert, herz hämmerte, puls rast, puls raste",
            ),
            AT_EASE,
        ),
        scope=Scope.SENTENCE,
        within=10,
    ),
    Sign(
        RedFlagKind.BREATHLESSNESS,
        (
            phrases(
                "luft zu bekommen, luft zu kriegen, atemnot, atennot, luftnot, keine luft bekommen, keine luft "
                "mehr, keine luft, bekomme keine luft",
                "bekam keine luft, kriege keine luft, kriegte keine luft, kaum luft, zu wenig luft, wenig luft",
                "nicht genug luft, nicht genügend luft, schlecht luft, schwer luft, nicht atmen, nicht mehr atmen",
                "nicht richtig atmen, nicht durchatmen, nicht tief atmen, nicht tief durchatmen, kaum atmen",
                "kaum noch atmen, atmen fällt schwer, atmen fiel schwer, atmen fiel mir schwer, fällt das atmen "
                "schwer, fiel das atmen schwer, fällt mir das atmen schwer, fiel mir das atmen schwer",
                "atmen fällt mir schwer, schwer atmen, schwierigkeiten zu atmen, schwierigkeiten beim atmen",
                "probleme beim atmen, probleme zu atmen, probleme mit dem atmen, atemprobleme, atembeschwerden",
                "atemschwierigkeiten, kurzatmig, kurzatmigkeit, erstickungsgefühl, zu ersticken, erstickt",
                "nach luft gerungen, nach luft ringen, ringe nach luft, rang nach luft, nach luft geschnappt",
                "nach luft schnappen, luft weggeblieben, luft blieb weg, blieb die luft weg, blieb mir die luft weg",
                "blaue lippen, lippen blau, lippen waren blau, asthmaanfall, asthma anfall",
            ),
        ),
        unless=phrases(
            "reifen, vorderrad, hinterrad, schlauch, luftpumpe, pumpe, ball, nase, maske, pollen, intervall, "
            "intervalle, intervallen, sprint, sprints, bergauf, berg, berge, hügel, höhe, höhenluft, lachen, "
            "letzten satz, letzte wiederholung, zug, züge, zügen, wende, neo, anstieg, schlusssprint, vollgas"
        ),
    ),
    Sign(
        RedFlagKind.BREATHLESSNESS,
        (
            phrases(
                "außer atem, atemlos, atemlosigkeit, kurzatmig, atemnot, luftnot, geschnauft, schnaufe, schnaufen, "
                "gehechelt, hechle, japse, gejapst, keine luft, kaum luft, nicht atmen, puste, aus der puste"
            ),
            AT_EASE,
        ),
        scope=Scope.SENTENCE,
        within=9,
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (
            phrases(
                "gehirnerschütterung, gehirnerschüterung, gehirn erschütterung, schädel hirn trauma, "
                "kopfverletzung, "
                "schädelhirntrauma, schädelprellung, schleudertrauma, shts"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (BLOW, HEAD, AFTER_BLOW),
        scope=Scope.MESSAGE,
        within=7,
        unless=phrases(
            "kopf hoch, kopf frei, durch die wand, kopf an kopf rennen, kopf an kopf duell, im kopf, kopf "
            "durchgesetzt, kopf ausgeschaltet"
        ),
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (
            phrases("sturz, gestürzt, unfall, zusammenprall, zusammengeprallt, zusammenstoß, zusammengestoßen"),
            phrases(
                "kopfschmerz, kopfschmerzen, kopfweh, benommen, benebelt, doppelt, verschwommen, erinnern, erinnere, "
                "erinnerungslücke, gedächtnislücke, filmriss, amnesie, weiß nicht mehr, verwirrt, erbrochen"
            ),
        ),
        scope=Scope.SENTENCE,
        within=12,
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (
            phrases("kopfball, kopfbälle, kopfbällen, kopfballtraining, kopfballduell, ball ins gesicht, kopfstoß"),
            AFTER_BLOW,
        ),
        scope=Scope.MESSAGE,
    ),
    Sign(
        RedFlagKind.SUDDEN_HEADACHE,
        (
            phrases("kopfschmerz, kopfschmerzen, kopfschmertzen, kopfweh, migräne, schmerz im kopf, schmerzen im kopf"),
            phrases(
                "heftigster, heftigstem, schlimmstes, sehr stark, so stark, extrem stark, plötzlich, plötzliche, "
                "plötzlicher, plötzlichen, "
                "plötzlichem, schlagartig, schlagartige, heftig, "
                "heftige, heftiger, heftigen, heftigste, heftigsten, starke, starker, starken, stärkste, "
                "stärksten, "
                "schlimmste, schlimmsten, schlimmster, unerträglich, unerträgliche, unerträglichen, "
                "explosionsartig, "
                "explosionsartige, explodiert, explodieren, wie ein schlag, extrem, extreme, extremen, aus dem "
                "nichts, "
                "wahnsinnige, wahnsinnigen, rasende, rasenden, massive, massiven, wie noch nie, noch nie so, "
                "unaushaltbar, unaushaltbare, brutale, brutalen, mörderische, höllische"
            ),
        ),
        scope=Scope.SENTENCE,
    ),
    Sign(
        RedFlagKind.SUDDEN_HEADACHE,
        (
            phrases(
                "vernichtungskopfschmerz, vernichtungskopfschmerzen, donnerschlagkopfschmerz, hirnblutung, kopf "
                "explodiert vor schmerz, kopf explodiert vor schmerzen, "
                "donnerschlagkopfschmerzen, anstrengungskopfschmerz, anstrengungskopfschmerzen, "
                "belastungskopfschmerz"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAT_ILLNESS,
        (
            phrases(
                "hitzschlag, hitzeschlag, hitzschlach, sonnenstich, hitzeerschöpfung, hitzekollaps, "
                "hitzeerkrankung, "
                "hitze kollaps, hitzestau"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAT_ILLNESS,
        (
            phrases(
                "hitze, heiß, heißen, heiße, sonne, überhitzt, überhitzung, schwül, schwülen, grad, sauna, warm, "
                "wärme, mittagshitze, hitzewelle"
            ),
            phrases(
                "verwirrt, verwirrtheit, verwirrung, desorientiert, orientierungslos, orientierung verloren, wirr, "
                "benommen, gelallt, lallte, lalle, getaumelt, taumelte, taumeln, getorkelt, torkelte, nicht mehr "
                "geschwitzt, kein schweiß mehr, aufgehört zu schwitzen, schwitze nicht mehr, nicht mehr am "
                "schwitzen, "
                "halluziniert, halluzinationen, wusste nicht mehr wo, wusste nicht wo, nicht mehr klar denken, "
                "nicht "
                "klar denken, wirres zeug, wirr geredet, neben mir, schüttelfrost, gefröstelt, schwankte, "
                "geschwankt"
            ),
        ),
        scope=Scope.MESSAGE,
    ),
)
