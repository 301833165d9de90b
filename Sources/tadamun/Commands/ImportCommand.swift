import ArgumentParser

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take a file in: contributions, reports, or published IATI activities.",
    discussion: """
      What was imported before is left as it is, so that a file may be imported again. What is refused is listed with
      its place in the file.

      Example:
        tadamun import reports reports.csv
      """, subcommands: [ImportContributionsCommand.self, ImportReportsCommand.self, ImportIATICommand.self])
}
