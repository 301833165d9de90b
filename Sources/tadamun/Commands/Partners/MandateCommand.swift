import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct MandateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mandate", abstract: "Unions and coaching centres that report or verify for an actor.",
    discussion: """
      Example:
        tadamun mandate give coop-12 --to union-oriental --purpose reporting --from 2026-01-01 --by chief
      """, subcommands: [List.self, Give.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List who acts for an actor, and for whom it acts.",
      discussion: """
        Example:
          tadamun mandate list coop-12
        """)

    @OptionGroup var listing: ActorListing

    func run() async throws {
      try await listing.show(
        { try await $0.mandates(about: $1) }, rendered: PartnerRequest.rendered, line: PartnerText.line)
    }
  }

  struct Give: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "give",
      abstract: "Let a union or a coaching centre act for an actor; the same again changes nothing.",
      discussion: """
        Example:
          tadamun mandate give coop-12 --to centre-oujda --purpose verification --from 2026-01-01 --by chief
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Option(help: "The code of the union or the centre.")
    var to: String

    @Option(help: "reporting or verification.")
    var purpose: String

    @Option(help: "The first day, YYYY-MM-DD.")
    var from: String

    @Option(help: "The last day, YYYY-MM-DD; none where it goes on.")
    var through: String?

    @Option(help: "Who records it.")
    var by: String

    func validate() throws {
      guard Mandate.Purpose(rawValue: purpose) != nil else {
        throw ValidationError("--purpose is \(Mandate.Purpose.allCases.map(\.rawValue).joined(separator: " or ")).")
      }
    }

    func run() async throws {
      let mandate = try Mandate(
        of: Code(actor), to: Code(to), for: Mandate.Purpose(rawValue: purpose) ?? .reporting,
        from: CalendarDate(iso: from), through: through.map { try CalendarDate(iso: $0) })
      let source = try Source(Person(by).name)
      let tadamun = try await Database.open().tadamun()
      try await tadamun.mandate(mandate, by: source)
      await tadamun.pool.close()
      print(PartnerText.line(mandate))
    }
  }
}
