import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct ClaimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "How much of an outcome each programme claims as its own.",
    discussion: """
      The shares of all programmes add up to one at most; the last that was recorded of each counts.

      Example:
        tadamun claim list coop-12
        tadamun claim set coop-12 --body '{"programme": "femmes-2026", "indicator": "jobs", "share_bp": 6000,
          "period": {"first_on": "2026-01-01", "last_on": "2026-03-31"}}' --by chief
      """, subcommands: [List.self, Set.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List what is claimed of an actor's outcomes.",
      discussion: """
        Example:
          tadamun claim list coop-12
        """)

    @OptionGroup var listing: ActorListing

    func run() async throws {
      try await listing.show({ try await $0.claims(of: $1) }, rendered: PartnerRequest.rendered, line: PartnerText.line)
    }
  }

  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Claim a share of an outcome, in hundredths of a per cent; 0 gives it up.",
      discussion: """
        Example:
          tadamun claim set coop-12 --file share.json --by chief
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @OptionGroup var particulars: Particulars

    @Option(help: "Who claims it.")
    var by: String

    func run() async throws {
      let (code, source, bytes) = (try Code(actor), try Source(Person(by).name), try particulars.bytes())
      let tadamun = try await Database.open().tadamun()
      print(try await PartnerRequest.claim(bytes, of: code, on: tadamun, by: source))
      await tadamun.pool.close()
    }
  }
}
