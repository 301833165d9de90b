import Actions
import ArgumentParser
import Domain
import Foundation
import Interchange
import Postgres
import Scoring

extension Language: ExpressibleByArgument {}
extension MethodDescription.Form: ExpressibleByArgument {}

struct FrameworkDescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say in words what a framework does, or how a run's scores were made.",
    discussion: """
      The words are generated from the framework: for a run, from the one that ran, with its fingerprint.

      Example:
        tadamun framework describe config/frameworks/hdi-like.yml --language fr
        tadamun framework describe 12 --language ar          # run 12
      """)

  @Argument(help: "A framework file, or the number of a run.")
  var subject: String

  @Option(help: "ar, fr or en.")
  var language = Language.fr

  @Option(help: "markdown or text.")
  var form = MethodDescription.Form.markdown

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    if let run = Int64(subject), !FileManager.default.fileExists(atPath: subject) {
      let tadamun = try await Database.open().tadamun()
      let method = try await tadamun.describe(run: run, in: language)
      try printOut(method.markdown, method.text, framework: method.framework.text, version: method.version, run: run)
      await tadamun.pool.close()
    } else {
      let file = try FrameworkFile(path: subject)
      let method = try MethodDescription(file.framework, sha256: file.sha256, language: language)
      try printOut(
        method.rendered(.markdown), method.rendered(.text), framework: file.framework.code,
        version: file.framework.version, run: nil)
    }
  }

  private func printOut(_ markdown: String, _ text: String, framework: String, version: Int, run: Int64?) throws {
    guard json else { return print(form == .markdown ? markdown : text, terminator: "") }
    print(
      try JSONOutput.text(
        MethodOutput(
          framework: framework, version: version, run: run, language: language.rawValue, markdown: markdown,
          text: text)))
  }
}

/// `tadamun framework describe --json`.
private struct MethodOutput: Encodable {
  let framework: String
  let version: Int
  let run: Int64?
  let language: String
  let markdown: String
  let text: String
}
