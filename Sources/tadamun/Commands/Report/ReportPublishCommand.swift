import Actions
import ArgumentParser
import Domain
import Postgres

extension ReportCommand {
  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Publish how many people a programme reached, without what would tell of a small group.",
      discussion: """
        Example:
          tadamun report publish femmes-2026 --from 2026-01-01 --through 2026-03-31 --by chief
        """)

    @Argument(help: "The programme's code.")
    var programme: String

    @Option(help: "The first day of the period, YYYY-MM-DD.")
    var from: String

    @Option(help: "The last day of the period, YYYY-MM-DD.")
    var through: String

    @Option(help: "Who publishes.")
    var by: String

    func run() async throws {
      let period = try DateSpan(CalendarDate(iso: from), through: CalendarDate(iso: through))
      let (code, source) = (try Code(programme), try Source(Person(by).name))
      let tadamun = try await Database.open().tadamun()
      let (reach, isNew) = try await tadamun.publishReach(of: code, for: period, by: source)
      await tadamun.pool.close()
      print("version \(reach.version)\(isNew ? "" : ", published before")")
      for (key, people) in reach.counts.sorted(by: { $0.key < $1.key }) {
        print("\(key.indicator)  \(key.group)  \(people.map(String.init) ?? "hidden")")
      }
    }
  }
}
