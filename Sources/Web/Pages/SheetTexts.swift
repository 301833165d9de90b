import Domain

/// What the pages say of one score: how sure it is, what it hangs on and what changed.
struct SheetTexts: Sendable {
  let interval: String
  let intervalExplained: String
  let rankRange: String
  let top: String
  let grade: String
  let gradeExplained: String
  let inShort: String
  let strongest: String
  let weakest: String
  let liftExplained: String
  let raise: String
  let raiseExplained: String
  let missing: String
  let missingExplained: String
  let changes: String
  let unchanged: String
  let before: String
  let now: String
  let ownData: String
  let verification: String
  let peers: String
  let framework: String
  let engine: String
  let money: String

  static func of(_ language: Language) -> SheetTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = SheetTexts(
    interval: "Uncertainty",
    intervalExplained:
      "The range holds nine of ten outcomes when weights, methods and unverified gains vary as the framework says.",
    rankRange: "Rank between",
    top: "Chance to be at the top",
    grade: "Evidence grade",
    gradeExplained: "A to E: how much is verified, how much was reported, and how wide the range is.",
    inShort: "In short",
    strongest: "What carries the score most",
    weakest: "What holds it down most",
    liftExplained:
      "Beside what carries the score and what holds it down: what it brings, less its weight times the score.",
    raise: "What would raise it most",
    raiseExplained: "with its target reached and verified, by",
    missing: "What was not reported",
    missingExplained: "It lowers the coverage; it does not count as zero.",
    changes: "What changed since the run before",
    unchanged: "Nothing.",
    before: "Before",
    now: "Now",
    ownData: "What it reported",
    verification: "What was verified",
    peers: "The scale that others make",
    framework: "Other rules",
    engine: "Another version of the engine",
    money: "Its money")

  private static let french = SheetTexts(
    interval: "Incertitude",
    intervalExplained:
      "L’intervalle contient neuf résultats sur dix quand les poids, les méthodes et les gains non vérifiés varient comme le dit le référentiel.",
    rankRange: "Rang entre",
    top: "Chance d’être en tête",
    grade: "Niveau de preuve",
    gradeExplained: "De A à E : part vérifiée, part déclarée et largeur de l’intervalle.",
    inShort: "En bref",
    strongest: "Ce qui porte le plus le score",
    weakest: "Ce qui le tire le plus vers le bas",
    liftExplained:
      "À côté de ce qui porte le score et de ce qui le tire vers le bas : ce que cela apporte, moins son poids multiplié par le score.",
    raise: "Ce qui l’augmenterait le plus",
    raiseExplained: "si sa cible était atteinte et vérifiée, de",
    missing: "Ce qui n’a pas été déclaré",
    missingExplained: "Cela abaisse la couverture ; cela ne compte pas pour zéro.",
    changes: "Ce qui a changé depuis le calcul précédent",
    unchanged: "Rien.",
    before: "Avant",
    now: "Maintenant",
    ownData: "Ce qu’il a déclaré",
    verification: "Ce qui a été vérifié",
    peers: "L’échelle que font les autres",
    framework: "Autres règles",
    engine: "Autre version du moteur",
    money: "Son argent")

  private static let arabic = SheetTexts(
    interval: "عدم اليقين",
    intervalExplained:
      "يضم المجال تسع نتائج من عشر عندما تتغيّر الأوزان والطرق والمكاسب غير المُتحقَّق منها كما يحدده الإطار المرجعي.",
    rankRange: "الرتبة بين",
    top: "احتمال أن تكون في المقدمة",
    grade: "درجة الإثبات",
    gradeExplained: "من A إلى E: حجم ما تم التحقق منه وما صُرّح به واتساع المجال.",
    inShort: "باختصار",
    strongest: "أكثر ما يرفع النتيجة",
    weakest: "أكثر ما يخفض النتيجة",
    liftExplained: "بجانب ما يرفع النتيجة وما يخفضها: ما يضيفه كل عنصر، ناقصًا وزنه مضروبًا في النتيجة.",
    raise: "أكثر ما من شأنه رفعها",
    raiseExplained: "لو تحقق هدفه وتم التحقق منه، بمقدار",
    missing: "ما لم يُصرَّح به",
    missingExplained: "يخفض ذلك التغطية ولا يُحتسب صفرًا.",
    changes: "ما تغيّر منذ عملية الاحتساب السابقة",
    unchanged: "لا شيء.",
    before: "قبل",
    now: "الآن",
    ownData: "ما صرّحت به",
    verification: "ما تم التحقق منه",
    peers: "السلّم الذي تحدده بقية الجهات",
    framework: "قواعد أخرى",
    engine: "نسخة أخرى من المُحرِّك",
    money: "أموالها")
}
