import Actions
import ArgumentParser
import Domain
import Interchange
import Postgres

struct FrameworkDraftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Keep a framework file as the draft of its version, in the place of an earlier one.",
    discussion: """
      Example:
        tadamun framework draft oriental-2.yml --by "S. Analyste"
      """)

  @Argument(help: "The framework file.", completion: .file(extensions: ["yml", "yaml"]))
  var file: String

  @Option(help: "Who saves it.")
  var by = Source.commandLine.name

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let text = try FrameworkFile.text(path: file)
    let tadamun = try await Database.open().tadamun()
    let draft = try await tadamun.saveDraft(framework: text, by: Source(by))
    print(try json ? JSONOutput.text(FrameworkOutput(draft)) : FrameworkText.line(draft))
    await tadamun.pool.close()
  }
}

struct FrameworkPublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publish a framework: from then on nobody can change it.",
    discussion: """
      Example:
        tadamun framework publish oriental-2.yml --by "Commission de suivi"
        tadamun framework publish --draft oriental-social-economy --version 2 --by "Commission de suivi"
      """)

  @Argument(help: "The framework file.", completion: .file(extensions: ["yml", "yaml"]))
  var file: String?

  @Option(help: "Publish the draft of this framework as it is kept, instead of a file.")
  var draft: String?

  @Option(help: "The draft's version; the newest where left out.")
  var version: Int?

  @Option(help: "Who publishes it.")
  var by = Source.commandLine.name

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (file == nil) != (draft == nil) else { throw ValidationError("Name a file, or a draft with --draft.") }
    if version != nil, draft == nil { throw ValidationError("--version goes with --draft; a file says its own.") }
  }

  func run() async throws {
    let text = try file.map { try FrameworkFile.text(path: $0) }
    let tadamun = try await Database.open().tadamun()
    let published: StoredFramework
    if let text {
      published = try await tadamun.publish(framework: text, by: Source(by))
    } else {
      published = try await tadamun.publishDraft(Code(draft ?? ""), version: version, by: Source(by))
    }
    print(try json ? JSONOutput.text(FrameworkOutput(published)) : FrameworkText.line(published))
    await tadamun.pool.close()
  }
}

struct FrameworkAdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Let a programme score by a published framework from a day on.",
    discussion: """
      The first framework of a programme may begin on any day it holds for; another one takes its place from the first
      day of a reporting period that has not begun.

      Example:
        tadamun framework adopt oriental-social-economy --version 2 --programme oriental-2024-2026 --from 2027-01-01
      """)

  @Argument(help: "The framework's code.")
  var framework: String

  @Option(help: "The version; the newest where left out.")
  var version: Int?

  @Option(help: "The programme's code.")
  var programme: String

  @Option(help: "The first day, YYYY-MM-DD.")
  var from: String

  @Option(help: "Who decides it.")
  var by = Source.commandLine.name

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    let first = try CalendarDate(iso: from)
    let adopted = try await tadamun.adopt(
      Code(framework), version: version, for: Code(programme), from: first, by: Source(by))
    print("\(programme) scores by \(adopted.code) version \(adopted.version) from \(first) on")
    await tadamun.pool.close()
  }
}
