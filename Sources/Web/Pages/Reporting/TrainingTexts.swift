import Domain

/// What the page of trainings says, in one language.
struct TrainingTexts: Sendable {
  let trainings: String
  let none: String
  let topic: String
  let first: String
  let last: String
  let hours: String
  let giver: String
  let attendance: String
  let people: PluralText
  let record: String
  let recordExplained: String
  let actorCode: String
  let count: String
  let row: String
  let recorded: String

  static func of(_ language: Language) -> TrainingTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = TrainingTexts(
    trainings: "Trainings", none: "No training is recorded yet.", topic: "Topic", first: "First day", last: "Last day",
    hours: "Hours", giver: "Given by", attendance: "Who came",
    people: .english(one: "{n} person", other: "{n} persons"), record: "Record a training",
    recordExplained: "How many people of which organisation and group came; a line that is left empty does not count.",
    actorCode: "Code of the organisation", count: "People", row: "Line", recorded: "The training is recorded.")

  private static let french = TrainingTexts(
    trainings: "Formations", none: "Aucune formation n’est encore enregistrée.", topic: "Thème", first: "Premier jour",
    last: "Dernier jour", hours: "Heures", giver: "Donnée par", attendance: "Qui est venu",
    people: .french(one: "{n} personne", other: "{n} personnes"), record: "Enregistrer une formation",
    recordExplained:
      "Combien de personnes de quelle organisation et de quel groupe sont venues ; une ligne laissée vide ne compte pas.",
    actorCode: "Code de l’organisation", count: "Personnes", row: "Ligne", recorded: "La formation est enregistrée.")

  private static let arabic = TrainingTexts(
    trainings: "التكوينات", none: "لم يُسجَّل أي تكوين بعد.", topic: "الموضوع", first: "اليوم الأول",
    last: "اليوم الأخير", hours: "الساعات", giver: "من قدّمه", attendance: "من حضر",
    people: .arabic(
      zero: "لا أحد", one: "شخص واحد", two: "شخصان", few: "{n} أشخاص", many: "{n} شخصًا", other: "{n} شخص"),
    record: "تسجيل تكوين",
    recordExplained: "عدد من حضر من كل منظمة وفئة، والسطر المتروك فارغًا لا يُحتسب.",
    actorCode: "رمز المنظمة", count: "عدد الأشخاص", row: "السطر", recorded: "سُجّل التكوين.")
}
