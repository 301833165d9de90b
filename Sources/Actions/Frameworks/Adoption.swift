import Domain
import Interchange
import Postgres
import Scoring
import Store

extension Tadamun {
  /// Publishes a framework file and lets a programme score by it from a day on. One that the programme scores by already
  /// changes nothing.
  ///
  /// - Parameter text: the file, word for word.
  /// - Throws: `programme_unknown`; what ``publish(framework:by:)`` and ``adopt(_:version:for:from:by:)`` refuse.
  public func adopt(framework text: String, for programme: Code, from first: CalendarDate, by source: Source)
    async throws
  {
    let file = try FrameworkFile(bytes: Array(text.utf8))
    try await transaction { transaction in
      try await Facts.beginRecording(in: transaction)
      let stored = try await publish(file, text, by: source, in: transaction)
      try await adopt(stored, for: programme, from: first, by: source, in: transaction)
    }
  }

  /// Lets a programme score by a published framework from a day on.
  ///
  /// - Parameter version: nil for the newest.
  /// - Throws: `programme_unknown`, `framework_unknown`; `framework_not_valid` where it does not hold on that day;
  ///   `framework_in_open_period` where another one scores a reporting period that is open;
  ///   `framework_within_period` where the day is not the first of a period.
  @discardableResult
  public func adopt(
    _ framework: Code, version: Int?, for programme: Code, from first: CalendarDate, by source: Source
  ) async throws -> StoredFramework {
    try await transaction { transaction in
      try await Facts.beginRecording(in: transaction)
      guard let stored = try await Frameworks.find(framework, version: version, in: transaction) else {
        throw unknownFramework(framework, version)
      }
      try await adopt(stored, for: programme, from: first, by: source, in: transaction)
      return StoredFramework(stored)
    }
  }

  /// What a programme adopted, in the order it did.
  /// - Throws: `programme_unknown`.
  public func adoptions(of programme: Code) async throws -> [FrameworkAdoption] {
    let stored = try await knownProgramme(programme, in: pool)
    return try await Frameworks.adoptions(by: stored.id, in: pool)
  }

  private func adopt(
    _ framework: Frameworks.Stored, for programme: Code, from first: CalendarDate, by source: Source,
    in transaction: Transaction
  ) async throws {
    let stored = try await knownProgramme(programme, in: transaction)
    let current = try await Frameworks.current(for: stored.id, on: first, in: transaction)
    if current?.id == framework.id { return }
    try await Frameworks.adopt(framework.id, for: stored.id, from: first, in: transaction)
    let body = JSONText.object([
      "framework": .text(framework.code.text), "version": .integer(Int64(framework.version)),
      "sha256": .text(framework.sha256), "from": .text(first.description),
    ])
    try await Events.append(
      "framework_adopted", about: "programme:\(programme)", body: body, by: source.name, in: transaction)
  }
}
