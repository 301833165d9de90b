import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct DraftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft", abstract: "Reports that are begun and not handed in.",
    discussion: """
      Example:
        tadamun draft list coop-12
      """, subcommands: [List.self, Show.self, Discard.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List an actor's open drafts, the oldest first.",
      discussion: """
        Example:
          tadamun draft list coop-12 --json
        """)

    @OptionGroup var listing: ActorListing

    func run() async throws {
      try await listing.show({ try await $0.drafts(of: $1) }, rendered: PartnerRequest.rendered, line: PartnerText.line)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a draft with its cells, as JSON.",
      discussion: """
        Example:
          tadamun draft show coop-12 7
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Argument(help: "The draft's number.")
    var draft: Int64

    func run() async throws {
      let code = try Code(actor)
      let tadamun = try await Database.open().tadamun()
      let found = try await tadamun.draft(draft, of: code)
      await tadamun.pool.close()
      print(PartnerRequest.rendered([found]))
    }
  }

  struct Discard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "discard",
      abstract: "Give up a draft that nobody goes on with, so that another can be begun for its period.",
      discussion: """
        Example:
          tadamun draft discard coop-12 7 --at-version 3 --by chief
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Argument(help: "The draft's number.")
    var draft: Int64

    @Option(help: "The version that was looked at; where somebody saved since, nothing is given up.")
    var atVersion: Int

    @Option(help: "Who gives it up.")
    var by: String

    func run() async throws {
      let (code, source) = (try Code(actor), try Source(Person(by).name))
      let tadamun = try await Database.open().tadamun()
      try await tadamun.discardDraft(draft, of: code, from: atVersion, by: source)
      await tadamun.pool.close()
      print("draft \(draft) of \(actor) is given up")
    }
  }
}
