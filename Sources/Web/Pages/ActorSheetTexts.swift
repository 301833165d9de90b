import Domain

/// What an actor's sheet says of money and of appeals.
struct ActorSheetTexts: Sendable {
  let allMoney: String
  let appeals: String
  let against: String
  let report: String
  let scoreOfRun: String
  let filedOn: String
  let answerDueOn: String
  let state: String
  let grounds: String
  let answer: String
  let states: [Appeal.State: String]

  static func of(_ language: Language) -> ActorSheetTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = ActorSheetTexts(
    allMoney: "By fund, funder and period", appeals: "Appeals", against: "Against", report: "The judgement of report",
    scoreOfRun: "The score of run", filedOn: "Filed", answerDueOn: "To be answered by", state: "State",
    grounds: "Grounds", answer: "Answer",
    states: [
      .pending: "Waits for an answer", .overdue: "Not answered in time", .allowed: "Allowed",
      .dismissed: "Dismissed", .withdrawn: "Taken back",
    ])

  private static let french = ActorSheetTexts(
    allMoney: "Par fonds, financeur et période", appeals: "Recours", against: "Contre",
    report: "L’avis sur le rapport", scoreOfRun: "Le score du calcul", filedOn: "Déposé",
    answerDueOn: "Réponse due le", state: "État", grounds: "Motifs", answer: "Réponse",
    states: [
      .pending: "Attend une réponse", .overdue: "Sans réponse dans le délai", .allowed: "Accepté",
      .dismissed: "Rejeté", .withdrawn: "Retiré",
    ])

  private static let arabic = ActorSheetTexts(
    allMoney: "حسب الصندوق والجهة المموِّلة والفترة", appeals: "الطعون", against: "موضوع الطعن",
    report: "الحكم على التقرير", scoreOfRun: "نتيجة عملية الاحتساب", filedOn: "قُدِّم في",
    answerDueOn: "أجل الجواب", state: "الحالة", grounds: "الأسباب", answer: "الجواب",
    states: [
      .pending: "ينتظر الجواب", .overdue: "لم يُجَب عنه في الأجل", .allowed: "مقبول", .dismissed: "مرفوض",
      .withdrawn: "مسحوب",
    ])
}
