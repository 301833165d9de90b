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
      let told = inputs.findings.actors.enumerated().filter { actor, one in
        steady[actor] != nil || copies[one.id] != nil || own[one.id] != nil
      }
      for (actor, id) in told.sorted(by: { $0.element.code < $1.element.code }).map({ ($0.offset, $0.element.id) }) {
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

  /// Those of `actors` that share the fingerprint of their cells, together.
  private static func sharing(_ actors: [Int], _ findings: ActorFindings) -> [[Int]] {
    // Nearly all differ in the first bytes already, and numbers are sorted faster than fingerprints are hashed.
    let keyed = findings.cellsSHA256.withUnsafeBytes { bytes in
      actors.map { actor in
        (key: bytes.loadUnaligned(fromByteOffset: actor * CellDigest.length, as: UInt64.self), actor: actor)
      }.sorted { $0.key < $1.key }
    }
    var found: [[Int]] = []
    var rest = keyed[...]
    while let first = rest.first {
      let alike = rest.prefix { $0.key == first.key }
      rest = rest.dropFirst(alike.count)
      guard alike.count > 1 else { continue }
      found += Dictionary(grouping: alike.map(\.actor)) { findings.cellsSHA256($0) }.values.filter { $0.count > 1 }
    }
    return found
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
    // A union without reports of its own copies nobody.
    let able = inputs.findings.actors.indices.filter { actor in
      valued[actor] && inputs.findings.observationCounts[actor] >= CellIntegrity.leastCells
    }
    return sharing(able, inputs.findings).flatMap { copies in
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
