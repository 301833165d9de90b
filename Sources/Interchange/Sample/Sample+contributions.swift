import Domain

extension Sample {
  /// Two years of every fund. No fund ever pays out what it does not hold, and a waqf pays out its rent only.
  mutating func addContributions() throws(Problem) {
    for (index, fund) in funds.enumerated() {
      var book = SampleBook(fund: fund, asOf: asOf, source: SampleGenerator(seed: seed, part: "fund", index))
      // Foundations sign agreements; circles of donors give to campaigns and zakat.
      let giver = fund.instrument == .grant ? "fondation-" : "cercle-"
      let donors = actors(.funder).map(\.code).filter { $0.hasPrefix(giver) }
      let receivers = actors.filter { $0.kind == (index % 3 == 2 ? .association : .cooperative) }.map(\.code)
      for quarter in quarters {
        switch fund.instrument {
        case .grant: try book.addGrant(quarter, donors, receivers)
        case .crowdfunding: try book.addCampaign(quarter, donors, receivers)
        case .zakat: try book.addZakat(quarter, donors, receivers)
        case .waqf: try book.addWaqf(quarter, donors, receivers, isFirst: quarter == quarters.first)
        case .operating: break
        }
      }
      contributions += book.rows.sorted { left, right in
        (left.occurredOn, left.externalRef) < (right.occurredOn, right.externalRef)
      }
    }
  }
}
