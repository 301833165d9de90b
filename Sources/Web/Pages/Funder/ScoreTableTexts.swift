import Domain

/// What the table of scores says of how it is read, sorted, filtered and taken along.
struct ScoreTableTexts: Sendable {
  let trend: String
  let trendExplained: String
  let rose: String
  let fell: String
  let same: String
  let place: String
  let group: String
  let compare: String
  let compareExplained: String
  let choose: String
  let workbook: String
  let sheet: String
  let about: String
  let name: String
  let previous: String
  let low: String
  let high: String
  let worst: String
  let best: String
  let orders: [ScoreFilter.Order: String]

  static func of(_ language: Language) -> ScoreTableTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = ScoreTableTexts(
    trend: "Trend", trendExplained: "Trend: against the run before.", rose: "rose by", fell: "fell by",
    same: "as before", place: "Region, province or prefecture", group: "Target group reported on",
    compare: "Compare", compareExplained: "Tick two to four actors.", choose: "Choose for comparison:",
    workbook: "Download as XLSX", sheet: "Scores", about: "About", name: "Name", previous: "Run before",
    low: "Range from", high: "Range to", worst: "No unverified gain counts", best: "All unverified gains count",
    orders: [
      .rank: "best first", .lowest: "lowest first", .risen: "risen most first", .fallen: "fallen most first",
      .coverage: "least reported first", .reported: "most reported first", .name: "by name", .code: "by code",
    ])

  private static let french = ScoreTableTexts(
    trend: "Évolution", trendExplained: "Évolution : par rapport au calcul précédent.", rose: "en hausse de",
    fell: "en baisse de", same: "inchangé", place: "Région, province ou préfecture", group: "Groupe cible déclaré",
    compare: "Comparer", compareExplained: "Cochez de deux à quatre acteurs.", choose: "Choisir pour comparer :",
    workbook: "Télécharger en XLSX", sheet: "Scores", about: "À propos", name: "Nom", previous: "Calcul précédent",
    low: "Intervalle de", high: "Intervalle à", worst: "Sans aucun gain non vérifié",
    best: "Avec tous les gains non vérifiés",
    orders: [
      .rank: "les meilleurs d’abord", .lowest: "les plus bas d’abord", .risen: "les plus fortes hausses d’abord",
      .fallen: "les plus fortes baisses d’abord", .coverage: "les moins déclarés d’abord",
      .reported: "les plus déclarés d’abord", .name: "par nom", .code: "par code",
    ])

  private static let arabic = ScoreTableTexts(
    trend: "التطور", trendExplained: "التطور: مقارنةً بعملية الاحتساب السابقة.", rose: "ارتفعت بمقدار",
    fell: "انخفضت بمقدار", same: "كما كانت", place: "الجهة الترابية أو الإقليم أو العمالة",
    group: "الفئة المُصرَّح بها", compare: "مقارنة", compareExplained: "اختر من جهتين إلى أربع.",
    choose: "اختيار للمقارنة:", workbook: "تنزيل بصيغة XLSX", sheet: "النتائج", about: "حول الملف", name: "الاسم",
    previous: "العملية السابقة", low: "المجال من", high: "المجال إلى", worst: "دون أي مكسب غير مُتحقَّق منه",
    best: "مع كل المكاسب غير المُتحقَّق منها",
    orders: [
      .rank: "الأفضل أولًا", .lowest: "الأدنى أولًا", .risen: "الأكثر ارتفاعًا أولًا", .fallen: "الأكثر انخفاضًا أولًا",
      .coverage: "الأقل تصريحًا أولًا", .reported: "الأكثر تصريحًا أولًا", .name: "حسب الاسم", .code: "حسب الرمز",
    ])
}
