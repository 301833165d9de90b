import Domain
import Interchange
import Postgres
import Scoring
import Store

extension Tadamun {
  /// Keeps a framework file as the draft of its version, in the place of an earlier one.
  ///
  /// - Parameter text: the file, word for word.
  /// - Throws: every mistake in the file; `framework_published` where the version is published already.
  @discardableResult
  public func saveDraft(framework text: String, by source: Source) async throws -> StoredFramework {
    let file = try FrameworkFile(bytes: Array(text.utf8))
    let code = try Code(file.framework.code)
    let version = file.framework.version
    return try await transaction { transaction in
      let earlier = try await FrameworkDrafts.find(code, version: version, in: transaction)
      if let earlier, earlier.body == text { return StoredFramework(earlier) }
      try await FrameworkDrafts.insert(
        code: code, version: version, body: text, by: source.name, in: transaction)
      guard let draft = try await FrameworkDrafts.find(code, version: version, in: transaction) else {
        throw unknownFramework(code, version)
      }
      let body = JSONText.object(["version": .integer(Int64(version)), "sha256": .text(draft.sha256)])
      try await Events.append(
        "framework_drafted", about: "framework:\(code)", body: body, by: source.name, in: transaction)
      return StoredFramework(draft)
    }
  }

  /// Publishes a framework file: from then on nobody can change it.
  ///
  /// - Parameter text: the file, word for word.
  /// - Throws: every mistake in the file; `framework_version_taken` where another file was published with the same code
  ///   and version.
  @discardableResult
  public func publish(framework text: String, by source: Source) async throws -> StoredFramework {
    let file = try FrameworkFile(bytes: Array(text.utf8))
    return try await transaction { transaction in
      StoredFramework(try await publish(file, text, by: source, in: transaction))
    }
  }

  /// Publishes a draft as it is kept.
  ///
  /// - Parameter version: nil for the newest.
  /// - Throws: `framework_unknown` where there is no such draft; what ``publish(framework:by:)`` throws.
  @discardableResult
  public func publishDraft(_ code: Code, version: Int?, by source: Source) async throws -> StoredFramework {
    try await transaction { transaction in
      guard let draft = try await FrameworkDrafts.find(code, version: version, in: transaction) else {
        throw Problem("framework_unknown", "There is no draft of \(code)\(version.map { " version \($0)" } ?? "").")
      }
      let file = try FrameworkFile(bytes: Array(draft.body.utf8), name: "\(code)/\(draft.version)")
      return StoredFramework(try await publish(file, draft.body, by: source, in: transaction))
    }
  }

  /// Every framework that is kept, by code and version: drafts of versions that are not published, and published ones.
  public func frameworks() async throws -> [StoredFramework] {
    try await reading { transaction in
      let published = try await Frameworks.list(in: transaction).map { StoredFramework($0) }
      let drafts = try await FrameworkDrafts.list(in: transaction).map { StoredFramework($0) }
      return (published + drafts).sorted { ($0.code, $0.version) < ($1.code, $1.version) }
    }
  }

  /// A framework that is kept, and who scores by it.
  ///
  /// - Parameter version: nil for the newest published one, else the newest draft.
  /// - Throws: `framework_unknown`.
  public func framework(_ code: Code, version: Int?) async throws -> (
    framework: StoredFramework, adoptions: [FrameworkAdoption]
  ) {
    try await reading { transaction in
      if let stored = try await Frameworks.find(code, version: version, in: transaction) {
        return (StoredFramework(stored), try await Frameworks.adoptions(of: stored.id, in: transaction))
      }
      guard let draft = try await FrameworkDrafts.find(code, version: version, in: transaction) else {
        throw unknownFramework(code, version)
      }
      return (StoredFramework(draft), [])
    }
  }

  func publish(_ file: FrameworkFile, _ text: String, by source: Source, in transaction: Transaction) async throws
    -> Frameworks.Stored
  {
    let framework = file.framework
    let code = try Code(framework.code)
    let known = try await Frameworks.find(code, version: framework.version, in: transaction)
    if let known, known.body == text { return known }
    let stored = try await Frameworks.insert(
      code: code, version: framework.version, body: text, validFrom: framework.validFrom,
      validThrough: framework.validThrough, publishedBy: source.name, in: transaction)
    let body = JSONText.object(["version": .integer(Int64(stored.version)), "sha256": .text(stored.sha256)])
    try await Events.append(
      "framework_published", about: "framework:\(code)", body: body, by: source.name, in: transaction)
    return stored
  }

  func unknownFramework(_ code: Code, _ version: Int?) -> Problem {
    Problem("framework_unknown", "There is no framework “\(code)”\(version.map { " version \($0)" } ?? "").")
  }
}

extension StoredFramework {
  init(_ stored: Frameworks.Stored) {
    self.init(
      code: stored.code, version: stored.version, state: .published, text: stored.body, sha256: stored.sha256,
      validFrom: stored.validFrom, validThrough: stored.validThrough, author: stored.publishedBy,
      recordedAt: stored.publishedAt)
  }

  init(_ draft: FrameworkDrafts.Stored) {
    self.init(
      code: draft.code, version: draft.version, state: .draft, text: draft.body, sha256: draft.sha256,
      author: draft.savedBy, recordedAt: draft.savedAt)
  }
}
