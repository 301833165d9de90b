import Domain
import Postgres
import Store

extension Tadamun {
  /// Draws whom verifiers visit out of the reports of a period that nobody has judged. The seed is the service's own and
  /// is published with the sample. The same person under the same key gets the sample that is there.
  ///
  /// - Returns: The sample, and whether it is new.
  /// - Throws: `programme_unknown`, `period_not_in_calendar`; `sample_empty`, `sample_too_large`.
  public func drawSample(
    of programme: Code, for period: DateSpan, randomCount: Int, riskCount: Int, key: String, by source: Source
  ) async throws -> (sample: VerificationSample, isNew: Bool) {
    try await transaction { transaction in
      if let known = try await VerificationSamples.drawn(by: source.name, under: key, in: transaction) {
        return (try await knownSample(known, in: transaction), false)
      }
      let stored = try await knownProgramme(programme, in: transaction)
      try stored.programme.calendar.check(period)
      let candidates = try await VerificationSamples.candidates(of: stored, for: period, in: transaction)
      let sample = try AuditSample(
        of: candidates.map { AuditSample.Candidate($0.actor, weight: $0.risk.weight) }, randomCount: randomCount,
        riskCount: riskCount, seed: UInt64.random(in: .min ... .max))
      let keys = try await Catalogue.periods([period], in: transaction)
      let id = try await VerificationSamples.insert(
        sample, of: candidates, programme: stored.id, period: keys[period] ?? -1, randomCount: randomCount,
        riskCount: riskCount, under: key, by: source.name, in: transaction)
      let body = JSONText.object([
        "sample": .integer(id), "seed": .text(String(sample.seed)), "drawn": .integer(Int64(sample.drawn.count)),
      ])
      try await Events.append(
        "sample_drawn", about: "programme:\(programme)", body: body, by: source.name, in: transaction)
      return (try await knownSample(id, in: transaction), true)
    }
  }

  /// - Throws: `sample_unknown`.
  public func sample(_ sample: Int64) async throws -> VerificationSample {
    try await reading { try await knownSample(sample, in: $0) }
  }

  /// A programme's samples, the latest first; at most 200.
  /// - Throws: `programme_unknown`.
  public func samples(of programme: Code) async throws -> [VerificationSample] {
    try await reading { transaction in
      _ = try await knownProgramme(programme, in: transaction)
      return try await VerificationSamples.list(of: programme, in: transaction)
    }
  }

  /// Who could be drawn, in the order of codes after `actor`; at most 1,000.
  /// - Parameter onlyOpen: Only who was drawn and is not judged yet: the verifiers' queue.
  /// - Throws: `sample_unknown`.
  public func members(of sample: Int64, after actor: Code? = nil, onlyOpen: Bool = false, limit: Int) async throws
    -> [VerificationSample.Member]
  {
    try await reading { transaction in
      _ = try await knownSample(sample, in: transaction)
      return try await VerificationSamples.members(
        of: sample, after: actor, onlyOpen: onlyOpen, limit: min(max(limit, 1), 1_001), in: transaction)
    }
  }

  /// What every verifier found so far; at most 1,000.
  public func verifiers() async throws -> [VerifierRecord] { try await VerificationSamples.verifiers(in: pool) }

  private func knownSample(_ sample: Int64, in transaction: Transaction) async throws -> VerificationSample {
    guard let found = try await VerificationSamples.find(sample, in: transaction) else {
      throw Problem("sample_unknown", "There is no sample \(sample).")
    }
    return found
  }
}
