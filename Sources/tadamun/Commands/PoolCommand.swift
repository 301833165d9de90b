import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct PoolCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool", abstract: "What comes to a union, shared among its members by agreed percentages.",
    discussion: """
      What is done is written as JSON, the same as over HTTP; docs/instruments.md says what each needs.

      Example:
        tadamun pool record agreements --body '{"agreement": "oliviers-2026", "union": "union-01", "first_on":
          "2026-01-01", "shares": [{"member": "coop-001", "share_bp": 6000}, {"member": "coop-002", "share_bp": 4000}],
          "by": "secretary"}'
        tadamun decision approve 7 --by president
        tadamun pool record distributions --body '{"distribution": "harvest-1", "union": "union-01", "entry": 712,
          "on": "2026-03-02", "by": "secretary"}'
      """, subcommands: [RecordCommand<PoolRequest>.self, Agreements.self, Show.self])

  struct Agreements: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "agreements", abstract: "List the agreements of a union by their first days.",
      discussion: """
        Example:
          tadamun pool agreements union-01
        """)

    @Argument(help: "The union's code.")
    var union: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let code = try Code(union)
      let agreements = try await ask { try await $0.poolAgreements(of: code) }
      if json { return print(PoolRequest.rendered(agreements)) }
      for standing in agreements {
        let shares = standing.agreement.shares.map { "\($0.member) \($0.basisPoints)" }.joined(separator: ", ")
        let state = standing.state == "pending" ? "waits for decision \(standing.decision)" : standing.state
        print("\(standing.agreement.code)  from \(standing.agreement.first)  \(state): \(shares) (basis points)")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show what came to a union and what each member got of it.",
      discussion: """
        Example:
          tadamun pool show harvest-1 --json
        """)

    @Argument(help: "The distribution's code.")
    var distribution: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let code = try Code(distribution)
      let sharing = try await ask { try await $0.poolSharing(code) }
      if json { return print(PoolRequest.rendered(sharing)) }
      let standing = sharing.isReversed ? ", reversed" : ""
      print(
        "\(sharing.code): \(sharing.amount) of entry \(sharing.pooledEntry), shared by \(sharing.agreement) "
          + "on \(sharing.on), entry \(sharing.entry)\(standing)")
      for part in sharing.parts { print("  \(part.member)  \(part.amount)") }
    }
  }
}

extension PoolRequest: RecordedAsJSON {
  static let subject = "the pool of a union"
  static let recordExample = """
      tadamun pool record agreements --file agreement.json
    """
}
