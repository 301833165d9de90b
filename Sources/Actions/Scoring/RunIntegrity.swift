import Domain
import Scoring
import Store

/// What a run noticed in the numbers it was made of (docs/methods.md, “Signs of invented numbers”).
struct RunIntegrity: Sendable {
  /// Actor after actor in the order of codes, and last what is about all of them.
  let warnings: [RunWarnings.Stored]

  init(_ inputs: RunInputs) {
    let copies = Dictionary(grouping: RunIntegrity.copies(inputs), by: \.actor)
    let own = Dictionary(grouping: inputs.findings.warnings, by: \.actor)
    let steady = RunIntegrity.steady(inputs.findings)
    var warnings: [RunWarnings.Stored] = []
    if !copies.isEmpty || !own.isEmpty || !steady.isEmpty {
      for actor in inputs.codeOrder {
        let id = inputs.findings.actors[actor].id
        warnings += own[id] ?? []
        warnings += copies[id] ?? []
        if let warning = steady[actor] { warnings.append(RunWarnings.Stored(warning, actor: id, isOwn: false)) }
      }
    }
    for (indicator, warning) in inputs.plan.bunching(in: inputs.shards) {
      warnings.append(
        RunWarnings.Stored(warning, actor: nil, indicator: inputs.plan.indicators[indicator], isOwn: false))
    }
    self.warnings = warnings
  }

  /// By place, actors whose values move far less from period to period than is usual among all.
  private static func steady(_ findings: ActorFindings) -> [Int: IntegrityWarning] {
    let variances = findings.spreads.compactMap(\.variance).sorted()
    guard variances.count >= ValueSpread.leastActors, let typical = Quantile.ofSorted(variances, 0.5), typical > 0
    else { return [:] }
    let degrees = findings.spreads.reduce(0) { $0 + ($1.variance == nil ? 0 : $1.degrees) }
    let check = IntegrityCheck()
    var steady: [Int: IntegrityWarning] = [:]
    for (actor, spread) in findings.spreads.enumerated() {
      if let warning = check.smallSpread(spread, typical: typical, degrees: degrees) { steady[actor] = warning }
    }
    return steady
  }

  /// Actors of whom every value is that of another one: they share the fingerprint of their cells.
  private static func copies(_ inputs: RunInputs) -> [RunWarnings.Stored] {
    var valued: [Bool] = []
    valued.reserveCapacity(inputs.findings.actors.count)
    for shard in inputs.shards {
      for actor in 0..<shard.count {
        valued.append(shard.valueCount(actor, inputs.plan) >= CellIntegrity.leastCells)
      }
    }
    var byFingerprint: [ArraySlice<UInt8>: [Int]] = [:]
    // A union without reports of its own copies nobody.
    for actor in inputs.findings.actors.indices
    where valued[actor] && inputs.findings.observationCounts[actor] >= CellIntegrity.leastCells {
      byFingerprint[inputs.findings.cellsSHA256(actor), default: []].append(actor)
    }
    return byFingerprint.values.filter { $0.count > 1 }.flatMap { copies in
      let codes = copies.map { inputs.findings.actors[$0].code }.sorted()
      return copies.map { actor in
        let own = inputs.findings.actors[actor]
        let others = codes.filter { $0 != own.code }
        let more = others.count > 3 ? " and \(others.count - 3) more" : ""
        let warning = IntegrityWarning(
          kind: .copiedValues, count: Int(inputs.findings.observationCounts[actor]), pValue: nil,
          message: "Every value is also that of \(others.prefix(3).map(\.text).joined(separator: ", "))\(more).")
        return RunWarnings.Stored(warning, actor: own.id, isOwn: false)
      }
    }
  }
}

extension RunWarnings.Stored {
  init(_ warning: IntegrityWarning, actor: ID<Actor>?, indicator: String? = nil, isOwn: Bool) {
    self.init(
      actor: actor, kind: warning.kind.rawValue, indicator: indicator, count: warning.count, pValue: warning.pValue,
      message: warning.message, isOwn: isOwn)
  }
}
