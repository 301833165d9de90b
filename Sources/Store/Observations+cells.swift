import Domain
import Postgres

extension Observations {
  /// Reads the cells of a stream one by one out of the reports that are sent.
  public struct Cells {
    /// In microseconds since 2000-01-01: a verdict that was given later is not known.
    private let knownUntil: Int64
    private let usual: Keys
    /// Those of the report, and how many of its cells were read.
    private var keys = Keys()
    private var place = 0
    private var actor: Int64 = 0
    private var report: Int64 = 0
    private var period: Int32 = 0
    private var declared: CopyArray?
    private var numerators: CopyArray?
    private var denominators: CopyArray?
    private var beneficiaries: CopyArray?
    private var absences: CopyArray?
    private var baselines: CopyArray?
    private var targets: CopyArray?
    private var verified: CopyArray?
    private var refusals: CopyArray?
    private var verifiedAt: CopyArray?
    /// Whether what was verified is what was declared, in every cell.
    private var isAsDeclared = false

    init(of scope: Scope, _ usual: Keys) {
      knownUntil = scope.recordedUntil.microsecondsSincePostgresEpoch
      self.usual = usual
    }

    /// The next observation, or nil after the last.
    @inline(__always)
    public mutating func next(from reader: inout CopyReader) throws -> Observation? {
      while place == keys.indicators.count {
        guard try reader.nextRow() else { return nil }
        try open(&reader)
      }
      defer { place += 1 }
      let number = try declared?.double() ?? .nan
      let (verdict, found) = try verdict(on: number)
      return Observation(
        actor: actor, report: report, indicator: keys.indicators[place], group: keys.groups[place],
        period: period, state: try absences?.withBytesOrNil(Cells.state) ?? .reported, declared: number,
        numerator: try numerators?.double() ?? .nan, denominator: try denominators?.double() ?? .nan,
        beneficiaries: try Cells.count(&beneficiaries), baseline: try baselines?.double() ?? .nan,
        target: try targets?.double() ?? .nan, verdict: verdict, verified: found)
    }

    private mutating func open(_ reader: inout CopyReader) throws {
      (actor, report, period) = (try reader.int64(), try reader.int64(), try reader.int32())
      keys = try reader.arrayOrNil(of: .int4).map(Cells.keys) ?? usual
      place = 0
      declared = try reader.arrayOrNil(of: .float8)
      numerators = try reader.arrayOrNil(of: .float8)
      denominators = try reader.arrayOrNil(of: .float8)
      beneficiaries = try reader.arrayOrNil(of: .int8)
      absences = try reader.arrayOrNil(of: .text)
      baselines = try reader.arrayOrNil(of: .float8)
      targets = try reader.arrayOrNil(of: .float8)
      verified = try reader.arrayOrNil(of: .float8)
      isAsDeclared = verified?.count == 0
      if isAsDeclared { verified = nil }
      refusals = try reader.arrayOrNil(of: .text)
      verifiedAt = try reader.arrayOrNil(of: .timestamptz)
    }

    /// Indicators, and behind them as many groups.
    private static func keys(_ sent: CopyArray) throws -> Keys {
      var (sent, keys) = (sent, Keys())
      for _ in 0..<sent.count / 2 { keys.indicators.append(try sent.int32()) }
      for _ in 0..<sent.count / 2 { keys.groups.append(try sent.int32()) }
      return keys
    }

    /// What was found of a cell, and the value where one was.
    @inline(__always)
    private mutating func verdict(on declared: Double) throws -> (Verdict.Word?, Double) {
      let found = isAsDeclared ? declared : try verified?.double() ?? .nan
      let refusal = try refusals?.withBytesOrNil(Cells.refusal)
      if let moment = try verifiedAt?.int64OrNil(), moment > knownUntil { return (nil, found) }
      return (found.isNaN ? refusal : .verified, found)
    }

    @inline(__always)
    private static func count(_ counts: inout CopyArray?) throws -> Double {
      try counts?.int64OrNil().map { Double($0) } ?? .nan
    }

    /// The schema's guard allows three words; a byte tells them apart.
    private static func state(_ word: UnsafeRawBufferPointer) -> ValueState {
      switch word[0] {
      case UInt8(ascii: "m"): .missing
      case UInt8(ascii: "n"): .notDue
      default: .refused
      }
    }

    /// `rejected` and `returned` differ in their third letter.
    private static func refusal(_ word: UnsafeRawBufferPointer) -> Verdict.Word {
      word[2] == UInt8(ascii: "j") ? .rejected : .returned
    }
  }
}
