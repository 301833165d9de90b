import Actions
import ArgumentParser
import Domain
import Postgres

struct FundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fund", abstract: "Funds: pools of money with one restriction each.",
    discussion: """
      A fund is of one kind of money. Zakat, waqfs, campaigns and match pools then put a fund under the rules of their
      kind; see “tadamun zakat”, “tadamun waqf” and “tadamun campaign”.

      Example:
        tadamun fund open grants-2026 --instrument grant --name-fr "Subventions 2026"
        tadamun fund list --instrument zakat
      """, subcommands: [Open.self, List.self])

  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "open", abstract: "Open a fund, or find the one that is open already under its code.",
      discussion: """
        Example:
          tadamun fund open zakat-2026 --instrument zakat --name-ar "زكاة 2026" --name-fr "Zakat 2026"
        """)

    @Argument(help: "The code the fund is to have.")
    var code: String

    @Option(help: "Its kind of money: \(Instrument.allCases.map(\.rawValue).joined(separator: ", ")).")
    var instrument: String

    @Option(name: .customLong("class"), help: "Its class; the usual one of its kind where left out.")
    var fundClass: String?

    @Option(help: "Its name in Arabic.")
    var nameAr: String?

    @Option(help: "Its name in French.")
    var nameFr: String?

    @Option(help: "Its name in English.")
    var nameEn: String?

    @Option(help: "The actor who holds its money.")
    var holder: String?

    func validate() throws {
      guard fundClass == nil || Fund.Class(rawValue: fundClass ?? "") != nil else {
        throw ValidationError("--class is one of: \(Fund.Class.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
    }

    func run() async throws {
      let fund = try Fund(
        Code(code), Instrument(word: instrument), class: fundClass.flatMap(Fund.Class.init(rawValue:)),
        names: Names(ar: nameAr, fr: nameFr, en: nameEn), holder: holder.map { try Code($0) })
      try await ask { try await $0.open(fund, by: .commandLine) }
      print(FundCommand.line(fund))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List funds by code.",
      discussion: """
        Example:
          tadamun fund list --json
        """)

    @Option(help: "Only funds of this kind of money.")
    var instrument: String?

    @Option(help: "Only codes after this one.")
    var after: String?

    @Option(help: "How many, 1 to 500.")
    var limit = 200

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
    }

    func run() async throws {
      let (kind, after) = (try instrument.map { try Instrument(word: $0) }, try after.map { try Code($0) })
      let funds = try await ask { try await $0.funds(after: after, of: kind, limit: limit) }
      if json { return print(try JSONOutput.text(funds.map(FundOutput.init))) }
      for fund in funds { print(FundCommand.line(fund)) }
    }
  }

  private static func line(_ fund: Fund) -> String {
    "\(fund.code)  \(fund.instrument.rawValue)  \(fund.fundClass.rawValue)  \(fund.names.preferred(.en))"
  }
}

private struct FundOutput: Encodable {
  let code: String
  let instrument: String
  let fundClass: String
  let names: NamesOutput
  let holder: String?

  init(_ fund: Fund) {
    code = fund.code.text
    instrument = fund.instrument.rawValue
    fundClass = fund.fundClass.rawValue
    names = fund.names.output
    holder = fund.holder?.text
  }
}
