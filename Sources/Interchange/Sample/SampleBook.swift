import Domain

/// The movements of one fund of a sample, with what it holds.
struct SampleBook {
  let fund: SampleFund
  let asOf: CalendarDate
  var source: SampleGenerator
  private(set) var rows: [ContributionRow] = []
  /// Dirhams that came in, may be paid out, and were not.
  private var spendable = 0

  init(fund: SampleFund, asOf: CalendarDate, source: SampleGenerator) {
    self.fund = fund
    self.asOf = asOf
    self.source = source
  }

  /// A promise, its first part in the same quarter, and payments to a few actors.
  mutating func addGrant(_ quarter: DateSpan, _ donors: [String], _ receivers: [String]) throws(Problem) {
    let donor = source.pick(donors)
    let promised = source.int(8...40) * 10_000
    try add(.commitment, promised, signing(quarter), contributor: donor, "Convention de financement")
    let paid = promised / 10_000 * source.int(60...100) * 100
    try add(.receipt, paid, early(quarter), contributor: donor, "Versement de la tranche")
    spendable += paid
    try payOut(quarter, receivers, payments: source.int(6...10), largest: 60_000, "Tranche d’équipement")
  }

  /// Many small gifts for one actor, most of them anonymous, some of them straight to it.
  mutating func addCampaign(_ quarter: DateSpan, _ donors: [String], _ receivers: [String]) throws(Problem) {
    let receiver = source.pick(receivers)
    var collected = 0
    for _ in 0..<source.int(14...30) {
      let amount = source.pick([50, 100, 100, 150, 200, 200, 300, 500, 1_000, 2_000])
      let donor = source.chance(70) ? nil : source.pick(donors)
      if source.chance(12) {
        try add(.direct, amount, early(quarter), actor: receiver, contributor: donor, "Don direct")
      } else {
        collected += amount
        try add(.receipt, amount, early(quarter), actor: receiver, contributor: donor, "Don en ligne")
      }
    }
    if collected > 0 { try add(.disbursement, collected, late(quarter), actor: receiver, "Produit de la campagne") }
  }

  /// Gifts, most of them anonymous, paid out in the same quarter.
  mutating func addZakat(_ quarter: DateSpan, _ donors: [String], _ receivers: [String]) throws(Problem) {
    for _ in 0..<source.int(8...14) {
      let amount = source.int(5...120) * 100
      let donor = source.chance(80) ? nil : source.pick(donors)
      try add(.receipt, amount, early(quarter), contributor: donor, "Versement de zakat")
      spendable += amount
    }
    try payOut(quarter, receivers, payments: source.int(4...7), largest: 25_000, "Aide au titre de la zakat")
  }

  /// A corpus at the start, which stays; rent each quarter, which is paid out.
  mutating func addWaqf(
    _ quarter: DateSpan, _ donors: [String], _ receivers: [String], isFirst: Bool
  ) throws(Problem) {
    if isFirst {
      let corpus = source.int(60...240) * 10_000
      try add(.commitment, corpus, signing(quarter), contributor: fund.keeper, "Acte de waqf")
      try add(.receipt, corpus, early(quarter), contributor: fund.keeper, "Constitution du waqf")
    }
    let rent = source.int(90...280) * 100
    try add(.receipt, rent, early(quarter), "Loyer du bien habous")
    spendable += rent
    try payOut(quarter, receivers, payments: source.int(1...3), largest: 15_000, "Part du revenu du waqf")
  }

  private mutating func payOut(
    _ quarter: DateSpan, _ receivers: [String], payments: Int, largest: Int, _ purpose: String
  ) throws(Problem) {
    for _ in 0..<payments where spendable >= 1_000 {
      let amount = min(source.int(10...(largest / 100)) * 100, spendable)
      spendable -= amount
      let (day, receiver) = (late(quarter), source.pick(receivers))
      // What the fund holds for nobody in particular is set aside for the actor before it is handed over.
      try add(.allocation, amount, day, actor: receiver, purpose)
      try add(.disbursement, amount, day, actor: receiver, purpose)
    }
  }

  /// A day of the first two weeks of a quarter, before any money moves.
  private mutating func signing(_ quarter: DateSpan) -> CalendarDate { quarter.first.adding(days: source.int(0...13)) }
  /// A day of the six weeks after that.
  private mutating func early(_ quarter: DateSpan) -> CalendarDate { quarter.first.adding(days: source.int(14...55)) }
  /// A day of the last month of a quarter.
  private mutating func late(_ quarter: DateSpan) -> CalendarDate { quarter.last.adding(days: -source.int(0...28)) }

  private mutating func add(
    _ stage: Contribution.Stage, _ dirhams: Int, _ day: CalendarDate, actor: String? = nil,
    contributor: String? = nil, _ purpose: String
  ) throws(Problem) {
    let number = String(rows.count + 1)
    let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
    rows.append(
      ContributionRow(
        externalRef: "\(fund.code)-\(padded)", instrument: fund.instrument, fund: fund.code, stage: stage,
        actor: actor, contributor: contributor, amount: try Money(minor: Int64(dirhams) * 100, .mad), occurredOn: day,
        description: purpose))
  }
}
