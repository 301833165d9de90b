import Domain
import Interchange
import Postgres
import Scoring
import Store

extension Tadamun {
  /// Stores a framework file and lets a programme score by it from a day on. One that the programme scores by already
  /// changes nothing.
  ///
  /// - Parameter text: the file, word for word.
  /// - Throws: `programme_unknown`; `framework_version_taken` where another file has the same code and version; every
  ///   mistake in the file.
  public func adopt(framework text: String, for programme: Code, from first: CalendarDate, by source: Source)
    async throws
  {
    let framework = try FrameworkFile(bytes: Array(text.utf8)).framework
    let code = try Code(framework.code)
    try await transaction { transaction in
      try await Facts.beginRecording(in: transaction)
      let stored = try await knownProgramme(programme, in: transaction)
      let file = try await Frameworks.insert(
        code: code, version: framework.version, body: text, in: transaction)
      let current = try await Frameworks.current(for: stored.id, on: first, in: transaction)
      if current?.id == file.id { return }
      try await Frameworks.adopt(file.id, for: stored.id, from: first, in: transaction)
      let body = JSONText.object([
        "framework": .text(code.text), "version": .integer(Int64(framework.version)), "sha256": .text(file.sha256),
        "from": .text(first.description),
      ])
      try await Events.append(
        "framework_adopted", about: "programme:\(programme)", body: body, by: source.name, in: transaction)
    }
  }
}
