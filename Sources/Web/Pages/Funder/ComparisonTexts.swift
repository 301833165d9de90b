import Domain

/// What the page says that puts actors beside each other.
struct ComparisonTexts: Sendable {
  let title: String
  let explained: String
  let measure: String
  let contributions: String
  let contributionsExplained: String
  let byGroup: String
  let money: String
  let moneyExplained: String
  let back: String

  static func of(_ language: Language) -> ComparisonTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = ComparisonTexts(
    title: "Actors side by side", explained: "All figures are of the same run.", measure: "Measure",
    contributions: "What each indicator brings to the score",
    contributionsExplained: "Over all target groups. A dash is where it does not count for the actor.",
    byGroup: "By target group", money: "Money, by kind",
    moneyExplained: "What was given to the actor itself, after fees, from the first day on.",
    back: "Choose other actors")

  private static let french = ComparisonTexts(
    title: "Acteurs côte à côte", explained: "Tous les chiffres sont du même calcul.", measure: "Mesure",
    contributions: "Ce que chaque indicateur apporte au score",
    contributionsExplained: "Tous groupes cibles réunis. Un tiret : l’indicateur ne compte pas pour l’acteur.",
    byGroup: "Par groupe cible", money: "Argent, par type",
    moneyExplained: "Ce qui a été donné à l’acteur lui-même, après frais, depuis le premier jour.",
    back: "Choisir d’autres acteurs")

  private static let arabic = ComparisonTexts(
    title: "الجهات جنبًا إلى جنب", explained: "جميع الأرقام من عملية الاحتساب نفسها.", measure: "القياس",
    contributions: "ما يضيفه كل مؤشر إلى النتيجة",
    contributionsExplained: "لجميع الفئات المستهدفة معًا. تدل الشرطة على أن المؤشر لا يُحتسب للجهة.",
    byGroup: "حسب الفئة المستهدفة", money: "الأموال حسب النوع",
    moneyExplained: "ما أُعطي للجهة نفسها، بعد الرسوم، منذ اليوم الأول.", back: "اختيار جهات أخرى")
}
