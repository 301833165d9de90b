import Domain
import Interchange
import Testing

@Suite("The money of the sample")
struct SampleMoneyTests {
  @Test("each of the four instruments has funds, and every stage of giving occurs")
  func stages() throws {
    let sample = try SampleTests.sample.get()
    for instrument in [Instrument.grant, .crowdfunding, .zakat, .waqf] {
      #expect(sample.funds.filter { $0.instrument == instrument }.count == 3)
    }
    for stage in [Contribution.Stage.commitment, .receipt, .disbursement, .direct] {
      #expect(sample.contributions.contains { $0.stage == stage })
    }
    #expect(sample.contributions.contains { $0.contributor == nil && $0.instrument == .zakat })
  }

  @Test("no fund pays out what it does not hold, and a waqf no more than its rent")
  func balances() throws {
    let sample = try SampleTests.sample.get()
    for fund in sample.funds {
      var held: Int64 = 0
      for row in sample.contributions where row.fund == fund.code {
        let isCorpus = row.instrument == .waqf && row.contributor != nil
        if row.stage == .receipt, !isCorpus { held += row.amount.minor }
        if row.stage == .disbursement { held -= row.amount.minor }
        #expect(held >= 0)
      }
    }
  }

  @Test("money moves after its promise")
  func promises() throws {
    let sample = try SampleTests.sample.get()
    for fund in sample.funds where fund.instrument == .grant || fund.instrument == .waqf {
      let first = sample.contributions.first { $0.fund == fund.code }
      #expect(first?.stage == .commitment)
    }
  }

  @Test("what a campaign collects for an actor goes to that actor")
  func designated() throws {
    let rows = try SampleTests.sample.get().contributions.filter { $0.instrument == .crowdfunding }
    let sums = { (stage: Contribution.Stage) in
      rows.filter { $0.stage == stage }.reduce(into: [String: Int64]()) {
        $0[$1.actor ?? "", default: 0] += $1.amount.minor
      }
    }
    #expect(sums(.receipt) == sums(.disbursement))
  }

  @Test("the contributions come back from a file as they were, and name actors and funds that are there")
  func roundTrip() throws {
    let sample = try SampleTests.sample.get()
    let codes = Set(sample.actors.map(\.code))
    let names = Set(sample.contributions.flatMap { [$0.actor, $0.contributor].compactMap(\.self) })
    #expect(names.isSubset(of: codes))
    #expect(Set(sample.contributions.map(\.fund)) == Set(sample.funds.map(\.code)))
    #expect(Set(sample.contributions.map(\.externalRef)).count == sample.contributions.count)
    let rows = [ContributionRow.table.fields.map { CSVCellValue.text($0.name) }] + sample.contributions.map(\.cells)
    let (good, bad) = try TablesReading.rows(
      ContributionRow.self, String(decoding: CSVWritingTests.written(.plain, rows), as: UTF8.self))
    #expect(bad.isEmpty)
    let unplaced = good.map { row in
      var row = row
      row.place = nil
      return row
    }
    #expect(unplaced == sample.contributions)
  }
}
