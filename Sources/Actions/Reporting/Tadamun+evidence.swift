import Domain
import Postgres
import Store

extension Tadamun {
  /// Puts a file behind a report. The same file behind the same report changes nothing.
  ///
  /// - Returns: The file as it is kept, and whether it is attached now.
  /// - Throws: `report_unknown`; `evidence_not_kept`; what ``EvidenceFile/check(_:)`` and ``EvidenceFile/check(name:)`` throw.
  public func attach(
    _ content: [UInt8], named name: String, to report: Int64, of actor: Code, in folder: EvidenceFolder,
    by source: Source
  ) async throws -> (file: EvidenceFile, isNew: Bool) {
    let type = try EvidenceFile.check(content)
    try EvidenceFile.check(name: name)
    let hash = EvidenceFolder.hash(content)
    return try await transaction { transaction in
      let id = try await knownReport(report, of: actor, in: transaction).actor
      // Before the row that speaks of it is seen: a file without a row harms nobody.
      try folder.keep(content, as: hash)
      let isNew = try await Evidence.attach(
        hash, type, byteCount: content.count, name: name, to: report, of: id, by: source.name, in: transaction)
      if isNew {
        let digits = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try await Events.append(
          "evidence_attached", about: "report:\(report)", body: JSONText.object(["sha256": .text(digits)]),
          by: source.name, in: transaction)
      }
      let list = try await Evidence.list(of: report, of: id, in: transaction)
      guard let file = list.first(where: { $0.sha256 == hash }) else {
        throw Problem("evidence_unknown", "The report has no such file.")
      }
      return (file, isNew)
    }
  }

  /// The files behind a report in the order in which they were attached.
  /// - Throws: `report_unknown`.
  public func evidence(of report: Int64, of actor: Code) async throws -> [EvidenceFile] {
    try await reading { transaction in
      let id = try await knownReport(report, of: actor, in: transaction).actor
      return try await Evidence.list(of: report, of: id, in: transaction)
    }
  }

  /// A file behind a report, with its content.
  /// - Throws: `report_unknown`, `evidence_unknown`, `evidence_missing`, `evidence_changed`.
  public func evidence(
    _ sha256: [UInt8], of report: Int64, of actor: Code, in folder: EvidenceFolder
  ) async throws -> (file: EvidenceFile, content: [UInt8]) {
    guard let file = try await evidence(of: report, of: actor).first(where: { $0.sha256 == sha256 }) else {
      throw Problem("evidence_unknown", "The report has no such file.")
    }
    return (file, try folder.content(of: sha256))
  }
}
