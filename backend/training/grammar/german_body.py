"""German words for parts of the body and what is felt there: the groups that the red flags put together."""

from backend.training.grammar.vocabulary import phrases

CHEST = phrases(
    "brust, brustkorb, brustbein, brustbereich, brustraum, brusthöhle, brustkasten, herzgegend, bruts, brustmitte, "
    "thorax, "
    "sternum"
)
PAIN = phrases(
    "schmerz, schmerzen, schmerzt, schmerzte, schmerzten, schmerzhaft, schmertzen, schmerzhafte, weh, wehgetan, wehtut",
    "wehtat, druck, drückt, drückte, drücken, drückend, drückendes, drückender, druckgefühl, gedrückt, enge, eng, "
    "enger",
    "engegefühl, eingeengt, stechen, sticht, stach, gestochen, gezwickt, stiche, stich, stechend, stechender, "
    "stechende, stechenden, ziehen",
    "zieht, zog, ziehend, brennen, brennt, brannte, brennend, krampf, krämpfe, krampft, verkrampft, beklemmung",
    "beklemmungen, beklemmend, zugeschnürt, schnürt, schnürte, zusammengeschnürt, schwere, schwer, schweregefühl",
    "elefant, komisch, komisches, seltsam, seltsames, merkwürdig, merkwürdiges, taub, unwohl, unangenehm, unangenehmes",
    "gewicht, last, quetscht, gequetscht, pressen, beschwerden, ungewohntes, spannt, spannung, pocht, klemmt",
)
ORDINARY_CHEST = phrases(
    "brust tag, brust training, brust und trizeps, brust und rücken, brust und arme, brust und schulter, brust und "
    "schultern",
    "brust und bizeps, brust schwimmen, m brust, meter brust, brust drücken, brust beine, brust gurt, brust workout",
    "brust einheit, brust übungen, brust maschine, brust presse, brust an brust, muskelkater, brustarmzug, brust "
    "armzug",
    "brust trizeps, brust bizeps, brust rücken, brust kraul, bahnen brust",
)
HARD_EFFORT = phrases(
    "intervall, intervalle, intervallen, sprint, sprints, berg, berge, bergauf, hügel, anstieg, wiederholung, "
    "wiederholungen, wdh, satz, sätze, letzten km, letzten kilometer, letzte runde, letzten runde, ziel, zieleinlauf, "
    "kniebeugen, burpees, kreuzheben, training, einheit, workout, rennen, laufband, rad, lauf, laufen, wettkampf, tempo"
)
AT_EASE = phrases(
    "in ruhe, im ruhezustand, ruhe, im liegen, im sitzen, liegen, sitzen, liege, sitze, im bett, ins bett, beim gehen, "
    "treppe, treppen, treppensteigen, ungewöhnlich, ungewöhnliche, ungewohnt, als sonst, als normal, als üblich, "
    "ohne grund, "
    "grundlos, ohne anlass, ohne anstrengung, plötzlich, plötzliche, unerklärlich, komisch, seltsam, merkwürdig, "
    "nicht normal, unnormal, stunden, stundenlang, aufwärmen, einlaufen, locker, lockeren, lockerem, leichtem, trotz, "
    "obwohl, extrem, extreme, extremes, stark, starke, starkes, heftig, heftige, heftiges, schlimm, angst, immer "
    "schlimmer, schlimmer, im stehen, beim reden, beim sprechen, den ganzen tag, ganzen abend, spazieren, spaziergang, "
    "aus dem nichts, nachts, abends, einfach so, auf dem sofa, auf der couch, wie noch nie, unverhältnismäßig, bei "
    "kleinster, "
    "schon bei"
)
BLOW = phrases(
    "gestoßen, stieß, stoße, angestoßen, angehauen, gehauen, haute, geschlagen, aufgeschlagen, schlug, geprallt, "
    "geknallt",
    "knallte, gefallen, fiel, gestürzt, stürzte, sturz, getroffen, traf, abbekommen, ball, ellenbogen, ellbogen, tritt",
    "getreten, zusammengestoßen, zusammenstoß, zusammenprall, zusammengeprallt, prallte, gekracht, krachte, schlag, "
    "stoß",
    "aufprall, aufgeprallt, unfall, umgestürzt, gerammt, rammte, getackelt, angeschlagen, gedonnert, knie abbekommen",
    "an den kopf bekommen, auf den kopf bekommen, gegen den kopf bekommen, am kopf erwischt, verletzt",
)
HEAD = phrases("kopf, schädel, schläfe, stirn, hinterkopf, helm, köpfe, kopfseite, birne")
AFTER_BLOW = phrases(
    "kopfschmerz, kopfschmerzen, kopfweh, schwindel, schwindelig, schwindlig, übel, übelkeit, schlecht, erbrochen",
    "erbrechen, übergeben, gekotzt, kotzen, brechen, brechreiz, verwirrt, benommen, benommenheit, benebelt, nebel, "
    "wattig",
    "verschwommen, doppelt, doppelbilder, sterne, sternchen, sehstörung, sehstörungen, sehe schlecht, erinnern, "
    "erinnere",
    "erinnerung, erinnerungslücke, gedächtnis, gedächtnislücke, filmriss, amnesie, licht, lichtempfindlich, lichtscheu",
    "geräuschempfindlich, müde, schläfrig, ohrensausen, tinnitus, gleichgewicht, unsicher, wackelig, taub, taubheit",
    "weiß nicht mehr, nicht mehr was war, kribbeln, lalle, gelallt, krampfanfall, bewusstlos, bewußtlos, ohnmächtig, "
    "weggetreten, kurz weg, k.o, ko, "
    "nackenschmerzen, blutet, geblutet, blutung, platzwunde, konzentrieren, konzentration, komisch, neben der spur, "
    "nicht klar",
    "migräne, dröhnt, brummt, kopf tut weh, kopf tut mir weh, schmerzt, duselig, matschig, schwummrig, sehen, schielen",
)
BONE = phrases(
    "knochen, schienbein, schienbeine, schienbeinkante, mittelfuß, mittelfußknochen, fuß, fußknochen, ferse, "
    "fersenbein, "
    "hüfte, leiste, oberschenkelknochen, becken, kreuzbein, steißbein, rippe, rippen, wirbelsäule, unterschenkel, "
    "wadenbein, "
    "femur, tibia, kahnbein, schambein, sitzbein, fußrücken"
)
BONE_PAIN = phrases(
    "schmerz, schmerzen, schmerzt, schmerzte, schmerzhaft, weh, wehgetan, wehtut, pocht, pochen, pochender, stechen, "
    "sticht"
)
BONE_PAIN_IN_ONE_WORD = phrases(
    "schienbeinschmerz, schienbeinschmerzen, hüftschmerz, hüftschmerzen, fußschmerzen, fersenschmerz, fersenschmerzen, "
    "leistenschmerz, leistenschmerzen, rippenschmerzen, mittelfußschmerzen, beckenschmerzen, kreuzbeinschmerzen"
)
WORSE = phrases(
    "nachts, nacht, im schlaf, in ruhe, wecken, weckt, geweckt, aufgewacht, aufgeweckt, wach, wachgehalten, bei "
    "belastung, "
    "unter belastung, belastung, beim auftreten, auftreten, jedem schritt, jeder schritt, jedem lauf, jedem training, "
    "schlimmer, stärker, zunehmend, nimmt zu, nicht belasten, punktuell, punktförmig, druckempfindlich, druckschmerz, "
    "auf druck, beim hüpfen, hüpfen, humpeln, humple, gehumpelt, humpelnd, auch in ruhe, je mehr, je länger, an "
    "einer stelle"
)
PREGNANCY_SIGN = phrases(
    "blutung, blutungen, geblutet, blute, blutet, blut, schmierblutung, schmierblutungen, wehen, kontraktionen, "
    "fruchtwasser",
    "fruchtblase, krämpfe, unterleibskrämpfe, unterleibsschmerzen, unterleib, bauchschmerzen, bauchkrämpfe, schwindel",
    "schwindlig, schwindelig, kopfschmerzen, brust, brustschmerzen, atemnot, kurzatmig, luftnot, wade, geschwollen",
    "schwellung, schmerz, schmerzen, ohnmächtig, ohnmacht, umgekippt, verschwommen, sehstörungen, herzrasen, "
    "herzstolpern",
    "bewegt sich nicht, bewegt sich kaum, bewegt sich weniger, ausfluss, flüssigkeit, übungswehen, harter bauch, "
    "bauch hart",
)
