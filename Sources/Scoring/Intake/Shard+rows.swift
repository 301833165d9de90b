import Domain

/// Rows of a shard as bytes: what a run found of an actor after roll-up, kept so that a later run can score it again
/// without reading its observations. Reading a row back gives the same bits.
extension Shard {
  /// The version of the form; a row of another one is not read.
  private static let rowVersion: UInt8 = 3

  /// Appends the row of an actor.
  /// - Parameter actor: the index in ``actors``.
  public func appendRow(_ actor: Int, _ plan: Plan, to bytes: inout [UInt8]) {
    bytes.append(Shard.rowVersion)
    for group in 0..<plan.groupCount { bytes.append(serves[actor * plan.groupCount + group] ? 1 : 0) }
    for pair in 0..<plan.stride {
      let index = actor * plan.stride + pair
      let cell = cells[index]
      var form: RowForm = []
      let evidence = (cell.verified, cell.unverified, cell.reportedShare)
      if evidence == (1, 0, 1) { form.insert(.isVerified) } else if evidence != (0, 0, 0) { form.insert(.hasEvidence) }
      bytes.append(statuses[index].rawValue)
      let formIndex = bytes.count
      bytes.append(0)
      Shard.append(raws[index], .hasRaw, &form, to: &bytes)
      if plan.needsTargets {
        Shard.append(baselines[index], .hasBaseline, &form, to: &bytes)
        Shard.append(targets[index], .hasTarget, &form, to: &bytes)
      }
      if plan.needsSizes {
        Shard.append(sizes[index], .hasSize, &form, to: &bytes)
        Shard.append(successes[index], .hasSuccesses, &form, to: &bytes)
        Shard.append(units[index], to: &bytes)
      }
      if form.contains(.hasEvidence) {
        for share in [evidence.0, evidence.1, evidence.2] { Shard.append(share, to: &bytes) }
      }
      bytes[formIndex] = form.rawValue
    }
    for series in 0..<plan.wholeSeries.count {
      Shard.append(wholeValues[actor * plan.wholeSeries.count + series], to: &bytes)
    }
    if plan.framework.verification.remembers { Shard.append(trust[actor], to: &bytes) }
  }

  private static func append(_ number: Double, _ mark: RowForm, _ form: inout RowForm, to bytes: inout [UInt8]) {
    if number.isNaN { return }
    form.insert(mark)
    append(number, to: &bytes)
  }

  private static func append(_ number: Double, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Makes room for so many more actors, so that none is moved while others are added.
  public mutating func reserve(_ count: Int, _ plan: Plan) {
    let (actors, cells) = (self.count + count, (self.count + count) * plan.stride)
    self.actors.reserveCapacity(actors)
    plain.reserveCapacity(actors)
    serves.reserveCapacity(actors * plan.groupCount)
    wholeValues.reserveCapacity(actors * plan.wholeSeries.count)
    raws.reserveCapacity(cells)
    statuses.reserveCapacity(cells)
    self.cells.reserveCapacity(cells)
    let kept = [(\Shard.baselines, plan.needsTargets), (\.targets, plan.needsTargets)]
    let shrunk = [\Shard.sizes, \.successes, \.units].map { ($0, plan.needsSizes) }
    for (path, isNeeded) in kept + shrunk where isNeeded { self[keyPath: path].reserveCapacity(cells) }
    if plan.framework.verification.remembers { trust.reserveCapacity(actors) }
  }

  /// Adds an actor by a row that was written for the same plan.
  /// - Parameters:
  ///   - observations: cells that were fed for it; `superseded`: those of them that another one superseded.
  /// - Throws: `row_unreadable` where it was written for another plan or in another form; nothing is added then.
  public mutating func append(
    row bytes: UnsafeRawBufferPointer, of code: String, observations: Int, superseded: Int, _ plan: Plan
  ) throws(Problem) {
    var reader = RowReader(bytes: bytes)
    let unreadable = Problem("row_unreadable", "What an earlier run kept of \(code) cannot be read; score in full.")
    guard reader.byte() == Shard.rowVersion else { throw unreadable }
    let start = count
    var isPlain = true
    for _ in 0..<plan.groupCount { serves.append(reader.byte() == 1) }
    for _ in 0..<plan.stride {
      let status = CellStatus(rawValue: reader.byte()) ?? .absent
      let form = RowForm(rawValue: reader.byte())
      let raw = form.contains(.hasRaw) ? reader.number() : .nan
      if plan.needsTargets {
        baselines.append(form.contains(.hasBaseline) ? reader.number() : .nan)
        targets.append(form.contains(.hasTarget) ? reader.number() : .nan)
      }
      if plan.needsSizes {
        sizes.append(form.contains(.hasSize) ? reader.number() : .nan)
        successes.append(form.contains(.hasSuccesses) ? reader.number() : .nan)
        units.append(reader.number())
      }
      let rest = form.contains(.hasEvidence)
      let verified = rest ? reader.number() : form.contains(.isVerified) ? 1 : 0
      let unverified = rest ? reader.number() : 0
      let reportedShare = rest ? reader.number() : form.contains(.isVerified) ? 1 : 0
      let cell = Cell(verified: verified, unverified: unverified, reportedShare: reportedShare)
      raws.append(raw)
      statuses.append(status)
      cells.append(cell)
      isPlain = isPlain && cell.isPlain(raw, status)
    }
    plain.append(isPlain)
    for _ in 0..<plan.wholeSeries.count { wholeValues.append(reader.number()) }
    if plan.framework.verification.remembers { trust.append(reader.number()) }
    guard reader.isAtEnd else {
      truncate(to: start, plan)
      throw unreadable
    }
    actors.append(code)
    observationCount += observations
    supersededCount += superseded
  }

  /// The same values with what verifiers found of `other`, cell by cell, where both have a value: to tell apart what
  /// moved a score.
  public func withEvidence(of other: Shard) -> Shard {
    var shard = self
    for index in shard.cells.indices where !shard.raws[index].isNaN && !other.raws[index].isNaN {
      shard.cells[index].verified = other.cells[index].verified
      shard.cells[index].unverified = other.cells[index].unverified
    }
    for actor in shard.plain.indices { shard.plain[actor] = false }
    shard.trust = other.trust
    return shard
  }

  private mutating func truncate(to actors: Int, _ plan: Plan) {
    let end = actors * plan.stride
    raws.removeSubrange(end...)
    statuses.removeSubrange(end...)
    cells.removeSubrange(end...)
    plain.removeSubrange(actors...)
    for path in [\Shard.baselines, \.targets, \.sizes, \.successes, \.units] where self[keyPath: path].count > end {
      self[keyPath: path].removeSubrange(end...)
    }
    if trust.count > actors { trust.removeSubrange(actors...) }
    serves.removeSubrange((actors * plan.groupCount)...)
    wholeValues.removeSubrange((actors * plan.wholeSeries.count)...)
  }
}

/// Which numbers of a cell a row holds.
private struct RowForm: OptionSet {
  let rawValue: UInt8
  static let hasRaw = RowForm(rawValue: 1)
  static let hasBaseline = RowForm(rawValue: 2)
  static let hasTarget = RowForm(rawValue: 4)
  static let hasSize = RowForm(rawValue: 8)
  static let hasSuccesses = RowForm(rawValue: 16)
  /// All of the value is verified and all that was due was reported.
  static let isVerified = RowForm(rawValue: 32)
  /// Shares that are neither of the two usual sets.
  static let hasEvidence = RowForm(rawValue: 64)
}

private struct RowReader {
  let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private var isShort = false

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { !isShort && offset == bytes.count }

  mutating func byte() -> UInt8 {
    guard offset < bytes.count else {
      isShort = true
      return 0
    }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func number() -> Double {
    guard offset + 8 <= bytes.count else {
      isShort = true
      return .nan
    }
    defer { offset += 8 }
    return Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
  }
}
