import Domain

/// What the pages of funding rounds say of the fund and of what a round led to.
struct RoundTexts: Sendable {
  let kindOfMoney: String
  let restriction: String
  let mayPay: String
  let fund: String
  let chooseFund: String
  let tranches: String
  let noTranches: String
  let grant: String
  let tranche: String
  let planned: String
  let lowerBoundBelow: String
  let restrictions: [Fund.Class: String]
  let rules: [Instrument: String]
  let states: [TrancheState: String]

  static func of(_ language: Language) -> RoundTexts {
    switch language {
    case .ar: arabic
    case .fr: french
    case .en: english
    }
  }

  private static let english = RoundTexts(
    kindOfMoney: "Kind of money", restriction: "Restriction", mayPay: "What it may pay", fund: "Fund",
    chooseFund: "Choose a fund", tranches: "Grants and tranches that the round led to",
    noTranches: "Not awarded yet. An award makes a grant with its tranches of each payment.",
    grant: "Grant", tranche: "Tranche", planned: "Planned",
    lowerBoundBelow: "What is verified alone gives less than",
    restrictions: [
      .unrestricted: "None", .restrictedIncome: "Income for a purpose", .permanentEndowment: "Endowment: yield only",
      .expendableEndowment: "Endowment that may be spent", .escrow: "Held until a campaign succeeds",
    ],
    rules: [
      .grant: "What the agreements name, line by line; another line only within the agreed margin.",
      .crowdfunding: "The project that people gave for, once its campaign has succeeded.",
      .zakat: "The eight categories only: actors are paid as agents of entitled persons that they named.",
      .waqf: "The yield after upkeep, to the beneficiaries of the deed; never the principal.",
      .operating: "The funder’s own costs.",
    ],
    states: [
      .planned: "Planned",
      .conditionsPending: "Waits for its conditions",
      .releasable: "May be requested",
      .requested: "Requested", .approved: "Approved", .paid: "Paid", .accounted: "Accounted for",
      .returned: "Paid back", .cancelled: "Cancelled",
    ])

  private static let french = RoundTexts(
    kindOfMoney: "Type d’argent", restriction: "Restriction", mayPay: "Ce qu’il peut payer", fund: "Fonds",
    chooseFund: "Choisir un fonds", tranches: "Subventions et tranches issues du tour",
    noTranches: "Pas encore attribué. L’attribution fait de chaque paiement une subvention avec ses tranches.",
    grant: "Subvention", tranche: "Tranche", planned: "Prévue le",
    lowerBoundBelow: "Le vérifié seul donne moins de",
    restrictions: [
      .unrestricted: "Aucune", .restrictedIncome: "Revenu affecté à un but",
      .permanentEndowment: "Dotation : revenus seulement", .expendableEndowment: "Dotation qui peut être dépensée",
      .escrow: "Gardé jusqu’au succès d’une campagne",
    ],
    rules: [
      .grant: "Ce que nomment les conventions, ligne par ligne ; une autre ligne seulement dans la marge convenue.",
      .crowdfunding: "Le projet pour lequel on a donné, une fois sa campagne réussie.",
      .zakat:
        "Les huit catégories seulement : les acteurs sont payés comme mandataires d’ayants droit qu’ils ont nommés.",
      .waqf: "Le revenu après entretien, aux bénéficiaires de l’acte ; jamais le capital.",
      .operating: "Les frais propres du financeur.",
    ],
    states: [
      .planned: "Prévue", .conditionsPending: "Attend ses conditions", .releasable: "Peut être demandée",
      .requested: "Demandée", .approved: "Approuvée", .paid: "Payée", .accounted: "Justifiée",
      .returned: "Restituée", .cancelled: "Annulée",
    ])

  private static let arabic = RoundTexts(
    kindOfMoney: "نوع المال", restriction: "القيد", mayPay: "ما يجوز أن يُصرف فيه", fund: "الصندوق",
    chooseFund: "اختر صندوقًا", tranches: "المنح والأقساط الناتجة عن الجولة",
    noTranches: "لم تُسنَد بعد. يجعل الإسناد من كل أداء منحةً بأقساطها.",
    grant: "المنحة", tranche: "القسط", planned: "موعده",
    lowerBoundBelow: "المُتحقَّق منه وحده يعطي أقل من",
    restrictions: [
      .unrestricted: "لا قيد", .restrictedIncome: "مال مخصَّص لغرض", .permanentEndowment: "أصل دائم: ريعه فقط",
      .expendableEndowment: "أصل يجوز صرفه", .escrow: "محفوظ حتى تنجح الحملة",
    ],
    rules: [
      .grant: "ما تسمّيه الاتفاقيات سطرًا سطرًا، ولا يُحوَّل إلى سطر آخر إلا في الهامش المتفق عليه.",
      .crowdfunding: "المشروع الذي تبرّع الناس له، بعد نجاح حملته.",
      .zakat: "الأصناف الثمانية فقط: تُدفع للجهات بصفتها وكيلة عن مستحقين سمّتهم.",
      .waqf: "الريع بعد الصيانة، لمستحقي الوقف بحسب شرط الواقف؛ ولا يُصرف الأصل أبدًا.",
      .operating: "مصاريف الجهة المموِّلة نفسها.",
    ],
    states: [
      .planned: "مُبرمج", .conditionsPending: "ينتظر شروطه", .releasable: "يمكن طلبه", .requested: "مطلوب",
      .approved: "موافَق عليه", .paid: "مدفوع", .accounted: "مُبرَّر", .returned: "مُسترجَع", .cancelled: "ملغى",
    ])
}
