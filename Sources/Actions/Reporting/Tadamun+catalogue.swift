import Domain
import Postgres
import Store

extension Tadamun {
  /// Defines a version of an indicator, with what others call it. The same again changes nothing.
  ///
  /// - Throws: `indicator_differs` where this version is defined otherwise; `version_gap` where it is not the next one;
  ///   `actor_unknown` for the funder of a code.
  public func define(_ entry: CatalogueEntry, by source: Source) async throws {
    try await transaction { transaction in
      let (code, version) = (entry.indicator.code, entry.indicator.version)
      let known = try await Catalogue.versions(of: code, in: transaction)
      if let same = known.first(where: { $0.indicator.version == version }) {
        if same == entry { return }
        throw Problem(
          "indicator_differs", "\(code) version \(version) is defined otherwise and stays so; raise its version.")
      }
      let next = (known.map(\.indicator.version).max() ?? 0) + 1
      guard version == next else { throw Problem("version_gap", "The next version of \(code) is \(next).") }
      let funders = try await knownActors(entry.codes.compactMap(\.funder), in: transaction)
      try await Catalogue.insert(entry, funders: funders, in: transaction)
      try await Events.append(
        "indicator_defined", about: "indicator:\(code)",
        body: JSONText.object(["version": .integer(Int64(version))]), by: source.name, in: transaction)
    }
  }

  /// Every version of an indicator, the first one first.
  /// - Throws: `indicator_unknown`.
  public func indicator(_ code: Code) async throws -> [CatalogueEntry] {
    let versions = try await reading { try await Catalogue.versions(of: code, in: $0) }
    if versions.isEmpty { throw ReportRegister.unknown("indicator", code) }
    return versions
  }

  /// The latest version of indicators in the order of codes, after `code`; at most 500.
  public func indicators(
    after code: Code? = nil, called: (scheme: IndicatorCode.Scheme, code: String)? = nil, limit: Int
  ) async throws -> [CatalogueEntry] {
    try await reading {
      try await Catalogue.latest(after: code, called: called, limit: min(max(limit, 1), 501), in: $0)
    }
  }

  /// Records how much of an outcome a programme claims on the days of a period; of a day the latest counts. What counts
  /// already changes nothing.
  ///
  /// - Throws: `actor_unknown`, `programme_unknown`, `indicator_unknown`, `group_unknown`; `claims_above_one` where the
  ///   shares of all programmes would on some day add up to more than the outcome, at the
  ///   actor or at somebody below it.
  public func claim(_ share: ClaimShare, by source: Source) async throws {
    try await transaction { transaction in
      let actor = try await knownActors([share.actor], in: transaction)[share.actor] ?? ID(0)
      let programme = try await knownProgramme(share.programme, in: transaction).id
      guard try await Catalogue.indicators(in: transaction)[share.indicator] != nil else {
        throw ReportRegister.unknown("indicator", share.indicator)
      }
      guard let group = try await Catalogue.groups(in: transaction)[share.group] else {
        throw ReportRegister.unknown("group", share.group)
      }
      if try await ClaimShares.isLatest(share, in: transaction) { return }
      let period = try await Catalogue.periods([share.period], in: transaction)[share.period] ?? -1
      do {
        try await ClaimShares.insert(
          share, of: actor, period: period, group: group, by: programme, recorder: source.name, in: transaction)
      } catch let error as PostgresError where error.constraint == "claims_add_up_to_one_at_most" {
        throw Problem("claims_above_one", error.message, at: Place(field: "share_bp"))
      }
      let body = JSONText.object([
        "programme": .text(share.programme.text), "indicator": .text(share.indicator.text),
        "group": .text(share.group.text), "period": .text(share.period.description),
        "share_bp": .integer(Int64(share.shareBP)),
      ])
      try await Events.append(
        "claim_recorded", about: "actor:\(share.actor)", body: body, by: source.name, in: transaction)
    }
  }

  /// The shares of an actor's outcomes that count.
  /// - Throws: `actor_unknown`.
  public func claims(of actor: Code) async throws -> [ClaimShare] {
    try await reading { transaction in
      _ = try await knownActors([actor], in: transaction)
      return try await ClaimShares.list(of: actor, in: transaction)
    }
  }
}
