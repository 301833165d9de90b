import API
import Actions
import ArgumentParser
import Domain
import Postgres

extension ZakatCommand {
  struct Pledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pledge",
      abstract: "Show what became of a promise, as JSON: how much of it came, and how much is still promised.",
      discussion: """
        Example:
          tadamun zakat pledge p-1
        """)

    @Argument(help: "The promise's code.")
    var pledge: String

    func run() async throws {
      let code = try Code(pledge)
      let tadamun = try await Database.open().tadamun()
      let standing = try await tadamun.zakatPledge(code)
      await tadamun.pool.close()
      print(ZakatRequest.rendered(standing))
    }
  }

  struct Pledges: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pledges", abstract: "List promises to a fund of which something is open, by code.",
      discussion: """
        At most --limit of them; --after goes on behind one. What is promised is no money of the fund's.

        Example:
          tadamun zakat pledges zakat-2026 --json
        """)

    @Argument(help: "The fund's code.")
    var fund: String

    @Option(help: "The code of the last promise of the list before.")
    var after: String?

    @Option(help: "At most so many, up to 500.")
    var limit = 100

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (fund, after) = (try Code(fund), try after.map { try Code($0) })
      let tadamun = try await Database.open().tadamun()
      let pledges = try await tadamun.openZakatPledges(to: fund, after: after, limit: limit)
      await tadamun.pool.close()
      if json { return print(ZakatRequest.rendered(pledges)) }
      for pledge in pledges { print(ZakatText.pledge(pledge)) }
    }
  }
}
