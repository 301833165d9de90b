import Domain

/// What the page of a score says of what follows from it.
struct DetailTexts: Sendable {
  let band: String
  let funding: String
  let fundingScore: String
  let fundingExplained: String
  let lenient: String
  let factors: String
  let factorsExplained: String
  let factorOf: String
  let factor: String
  let proportions: String
  let proportionsExplained: String
  let partOfWhole: String
  let reported: String
  let scoredAs: String
  let social: String
  let socialExplained: String
  let outcome: String
  let quantity: String
  let firstYear: String
  let presentValue: String
  let costPerUnit: String
  let investment: String
  let netPresentValue: String
  let ratio: String

  static func of(_ language: Language) -> DetailTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = DetailTexts(
    band: "Band",
    funding: "For funding",
    fundingScore: "Funding score",
    fundingExplained: "A hundred times the score; less in proportion where too little was reported.",
    lenient: "Score without the penalty for what is required and missing",
    factors: "What is multiplied",
    factorsExplained:
      "Where a low domain is not bought off by a high one, parts are multiplied: these factors give the value of the domain.",
    factorOf: "Part",
    factor: "Factor",
    proportions: "Proportions and how sure they are",
    proportionsExplained:
      "The ranges hold nine of ten. Where an indicator is shrunk, a small number is drawn towards what its group has in common, so that nobody leads or falls behind by chance.",
    partOfWhole: "Part / whole",
    reported: "As reported",
    scoredAs: "As scored",
    social: "Worth against cost",
    socialExplained:
      "In the units of the framework, after what is not the actor's doing was taken off once. It is never part of the score.",
    outcome: "Outcome",
    quantity: "Quantity",
    firstYear: "First year",
    presentValue: "Worth today",
    costPerUnit: "Cost of one",
    investment: "Put in",
    netPresentValue: "Worth less cost",
    ratio: "Worth for one put in")

  private static let french = DetailTexts(
    band: "Classe",
    funding: "Pour le financement",
    fundingScore: "Score de financement",
    fundingExplained: "Cent fois le score ; moins en proportion quand trop peu a été déclaré.",
    lenient: "Score sans la pénalité pour ce qui est obligatoire et manque",
    factors: "Ce qui se multiplie",
    factorsExplained:
      "Quand un domaine faible n’est pas racheté par un domaine fort, les parties se multiplient : ces facteurs donnent la valeur du domaine.",
    factorOf: "Partie",
    factor: "Facteur",
    proportions: "Proportions et leur incertitude",
    proportionsExplained:
      "Les intervalles contiennent neuf cas sur dix. Quand un indicateur est lissé, un petit nombre est rapproché de ce que son groupe a en commun : personne n’avance ni ne recule par hasard.",
    partOfWhole: "Partie / tout",
    reported: "Telle que déclarée",
    scoredAs: "Telle que notée",
    social: "Valeur et coût",
    socialExplained:
      "Dans les unités du référentiel, après une seule déduction de ce qui n’est pas dû à l’acteur. Cela n’entre jamais dans le score.",
    outcome: "Effet",
    quantity: "Quantité",
    firstYear: "Première année",
    presentValue: "Valeur actuelle",
    costPerUnit: "Coût unitaire",
    investment: "Mise",
    netPresentValue: "Valeur moins coût",
    ratio: "Valeur pour un investi")

  private static let arabic = DetailTexts(
    band: "الفئة",
    funding: "من أجل التمويل",
    fundingScore: "نتيجة التمويل",
    fundingExplained: "مئة ضعف النتيجة، وأقل بالتناسب عندما يكون ما صُرّح به قليلًا جدًا.",
    lenient: "النتيجة دون جزاء ما هو مطلوب وغير موجود",
    factors: "ما يُضرب بعضه في بعض",
    factorsExplained: "عندما لا يعوّض مجال قوي مجالًا ضعيفًا تُضرب الأجزاء بعضها في بعض: تعطي هذه العوامل قيمة المجال.",
    factorOf: "الجزء",
    factor: "العامل",
    proportions: "النسب ومدى اليقين فيها",
    proportionsExplained:
      "تضم المجالات تسع حالات من عشر. عند تقريب المؤشر تُقرَّب الأعداد الصغيرة مما تشترك فيه مجموعتها، حتى لا يتقدم أحد أو يتأخر بالصدفة.",
    partOfWhole: "الجزء / الكل",
    reported: "كما صُرّح بها",
    scoredAs: "كما احتُسبت",
    social: "القيمة مقابل التكلفة",
    socialExplained: "بوحدات الإطار المرجعي، بعد خصم ما لا يعود إلى الجهة مرة واحدة. ولا يدخل ذلك في النتيجة أبدًا.",
    outcome: "الأثر",
    quantity: "الكمية",
    firstYear: "السنة الأولى",
    presentValue: "القيمة الحالية",
    costPerUnit: "تكلفة الوحدة",
    investment: "المبلغ المستثمر",
    netPresentValue: "القيمة ناقص التكلفة",
    ratio: "القيمة لكل وحدة مستثمرة")
}
