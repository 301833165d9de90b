import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct TrainingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "training", abstract: "Trainings and workshops, who came, and what was reported before and after.",
    discussion: """
      Example:
        tadamun training record centre-oujda --file training.json --by chief
        tadamun training compare coop-12 --centre centre-oujda --training bookkeeping-1 --indicator jobs
      """, subcommands: [List.self, Record.self, Compare.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the trainings that an actor gave, or that its people came to.",
      discussion: """
        Example:
          tadamun training list coop-12
        """)

    @OptionGroup var listing: ActorListing

    func run() async throws {
      try await listing.show(
        { try await $0.trainings(about: $1) }, rendered: PartnerRequest.rendered, line: PartnerText.line)
    }
  }

  struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "record", abstract: "Record a training with attendance by actor and target group, as over HTTP.",
      discussion: """
        Example:
          tadamun training record centre-oujda --by chief --body '{"code": "bookkeeping-1", "topic": "Bookkeeping",
            "first_on": "2026-02-02", "last_on": "2026-02-04", "hours": 18,
            "attendance": [{"actor": "coop-12", "group": "women", "people": 14}]}'
        """)

    @Argument(help: "The code of who gave it.")
    var centre: String

    @OptionGroup var particulars: Particulars

    @Option(help: "Who records it.")
    var by: String

    func run() async throws {
      let (code, source, bytes) = (try Code(centre), try Source(Person(by).name), try particulars.bytes())
      let tadamun = try await Database.open().tadamun()
      print(try await PartnerRequest.record(bytes, by: code, on: tadamun, by: source))
      await tadamun.pool.close()
    }
  }

  struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare", abstract: "Compare what an actor reported before a training and after it, as JSON.",
      discussion: """
        Example:
          tadamun training compare coop-12 --centre centre-oujda --training bookkeeping-1 --indicator jobs
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Option(help: "The code of who gave the training.")
    var centre: String

    @Option(help: "The training's code.")
    var training: String

    @Option(help: "The indicator's code.")
    var indicator: String

    @Option(help: "The target group's code.")
    var group = TargetGroup.everybody.text

    func run() async throws {
      let (actor, centre, training) = (try Code(actor), try Code(centre), try Code(training))
      let (indicator, group) = (try Code(indicator), try Code(group))
      let tadamun = try await Database.open().tadamun()
      let comparison = try await tadamun.comparison(
        of: indicator, group: group, by: actor, around: training, of: centre)
      await tadamun.pool.close()
      print(
        PartnerRequest.rendered(
          comparison, of: actor, around: training, of: centre, indicator: indicator, group: group))
    }
  }
}
