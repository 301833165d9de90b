import Actions
import ArgumentParser
import Domain
import Postgres

struct FrameworkListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the frameworks that are kept, drafts and published ones.",
    discussion: """
      Example:
        tadamun framework list
      """)

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    let frameworks = try await tadamun.frameworks()
    if json {
      print(try JSONOutput.text(frameworks.map { FrameworkOutput($0) }))
    } else {
      print(frameworks.isEmpty ? "No framework is kept." : frameworks.map(FrameworkText.line).joined(separator: "\n"))
    }
    await tadamun.pool.close()
  }
}

struct FrameworkShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a framework word for word, with who published it and who scores by it.",
    discussion: """
      Example:
        tadamun framework show oriental-social-economy --version 1
        tadamun framework show oriental-social-economy --text > oriental.yml
      """)

  @Argument(help: "The framework's code.")
  var framework: String

  @Option(help: "The version; the newest where left out.")
  var version: Int?

  @Flag(help: "Print the file alone, byte for byte.")
  var text = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    let (framework, adoptions) = try await tadamun.framework(Code(framework), version: version)
    if json {
      print(try JSONOutput.text(FrameworkOutput(framework, adoptions: adoptions, withText: true)))
    } else if text {
      print(framework.text, terminator: "")
    } else {
      print(FrameworkText.line(framework))
      for adoption in adoptions { print("  \(adoption.programme) from \(adoption.first) on") }
      print("\n\(framework.text)", terminator: "")
    }
    await tadamun.pool.close()
  }
}

/// Frameworks as text for a terminal.
enum FrameworkText {
  static func line(_ framework: StoredFramework) -> String {
    let held = [framework.validFrom.map { "from \($0)" }, framework.validThrough.map { "to \($0)" }]
      .compactMap(\.self).joined(separator: " ")
    return "\(framework.code) version \(framework.version), \(framework.state.rawValue) by \(framework.author) on "
      + "\(framework.recordedAt)\(held.isEmpty ? "" : ", holds \(held)"); sha256 \(framework.sha256)"
  }
}

/// `tadamun framework list|show --json`.
struct FrameworkOutput: Encodable {
  struct Adoption: Encodable {
    let programme: String
    let firstOn: String
  }

  let code: String
  let version: Int
  let state: String
  let sha256: String
  let validFrom: String?
  let validTo: String?
  let author: String
  let recordedAt: String
  let adoptions: [Adoption]?
  let text: String?

  init(_ framework: StoredFramework, adoptions: [FrameworkAdoption]? = nil, withText: Bool = false) {
    code = framework.code.text
    version = framework.version
    state = framework.state.rawValue
    sha256 = framework.sha256
    validFrom = framework.validFrom?.description
    validTo = framework.validThrough?.description
    author = framework.author
    recordedAt = framework.recordedAt.description
    self.adoptions = adoptions?.map { Adoption(programme: $0.programme.text, firstOn: $0.first.description) }
    text = withText ? framework.text : nil
  }
}
