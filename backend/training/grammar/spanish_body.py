"""Spanish words for parts of the body and what is felt there: the groups that the red flags put together."""

from backend.training.grammar.vocabulary import phrases

CHEST = phrases("pecho, tórax, esternón, caja torácica, pechito, pcho, toráx, pectoral izquierdo")
PAIN = phrases(
    "dolor, dolores, dolorcito, duele, duelen, dolía, dolió, doliendo, doler, dolido, dolorido, dolorida, presión",
    "opresión, opresivo, oprime, oprimía, oprimido, aprieta, apretaba, apretado, apretón, apretar, tirantez, tensión",
    "pinchazo, pinchazos, pincha, pinchaba, pinchó, punzada, punzadas, punzante, quemazón, quema, quemaba, ardor, "
    "arde, ardía, pesadez, un peso, peso en el, molestia, molestias, molesta, molestaba, raro, rara, rarito, extraño, "
    "extraña, ahogo, nudo, estrujado, calambre, calambres, elefante, incómodo, malestar, aprisionado, cerrado, se me "
    "cierra, se me cerró, se me cerraba, dolro, dolr, adolorido, adormecido, entumecido, hormigueo",
)
ORDINARY_CHEST = phrases(
    "día de pecho, press de pecho, press pecho, pecho y tríceps, pecho y bíceps, pecho y hombro, pecho y hombros, "
    "pecho y espalda, pecho y brazo, pecho y brazos, entreno de pecho, rutina de pecho, máquina de pecho, aperturas "
    "de pecho",
    "agujetas, banda de pecho, banda del pecho, cinta del pecho, cinta de pecho, correa del pecho, m pecho, metros "
    "pecho, metros de pecho, m de pecho, estilo pecho, nado de pecho, nado pecho, nadé pecho, a pecho, dar el pecho, "
    "dando el pecho, ejercicios de pecho, pecho hipertrofia, trabajé pecho, toca pecho, tocó pecho, series de pecho, "
    "tomar el pecho, pecho plano, pecho inclinado, congestión en el pecho, sacar pecho, sacando pecho",
)
HARD_EFFORT = phrases(
    "serie, series, sprint, sprints, cuesta, cuestas, subida, subidas, puerto, repetición, repeticiones, última vuelta",
    "último km, último kilómetro, últimos km, meta, llegada, sentadillas, burpees, peso muerto, entreno, entrenamiento",
    "sesión, carrera, cinta, bici, rodaje, intervalos, final de la carrera, agujetas, calor, muro, crossfit, wod, "
    "risa, hambre, vergüenza, sueño, ganas de verte",
)
AT_EASE = phrases(
    "en reposo, reposo, sentado, sentada, tumbado, tumbada, acostado, acostada, en la cama, en cama, caminando, "
    "andando, escaleras, al subir escaleras, anormal, inusual, de lo normal, de lo habitual, que de costumbre, que "
    "nunca, sin motivo, sin razón, sin hacer nada, de repente, de golpe, de pronto, súbitamente, inexplicable, raro, "
    "extraño, no es normal, no era normal, horas, horas después, calentando, en el calentamiento, suave, fácil, "
    "desproporcionado, desproporcionada, todo el día, toda la tarde, toda la noche, aunque, a pesar, extremo, mucho "
    "más, muchísimo, exagerado, grave, susto, asustado, asustada, miedo, peor, cada vez peor, de pie, parado, parada, "
    "hablando, hablar, de la nada, sin esfuerzo, al menor esfuerzo, al mínimo esfuerzo, por la noche, de noche, en el "
    "sofá, paseando, tranquilo, tranquila, apenas",
)
BLOW = phrases(
    "golpe, golpes, golpazo, golpeé, golpeado, golpeada, golpear, golpeó, golpearon, pegué, pegó, pegaron, me di, di "
    "con, dio, dieron, chocado, chocó, choqué, choque, chocamos, caí, caída, caído, caer, pelotazo, balonazo, codazo, "
    "patada, rodillazo, cabezazo, porrazo, trompazo, hostia, batacazo, castañazo, estampé, recibí, impacté, impacto, "
    "impactó, accidente, atropello, atropellaron, tropecé, colisión, cabeza contra cabeza, coscorrón, balón en, "
    "pelota en, lesión, herida, aterricé, trancazo",
)
HEAD = phrases("cabeza, cráneo, sien, la frente, nuca, casco, coco, cabezota, testa, sesera")
AFTER_BLOW = phrases(
    "dolor de cabeza, dolores de cabeza, duele la cabeza, dolía la cabeza, me duele mucho, cefalea, jaqueca, migraña, "
    "mareo, mareos, mareado, mareada, mareé, marea, vértigo, vértigos, náusea, náuseas, vómito, vómitos, vomité, "
    "vomitado, vomitar, vomitando, devolví, arcadas, confuso, confusa, confundido, confundida, confusión, aturdido, "
    "aturdida, desorientado, desorientada, borroso, borrosa, nublada, nublado, visión doble, veo doble, veía doble, "
    "memoria, no recuerdo, no recordaba, no me acuerdo, no me acordaba, amnesia, laguna, lagunas, molesta la luz, la "
    "luz me molesta, somnoliento, somnolienta, mucho sueño, adormilado, zumbido, pitido, pitidos, equilibrio, "
    "estrellas, estrellitas, hormigueo, inconsciente, conocimiento, conciencia, convulsión, sangre, sangrando, "
    "sangré, brecha, raro, rara, atontado, atontada, grogui, noqueado, ko, k.o, dolor de cuello, duele el cuello, "
    "concentrarme, concentración, niebla, ido, ida, lento, cansado, cansada, duele",
)
HEADACHE = phrases(
    "dolor de cabeza, dolores de cabeza, dolor en la cabeza, cefalea, jaqueca, migraña, duele la cabeza, dolía la "
    "cabeza, dolió la cabeza, cabeza me duele, cabeza me dolía, dolor cabeza"
)
SUDDEN = phrases(
    "repentino, repentina, repente, derrepente, súbito, súbita, brusco, brusca, de golpe, de pronto, fuertísimo, "
    "fortísimo, severo, severa, muy fuerte, tan fuerte, muy intenso, intensísimo, insoportable, insufrible, "
    "explosivo, explosiva, terrible, terribles, brutal, horrible, el peor, la peor, peor de mi vida, más fuerte de mi "
    "vida, en trueno, como un trueno, trueno, estallar, estallaba, estalla, explotar, explota, explotaba, nunca "
    "había, martillazo, fuerte dolor, de cabeza fuerte, de cabeza fuertes, atroz, bestial, descomunal, de la nada",
)
BONE = phrases(
    "hueso, huesos, tibia, tibias, espinilla, espinillas, peroné, metatarso, metatarsos, metatarsiano, pie, talón, "
    "cadera, ingle, fémur, pelvis, sacro, costilla, costillas, columna, empeine, navicular, escafoides, canilla, "
    "canillas, pubis, calcáneo"
)
BONE_PAIN = phrases(
    "dolor, dolores, duele, duelen, dolía, dolían, dolió, doliendo, doler, pincha, pinchazo, pinchazos, punzada, "
    "punzadas"
)
WORSE = phrases(
    "por la noche, por las noches, de noche, en la noche, durante la noche, me despierta, me despertó, despertaba, "
    "despierto, en reposo, incluso en reposo, parado, cada paso, cada zancada, al apoyar, apoyar, apoyarlo, apoyarla, "
    "apoyo, empeora, empeoró, empeorando, peor, va a más, cada vez más, va a peor, al saltar, saltando, cojeando, "
    "cojeo, cojear, cojo, un punto, punto concreto, al tocar, al tocarlo, al tocarla, al presionar, al apretar, con "
    "la carga, con el impacto, al impacto, cuanto más, en cada carrera, cada vez que corro, al caminar, no puedo "
    "pisar, al pisar, toda la noche",
)
PREGNANCY_SIGN = phrases(
    "sangrado, sangrando, sangré, sangro, sangre, manchado, manchando, manché, hemorragia, contracciones, "
    "contracción, líquido, aguas, mareo, mareos, mareada, mareé, dolor, dolores, duele, dolió, pecho, pantorrilla, "
    "hinchada, hinchado, hinchazón, desmayo, desmayé, desmayada, palpitaciones, calambres, cólicos, borrosa, borroso, "
    "falta de aire, falta el aire, no se mueve, se mueve menos, retortijones, barriga dura, cefalea, flujo",
)
