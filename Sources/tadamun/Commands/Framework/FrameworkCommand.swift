import ArgumentParser
import Domain
import Interchange
import Scoring

struct FrameworkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "framework", abstract: "Check, draft, publish and adopt frameworks; try one out; say what one does.",
    discussion: """
      A draft may be replaced; a published framework never changes, and a programme changes its framework between
      reporting periods only.

      Example:
        tadamun framework check config/frameworks/oriental-social-economy.yml
        tadamun framework publish config/frameworks/oriental-social-economy.yml --by "Commission de suivi"
        tadamun framework adopt oriental-social-economy --programme oriental-2024-2026 --from 2027-01-01
      """,
    subcommands: [
      Check.self, FrameworkDraftCommand.self, FrameworkPublishCommand.self, FrameworkAdoptCommand.self,
      FrameworkListCommand.self, FrameworkShowCommand.self, FrameworkDescribeCommand.self,
      FrameworkSimulateCommand.self,
    ])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Say that a framework is sound, or every mistake in it with its line and column.",
      discussion: """
        Example:
          tadamun framework check config/frameworks/oriental-social-economy.yml
        """)

    @Argument(help: "The framework file.", completion: .file(extensions: ["yml", "yaml"]))
    var file: String

    func run() async throws {
      let framework = try FrameworkFile(path: file)
      let rules = framework.framework
      print("\(rules.code) version \(rules.version) is sound: \(rules.indicators.count) indicators, ", terminator: "")
      print("\(rules.tree.count) nodes, \(rules.groups.count) groups; sha256 \(framework.sha256)")
    }
  }
}
