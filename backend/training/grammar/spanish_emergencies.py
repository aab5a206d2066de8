"""Spanish words of the red flags that need help at once, and of palpitations beside them."""

from backend.training.grammar.signs import RedFlagKind, Scope, Sign
from backend.training.grammar.spanish_body import (
    AFTER_BLOW,
    AT_EASE,
    BLOW,
    CHEST,
    HARD_EFFORT,
    HEAD,
    HEADACHE,
    ORDINARY_CHEST,
    PAIN,
    SUDDEN,
)
from backend.training.grammar.vocabulary import phrases

SPANISH_EMERGENCIES = (
    Sign(
        RedFlagKind.SELF_HARM,
        (
            phrases(
                "suicidio, suicida, suicidas, suicidarme, suicidarse, me suicido, suicidar, suisidio, suicidarm, "
                "quitarme la vida, me quito la vida, quiero matarme, voy a matarme, pienso en matarme, pensado en "
                "matarme, ganas de matarme, me voy a matar yo, matarme a mí mismo, matarme a mí misma, quiero morir, "
                "quiero morirme, quisiera morir, quisiera morirme, ganas de morir, ganas de morirme, deseo morir, "
                "preferiría estar muerto, preferiría estar muerta, prefiero estar muerto, prefiero estar muerta, ojalá "
                "estuviera muerto, ojalá estuviera muerta, mejor muerto, mejor muerta, estaría mejor muerto, estaría "
                "mejor muerta, no quiero vivir, no quiero seguir viviendo, no quiero vivir más, quiero dejar de vivir, "
                "no tengo ganas de vivir, no me quedan ganas de vivir, sin ganas de vivir, perdí las ganas de vivir, "
                "perdido las ganas de vivir, pocas ganas de vivir, no vale la pena vivir, no merece la pena vivir, "
                "vida no tiene sentido, vida sin sentido, vivir no tiene sentido, sentido a la vida, acabar con todo, "
                "terminar con todo, acabar con mi vida, terminar con mi vida, poner fin a mi vida, poner fin a todo, "
                "autolesión, autolesiones, autolesiono, autolesionarme, autolesioné, autolesionado, cortarme las "
                "venas, me corto las venas, cortarme los brazos, me corto los brazos, me corto a propósito, me corté a "
                "propósito, cortarme a propósito, me he vuelto a cortar, volví a cortarme, no quiero despertar, no "
                "despertar más, no despertar nunca, quiero desaparecer, ganas de desaparecer, desaparecer para "
                "siempre, mejor sin mí, sobredosis, no quiero estar aquí, no quiero existir, dejar de existir, cansado "
                "de vivir, cansada de vivir, tirarme al tren, tirarme por la ventana, tirarme de un puente, tirarme "
                "por un puente, no soporto vivir, no aguanto vivir, nada por lo que vivir, pensamientos de muerte, "
                "ideas de muerte, no quiero seguir aquí, no le importaría a nadie si muero"
            ),
        ),
        deniable=False,
    ),
    Sign(
        RedFlagKind.SELF_HARM,
        (
            phrases(
                "quería morir, quería morirme, quise morir, quise morirme, me quería morir, me quiero morir, me quise "
                "morir"
            ),
        ),
        unless=HARD_EFFORT,
        deniable=False,
    ),
    Sign(
        RedFlagKind.SELF_HARM,
        (
            phrases(
                "quiero hacerme daño, ganas de hacerme daño, pensado en hacerme daño, pienso en hacerme daño, hacerme "
                "daño a propósito, me hago daño a propósito, hacerme daño a mí mismo, hacerme daño a mí misma, "
                "lastimarme a propósito, quiero lastimarme, ganas de lastimarme, me hice daño a propósito"
            ),
        ),
    ),
    Sign(RedFlagKind.CHEST_PAIN, (CHEST, PAIN), unless=ORDINARY_CHEST),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (
            phrases(
                "dolor torácico, dolores torácicos, opresión torácica, dolor en el corazón, dolor de corazón, me duele "
                "el corazón, me dolía el corazón, me dolió el corazón, duele el corazón, pinchazos en el corazón, "
                "pinchazo en el corazón, punzadas en el corazón, punzada en el corazón, presión en el corazón, "
                "opresión en el corazón, angina de pecho, dolor en brazo izquierdo y pecho, pinchazo cardíaco, dolor "
                "precordial"
            ),
        ),
    ),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (phrases("infarto, infartos, ataque al corazón, ataque cardíaco, ataque de corazón, un ataque cardiaco"),),
        unless=phrases(
            "de infarto, susto, casi me da, casi me dio, perro, por poco me da, va a dar un infarto, un infarto de "
            "risa, infarto de la risa"
        ),
    ),
    Sign(
        RedFlagKind.CHEST_PAIN,
        (
            phrases("brazo izquierdo, mandíbula, hombro izquierdo"),
            phrases(
                "irradia, irradiaba, irradiado, irradió, irradiando, baja, bajaba, bajó, se extiende, se extendía, "
                "corre, corría, se me va, se me iba, sube, subía, hormigueo y pecho, que va"
            ),
        ),
    ),
    Sign(
        RedFlagKind.FAINTING,
        (
            phrases(
                "desmayé, desmaye, desmayo, desmayos, desmayado, desmayada, desmayar, desmayarme, desmayaba, desmallé, "
                "desmallo, desmayándome, desmalle, me desvanecí, desvanecimiento, desvanecerme, desvanecido, "
                "desvanecida, perdí el conocimiento, perdido el conocimiento, perder el conocimiento, pierdo el "
                "conocimiento, pérdida de conocimiento, pérdida de conciencia, perdí la conciencia, perdí la "
                "consciencia, perder la conciencia, perder la consciencia, perdido la conciencia, pérdida de "
                "consciencia, perdí el sentido, perder el sentido, síncope, lipotimia, lipotimias, caí redondo, caí "
                "redonda, me caí redondo, me caí redonda, vista nublada, se me nubló la vista, se me nubla la vista, "
                "nubló la vista, se me fue la vista, lo vi todo negro, vi todo negro, todo negro, veía todo negro, se "
                "me puso todo negro, inconsciente, colapsé, colapsado en meta, colapso en meta, me desplomé, "
                "desplomado, desplomada, patatús, puntos negros, me apagué de golpe, me quedé inconsciente, soponcio, "
                "me fui al suelo mareado, me fui al suelo mareada"
            ),
        ),
        unless=phrases(
            "sofá, cama, de risa, de sueño, en el sillón, ritmo se desplomó, desmayo de risa, desplomó el ritmo, casi "
            "me desmayo cuando vi, casi me desmayo al ver, gafas, coche inconsciente"
        ),
    ),
    Sign(
        RedFlagKind.FAINTING,
        (
            phrases("mareo, mareos, mareado, mareada, mareé, marea, vértigo, vértigos, mareando"),
            phrases(
                "caí, caer, caerme, caída, caído, tumbarme, tumbé, tumbar, sentarme, senté, sentar, agarrarme, agarré, "
                "suelo, acostarme, acosté, sujetarme, echarme, apoyarme, sostenerme"
            ),
        ),
        scope=Scope.SENTENCE,
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases(
                "palpitaciones, palpitación, palpitasiones, palpitacion, arritmia, arritmias, aritmia, taquicardia, "
                "taquicardias, taquicardía, latidos irregulares, latido irregular, pulso irregular, ritmo cardíaco "
                "irregular, fibrilación, extrasístole, extrasístoles, vuelco el corazón, vuelcos el corazón, vuelcos "
                "al corazón, vuelco al corazón, corazón desbocado, se me paró el corazón, se me para el corazón, se me "
                "sale el corazón, se me salía el corazón del pecho, corazón se me salía, salta un latido, saltó un "
                "latido, saltado un latido, se salta latidos, saltos en el corazón, brincos en el corazón, corazón a "
                "saltos, aleteo en el pecho, se me desboca el corazón, se me desbocó el corazón"
            ),
        ),
        unless=phrases("de emoción, de alegría, gol"),
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases("corazón, latido, latidos, pulso, pulsaciones"),
            phrases(
                "irregular, irregulares, irregularmente, salta, saltaba, saltó, saltos, aleteo, aleteaba, aletea, se "
                "para, se paraba, se paró, a destiempo, desacompasado, desacompasados, late raro, latía raro, latió "
                "raro, late mal, latía mal, trompicones, descontrolado, descontroladas, sin ritmo, brincos"
            ),
        ),
    ),
    Sign(
        RedFlagKind.PALPITATIONS,
        (
            phrases(
                "corazón acelerado, corazón se acelera, corazón se aceleró, acelera el corazón, aceleró el corazón, "
                "aceleraba el corazón, corazón a mil, corazón a cien, corazón muy rápido, late muy rápido, latía muy "
                "rápido, latía fuerte, late fuerte, corazón desbocado, corazón disparado, pulso disparado, pulsaciones "
                "disparadas, pulso por las nubes, corazón muy fuerte, corazón fuerte"
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
                "no puedo respirar, no podía respirar, no pude respirar, no podía ni respirar, no puedo ni respirar, "
                "no puedo respirar bien, no podía respirar bien, no consigo respirar, no conseguía respirar, no logro "
                "respirar, cuesta respirar, costaba respirar, costó respirar, costado respirar, cuesta mucho respirar, "
                "costaba mucho respirar, falta de aire, falta el aire, faltaba el aire, faltó el aire, faltaba aire, "
                "falta aire, faltó aire, quedé sin aire, quedo sin aire, quedaba sin aire, sin poder respirar, "
                "dificultad para respirar, dificultades para respirar, dificultad respiratoria, problemas para "
                "respirar, dificultad al respirar, respiraba con dificultad, me ahogo, me ahogaba, me ahogué, "
                "sensación de ahogo, me asfixio, me asfixiaba, asfixia, asfixiado, disnea, labios morados, labios "
                "azules, labios azulados, no me entra aire, no me entraba aire, no me entra el aire, no me entraba el "
                "aire, no entra aire, respirar hondo no puedo, ataque de asma, crisis de asma"
            ),
        ),
        unless=phrases(
            "serie, series, sprint, sprints, cuesta arriba, cuestas, subida, subidas, puerto, nariz, mascarilla, "
            "polen, altitud, altura, rueda, neumático, balón, risa, neopreno, intervalos, última repetición, "
            "repetición, repeticiones, a tope, viraje, virajes, brazadas, tragué agua, calor de, por la cuesta"
        ),
    ),
    Sign(
        RedFlagKind.BREATHLESSNESS,
        (
            phrases(
                "sin aliento, sin aire, jadeando, jadeo, jadeaba, ahogado, ahogada, ahogo, falta de aliento, ahogaba, "
                "falta de aire, falta el aire, faltaba el aire, respiración agitada, sofocado, sofocada, asfixiado, "
                "asfixiada, disnea, cuesta respirar, costaba respirar, no puedo respirar, no podía respirar"
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
                "conmoción cerebral, conmoción, conmocionado, conmocionada, traumatismo craneal, traumatismo "
                "craneoencefálico, tce, contusión cerebral, comosión cerebral, conmosión, conmocion cerebral"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (BLOW, HEAD, AFTER_BLOW),
        scope=Scope.MESSAGE,
        within=7,
        unless=phrases(
            "cabeza fría, cabeza alta, mal de la cabeza, golpe de calor, golpe de pedal, cabeza despejada, en cabeza, "
            "grupo de cabeza, cabeza de carrera, despejar la cabeza, a la cabeza, cabeza gacha"
        ),
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (
            phrases(
                "cabezazo, cabezazos, remates de cabeza, de cabezazos, balonazo en la cara, pelotazo en la cara, "
                "codazo en la cara, latigazo cervical, puñetazo en la cara, golpe en la cara"
            ),
            AFTER_BLOW,
        ),
        scope=Scope.MESSAGE,
    ),
    Sign(
        RedFlagKind.HEAD_INJURY,
        (
            phrases("caída, caí, me caí, accidente, choque, choqué, colisión, batacazo, atropello"),
            phrases(
                "dolor de cabeza, duele la cabeza, dolía la cabeza, aturdido, aturdida, veo doble, veía doble, visión "
                "doble, borroso, borrosa, no recuerdo, no me acuerdo, amnesia, laguna, lagunas, confuso, confusa, "
                "vomité, vomitado, desorientado, desorientada, casco roto"
            ),
        ),
        scope=Scope.SENTENCE,
        within=12,
    ),
    Sign(RedFlagKind.SUDDEN_HEADACHE, (HEADACHE, SUDDEN), scope=Scope.SENTENCE, within=8),
    Sign(
        RedFlagKind.SUDDEN_HEADACHE,
        (
            phrases(
                "cefalea en trueno, cefalea de esfuerzo, hemorragia cerebral, derrame cerebral, la cabeza me explota"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAT_ILLNESS,
        (
            phrases(
                "golpe de calor, golpes de calor, insolación, insolada, insolado, agotamiento por calor, hipertermia, "
                "gople de calor, agotamiento por el calor"
            ),
        ),
    ),
    Sign(
        RedFlagKind.HEAT_ILLNESS,
        (
            phrases(
                "calor, caluroso, calurosa, calorazo, calorón, sol, grados, bochorno, acalorado, acalorada, sofocante, "
                "sauna, ola de calor, sobrecalentado, sobrecalentada, solazo, solana, humedad"
            ),
            phrases(
                "confuso, confusa, confundido, confundida, confusión, desorientado, desorientada, desorientación, "
                "delirio, delirios, delirando, deliraba, dejé de sudar, dejado de sudar, no sudaba, no sudo, ya no "
                "sudaba, sin sudar, no sabía dónde, no sabía ni dónde, tambaleando, tambaleaba, tambaleándome, "
                "tambaleo, balbuceando, incoherente, incoherencias, alucinaciones, escalofríos, no podía pensar, no "
                "podía hablar, diciendo tonterías, haciendo eses"
            ),
        ),
        scope=Scope.MESSAGE,
    ),
)
