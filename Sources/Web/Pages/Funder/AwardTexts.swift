import Domain

/// What the award of a round and the conditions of its tranches say, in one language. `{…}` stands for what is filled in.
struct AwardTexts: Sendable {
  let award: String
  let explained: String
  let prefix: String
  let prefixNote: String
  let name: String
  let purpose: String
  let restricted: String
  let funderSigns: String
  let granteeSigns: String
  let on: String
  let first: String
  let last: String
  let overspend: String
  let tranches: String
  let tranchesNote: String
  let tranche: String
  let share: String
  let planned: String
  let condition: String
  let noCondition: String
  let what: String
  let least: String
  let reports: String
  let reportsNote: String
  let report: String
  let reportFirst: String
  let reportLast: String
  let reportDue: String
  let isFinal: String
  let kinds: [AwardForm.Condition: String]
  let conditions: String
  let met: String
  let waived: String
  let notMet: String
  let expectedBy: String
  let reportAccepted: String
  let auditOnFile: String
  let documentOnFile: String
  let cofundingAtLeast: String
  let spentAtLeast: String
  let indicatorAtLeast: String
  let indicatorAtMost: String
  let scoreAtLeast: String
  let lowerBoundAtLeast: String

  static func of(_ language: Language) -> AwardTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = AwardTexts(
    award: "Award the round",
    explained:
      "Every payment of the round becomes a grant with the agreement below, each with its own amount: all of them or none, and once.",
    prefix: "Beginning of the grants’ codes", prefixNote: "The code of the grantee follows it.",
    name: "Name of the grants", purpose: "Purpose", restricted: "For this purpose alone",
    funderSigns: "Who signs for the funder", granteeSigns: "Who signs for the grantees",
    on: "Awarded and signed on", first: "First day", last: "Last day", overspend: "Margin of a budget line (%)",
    tranches: "Tranches",
    tranchesNote:
      "Their shares are 100 % together. Leave what is not needed empty; more tranches, or several conditions of one, are awarded over the API.",
    tranche: "Tranche", share: "Share (%)", planned: "Planned on", condition: "Waits for",
    noCondition: "nothing", what: "Code of the document or indicator",
    least: "Number of the report, or at least",
    reports: "Reports that the grantees owe", reportsNote: "A condition names a report by its number.",
    report: "Report", reportFirst: "From", reportLast: "Through", reportDue: "Due on", isFinal: "the final one",
    kinds: [
      .report: "a report to be accepted", .document: "a document on file", .audit: "an audit on file",
      .cofunding: "other money, at least", .spendRatio: "a share of what was paid accounted for (%)",
      .indicator: "a verified indicator, at least", .score: "a score, at least",
      .lowerBound: "the low end of the score’s interval, at least",
    ],
    conditions: "Waits for", met: "met", waived: "waived", notMet: "not met yet",
    expectedBy: "{condition}, expected by {day}", reportAccepted: "Report {n} is accepted",
    auditOnFile: "The audit {code} is on file", documentOnFile: "The document {code} is on file",
    cofundingAtLeast: "Own and others’ money: at least {amount}",
    spentAtLeast: "At least {share} of what was paid is accounted for",
    indicatorAtLeast: "{indicator}, {group}, as verified: at least {limit}",
    indicatorAtMost: "{indicator}, {group}, as verified: at most {limit}", scoreAtLeast: "{what}: at least {limit}",
    lowerBoundAtLeast: "{what}, low end of the interval: at least {limit}")

  private static let french = AwardTexts(
    award: "Attribuer le tour",
    explained:
      "Chaque paiement du tour devient une subvention avec la convention ci-dessous, chacune de son montant : toutes ou aucune, et une seule fois.",
    prefix: "Début des codes des subventions", prefixNote: "Le code du bénéficiaire le suit.",
    name: "Nom des subventions", purpose: "Objet", restricted: "Pour cet objet seulement",
    funderSigns: "Qui signe pour le financeur", granteeSigns: "Qui signe pour les bénéficiaires",
    on: "Attribué et signé le", first: "Premier jour", last: "Dernier jour", overspend: "Marge d’une ligne (%)",
    tranches: "Tranches",
    tranchesNote:
      "Leurs parts font 100 % ensemble. Laissez vide ce qui ne sert pas ; plus de tranches, ou plusieurs conditions pour une, s’attribuent par l’API.",
    tranche: "Tranche", share: "Part (%)", planned: "Prévue le", condition: "Attend",
    noCondition: "rien", what: "Code du document ou de l’indicateur",
    least: "Numéro du rapport, ou au moins",
    reports: "Rapports que doivent les bénéficiaires", reportsNote: "Une condition nomme un rapport par son numéro.",
    report: "Rapport", reportFirst: "Du", reportLast: "Au", reportDue: "À rendre le", isFinal: "le dernier",
    kinds: [
      .report: "l’acceptation d’un rapport", .document: "un document au dossier", .audit: "un audit au dossier",
      .cofunding: "d’autres fonds, au moins", .spendRatio: "une part justifiée de ce qui a été payé (%)",
      .indicator: "un indicateur vérifié, au moins", .score: "un score, au moins",
      .lowerBound: "le bas de l’intervalle du score, au moins",
    ],
    conditions: "Attend", met: "remplie", waived: "levée", notMet: "pas encore remplie",
    expectedBy: "{condition}, attendu pour le {day}", reportAccepted: "Le rapport {n} est accepté",
    auditOnFile: "L’audit {code} est au dossier", documentOnFile: "Le document {code} est au dossier",
    cofundingAtLeast: "Fonds propres et d’autres\u{00A0}: au moins {amount}",
    spentAtLeast: "Au moins {share} de ce qui a été payé est justifié",
    indicatorAtLeast: "{indicator}, {group}, vérifié\u{00A0}: au moins {limit}",
    indicatorAtMost: "{indicator}, {group}, vérifié\u{00A0}: au plus {limit}",
    scoreAtLeast: "{what}\u{00A0}: au moins {limit}",
    lowerBoundAtLeast: "{what}, bas de l’intervalle\u{00A0}: au moins {limit}")

  private static let arabic = AwardTexts(
    award: "إسناد منح الجولة",
    explained:
      "يصير كل أداء في الجولة منحةً بالاتفاقية أدناه، لكل واحدة مبلغها: تُسنَد كلها أو لا تُسنَد أي منها، ومرة واحدة.",
    prefix: "بداية رموز المنح", prefixNote: "يليها رمز المستفيد.", name: "اسم المنح", purpose: "الغرض",
    restricted: "لهذا الغرض وحده", funderSigns: "الموقِّع عن الجهة المموِّلة", granteeSigns: "الموقِّع عن المستفيدين",
    on: "تاريخ الإسناد والتوقيع", first: "اليوم الأول", last: "اليوم الأخير", overspend: "هامش بند الميزانية (%)",
    tranches: "الأقساط",
    tranchesNote:
      "مجموع حصصها 100 %. اتركوا ما لا حاجة إليه فارغًا؛ أما أقساط أكثر أو عدة شروط لقسط واحد فتُسنَد عبر واجهة البرمجة.",
    tranche: "القسط", share: "الحصة (%)", planned: "موعده", condition: "ينتظر", noCondition: "لا شيء",
    what: "رمز الوثيقة أو المؤشر", least: "رقم التقرير، أو الحد الأدنى",
    reports: "تقارير على المستفيدين تقديمها", reportsNote: "يذكر الشرط التقرير برقمه.", report: "التقرير",
    reportFirst: "من", reportLast: "إلى", reportDue: "أجل تقديمه", isFinal: "التقرير النهائي",
    kinds: [
      .report: "قبول تقرير", .document: "وثيقة في الملف", .audit: "تدقيق في الملف", .cofunding: "أموال أخرى، على الأقل",
      .spendRatio: "نسبة مبرَّرة مما دُفع (%)", .indicator: "مؤشر متحقَّق منه، على الأقل", .score: "نتيجة، على الأقل",
      .lowerBound: "الحد الأدنى لمجال النتيجة، على الأقل",
    ],
    conditions: "ينتظر", met: "تحقق", waived: "أُعفي منه", notMet: "لم يتحقق بعد",
    expectedBy: "{condition}، متوقَّع قبل {day}", reportAccepted: "قبول التقرير {n}",
    auditOnFile: "وجود التدقيق {code} في الملف", documentOnFile: "وجود الوثيقة {code} في الملف",
    cofundingAtLeast: "أموال ذاتية ومن آخرين: {amount} على الأقل", spentAtLeast: "تبرير {share} على الأقل مما دُفع",
    indicatorAtLeast: "{indicator}، {group}، بعد التحقق: {limit} على الأقل",
    indicatorAtMost: "{indicator}، {group}، بعد التحقق: {limit} على الأكثر", scoreAtLeast: "{what}: {limit} على الأقل",
    lowerBoundAtLeast: "{what}، الحد الأدنى للمجال: {limit} على الأقل")
}
