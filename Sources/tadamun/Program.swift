import ArgumentParser
import Domain
import Foundation

/// The program `tadamun`: one subcommand a file.
@main
struct Program: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tadamun",
    abstract: "Funds cooperatives by the results they have: money in, reports in, every night's scores out.",
    discussion: """
      Exit status: 0 done, 1 the input or the state says no, 2 wrong use of the command.

      Example:
        tadamun demo
      """,
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, ServeCommand.self, OpenAPICommand.self, WorkCommand.self, MigrateCommand.self,
      DatabaseCommand.self,
      FundCommand.self, BankCommand.self, LedgerCommand.self,
      ImportCommand.self, EvaluateCommand.self, EquationsCommand.self, FrameworkCommand.self, ProposeCommand.self,
      ScoreCommand.self,
      ScoresCommand.self, VerifyCommand.self, PolicyCommand.self, DecisionCommand.self, MoneyCommand.self,
      GrantCommand.self, ProposalCommand.self, ZakatCommand.self, WaqfCommand.self, CampaignCommand.self,
      PoolCommand.self,
      RunsCommand.self, ExportCommand.self, ScaleCommand.self, PeopleCommand.self, ReportCommand.self,
      CatalogueCommand.self, ClaimCommand.self, TrainingCommand.self, MandateCommand.self, DraftCommand.self,
      SigningCommand.self,
    ])

  /// As `ParsableCommand.main`, with this program's exit statuses.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      quit(error)
    }
  }

  private static func quit(_ error: any Error) -> Never {
    if let status = error as? ExitCode { Foundation.exit(status.rawValue) }
    let status = exitCode(for: error)
    if status.isSuccess { exit(withError: error) }
    if status == .validationFailure {
      say(fullMessage(for: error))
      Foundation.exit(2)
    }
    say(Complaint.text(of: error))
    Foundation.exit(1)
  }

  private static func say(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}
