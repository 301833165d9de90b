import Domain

/// What the page says on which a reader tries other weights.
struct SensitivityTexts: Sendable {
  let title: String
  let explained: String
  let bounds: String
  let share: String
  let tryThem: String
  let asTheyAre: String
  let outcome: String
  let moved: String
  let ofRanked: String
  let farthest: String
  let topStays: String
  let places: String
  let nothingMoved: String
  let before: String
  let after: String
  let change: String
  let why: String
  let first: String

  static func of(_ language: Language) -> SensitivityTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = SensitivityTexts(
    title: "What if the weights were others?",
    explained:
      "The engine computes the last run again, from the same values, with the weights you give here. Nothing is kept.",
    bounds: "From 0.01 to 100; only their proportions count.", share: "now", tryThem: "Compute",
    asTheyAre: "Back to the weights of the framework", outcome: "What would change", moved: "Actors whose rank moves",
    ofRanked: "of", farthest: "The farthest move", topStays: "Of the first ten, still among them", places: "places",
    nothingMoved: "No score changes.", before: "Score before", after: "Score after", change: "Change",
    why: "What moves most",
    first: "The hundred that move farthest.")

  private static let french = SensitivityTexts(
    title: "Et si les poids étaient autres ?",
    explained:
      "Le moteur refait le dernier calcul, à partir des mêmes valeurs, avec les poids donnés ici. Rien n’est gardé.",
    bounds: "De 0,01 à 100 ; seules les proportions comptent.", share: "actuellement", tryThem: "Calculer",
    asTheyAre: "Revenir aux poids du référentiel", outcome: "Ce qui changerait",
    moved: "Acteurs dont le rang bouge", ofRanked: "sur", farthest: "Le plus grand déplacement",
    topStays: "Des dix premiers, ceux qui le restent", places: "rangs", nothingMoved: "Aucun score ne change.",
    before: "Score avant", after: "Score après", change: "Écart", why: "Ce qui bouge le plus",
    first: "Les cent qui bougent le plus.")

  private static let arabic = SensitivityTexts(
    title: "ماذا لو كانت الأوزان مختلفة؟",
    explained: "يعيد المُحرِّك آخر عملية احتساب، من القيم نفسها، بالأوزان التي تُدخلها هنا. لا يُحفظ أي شيء.",
    bounds: "من 0,01 إلى 100، ولا تهم إلا النسب بينها.", share: "حاليًّا", tryThem: "احتساب",
    asTheyAre: "العودة إلى أوزان الإطار المرجعي", outcome: "ما الذي سيتغيّر", moved: "الجهات التي تتغيّر رتبتها",
    ofRanked: "من", farthest: "أكبر انتقال", topStays: "الباقية من بين العشر الأوائل", places: "رتب",
    nothingMoved: "لا تتغيّر أي نتيجة.", before: "النتيجة قبل", after: "النتيجة بعد", change: "الفرق",
    why: "أكثر ما يتغيّر",
    first: "المئة الأكثر انتقالًا.")
}
