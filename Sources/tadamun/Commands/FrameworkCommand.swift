import ArgumentParser
import Domain
import Interchange
import Scoring

struct FrameworkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "framework", abstract: "Look at framework files.",
    discussion: """
      Example:
        tadamun framework check config/frameworks/oriental-social-economy.yml
      """, subcommands: [Check.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that a framework is sound, or every mistake in it with its line and column.",
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
