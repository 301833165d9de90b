import Actions
import ArgumentParser
import Domain
import Postgres

struct MoneyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "money",
    abstract: "Show what came to an actor, by kind of money, fund, funder and period.",
    discussion: """
      Gross, fees, net, held for it, paid out and spent stand apart. Of a union its own money stands apart from its
      members', and what reached them through it apart from both. Every figure is a sum over the ledger.

      Example:
        tadamun money coop-001 --by year
      """)

  @Argument(help: "The actor's code.")
  var actor: String

  @Option(help: "How time is cut: all, year, quarter or month.")
  var by = "all"

  @Option(help: "The first day, YYYY-MM-DD; needs --through.")
  var from: String?

  @Option(help: "The last day, YYYY-MM-DD; needs --from.")
  var through: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard MoneyView.Cut(rawValue: by) != nil else {
      throw ValidationError("--by is one of: \(MoneyView.Cut.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    guard (from == nil) == (through == nil) else { throw ValidationError("--from and --through go together.") }
  }

  func run() async throws {
    var days: DateSpan?
    if let from, let through { days = try DateSpan(CalendarDate(iso: from), through: CalendarDate(iso: through)) }
    let code = try Code(actor)
    let database = try await Database.open()
    let tadamun = try await database.tadamun()
    let view = try await tadamun.moneyView(of: code, by: MoneyView.Cut(rawValue: by) ?? .all, days: days)
    await tadamun.pool.close()
    print(try json ? JSONOutput.text(MoneyViewOutput(view)) : MoneyText.view(view))
  }
}
