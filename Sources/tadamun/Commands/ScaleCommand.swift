import Actions
import ArgumentParser
import Domain
import Postgres

struct ScaleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale", abstract: "The scale of a reporting year, by which actors are compared.",
    discussion: """
      Where a framework compares actors, the first run after the first reports of a year were due issues the year's
      scale. It is frozen: until it is issued again, a score moves by the actor's own data only.

      Example:
        tadamun scale list oriental
        tadamun scale issue oriental --as-of 2026-11-24
      """, subcommands: [Issue.self, List.self])

  struct Issue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "issue", abstract: "Lay the scale over what is known now; runs from now on score by it.",
      discussion: """
        Example:
          tadamun scale issue oriental
        """)

    @Argument(help: "The programme's code.")
    var programme: String

    @Option(help: "The day whose reporting year is meant, YYYY-MM-DD; today where left out.")
    var asOf: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let database = try await Database.open()
      let tadamun = try await database.tadamun(isBatch: true)
      let programme = try Code(programme)
      let day: CalendarDate
      if let asOf { day = try CalendarDate(iso: asOf) } else { day = try await tadamun.today(in: programme) }
      let issue = try await tadamun.issueScale(of: programme, asOf: day, by: .commandLine)
      await tadamun.pool.close()
      print(try json ? JSONOutput.text(ScaleOutput(issue)) : "issued scale \(issue.name)")
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the scales that were issued, newest first.",
      discussion: """
        Example:
          tadamun scale list oriental --json
        """)

    @Argument(help: "The programme's code.")
    var programme: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      let scales = try await tadamun.scales(of: Code(programme))
      await tadamun.pool.close()
      let lines = scales.map { "\($0.issue.name)  issued \($0.issuedAt) by \($0.issuedBy)" }
      print(try json ? JSONOutput.text(scales.map { ScaleOutput($0.issue) }) : lines.joined(separator: "\n"))
    }
  }
}

private struct ScaleOutput: Encodable {
  let name: String
  let year: Int
  let version: Int

  init(_ issue: RunProvenance.ScaleIssue) {
    name = issue.name
    year = issue.year
    version = issue.version
  }
}
