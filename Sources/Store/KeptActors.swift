import Domain
import Postgres

/// What a run keeps of an actor for the nights after it.
public struct KeptActor: Sendable {
  public let actor: ID<Actor>
  /// SHA-256 over the actor's observations, 32 bytes.
  public let cellsSHA256: [UInt8]
  /// SHA-256 over its sheet, 32 bytes.
  public let sheetSHA256: [UInt8]
  public let observationCount: Int32
  /// Observations that a later version of the same report took the place of.
  public let supersededCount: Int32
  /// How far the actor's own values move from period to period, and the degrees of freedom behind it.
  public let spread: Double
  public let spreadDegrees: Int32

  public init(
    actor: ID<Actor>, cellsSHA256: some Sequence<UInt8>, sheetSHA256: some Sequence<UInt8>, observationCount: Int32,
    supersededCount: Int32, spread: Double, spreadDegrees: Int
  ) {
    self.actor = actor
    self.cellsSHA256 = Array(cellsSHA256)
    self.sheetSHA256 = Array(sheetSHA256)
    self.observationCount = observationCount
    self.supersededCount = supersededCount
    self.spread = spread
    self.spreadDegrees = Int32(clamping: spreadDegrees)
  }
}

/// As ``KeptActor``, with bytes that are lent: what was kept is read where it lies.
public struct LentActor {
  public let actor: ID<Actor>
  public let cellsSHA256: UnsafeRawBufferPointer
  public let sheetSHA256: UnsafeRawBufferPointer
  public let observationCount: Int32
  public let supersededCount: Int32
  public let spread: Double
  public let spreadDegrees: Int
  /// The actor's observations after roll-up, in the engine's form.
  public let cells: UnsafeRawBufferPointer
}

/// A row of the table `kept_actors`: what a run keeps of a stretch of actors, and their observations after roll-up in the
/// engine's form. The migration that makes the table says how the bytes lie.
public struct KeptStretch: Sendable {
  /// The most actors of one stretch.
  public static let limit = 1_024

  private(set) var count = 0
  private(set) var first = ID<Actor>(.max)
  private(set) var last = ID<Actor>(.min)
  private(set) var body: [UInt8] = []

  public init() {}

  public var isFull: Bool { count >= KeptStretch.limit }

  /// Adds an actor whose key is larger than those of the ones before.
  public mutating func append(_ kept: KeptActor, cells: some Collection<UInt8>) {
    count += 1
    first = min(first, kept.actor)
    last = max(last, kept.actor)
    append(kept.actor.rawValue)
    body += kept.cellsSHA256
    body += kept.sheetSHA256
    append(kept.observationCount)
    append(kept.supersededCount)
    append(kept.spread.bitPattern)
    append(kept.spreadDegrees)
    append(Int32(cells.count))
    body += cells
  }

  private mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { body.append(contentsOf: $0) }
  }
}

/// Takes the actors of a stretch out of its bytes.
struct KeptActorReader {
  private var rest: UnsafeRawBufferPointer

  init(_ body: UnsafeRawBufferPointer) { rest = body }

  /// The next actor; nil after the last.
  mutating func next() throws(CopyError) -> LentActor? {
    if rest.isEmpty { return nil }
    let key = try number(Int64.self)
    let (cellsSHA256, sheetSHA256) = (try bytes(32), try bytes(32))
    let (observations, superseded) = (try number(Int32.self), try number(Int32.self))
    let spread = Double(bitPattern: try number(UInt64.self))
    let degrees = try number(Int32.self)
    let cells = try bytes(Int(try number(Int32.self)))
    return LentActor(
      actor: ID(key), cellsSHA256: cellsSHA256, sheetSHA256: sheetSHA256, observationCount: observations,
      supersededCount: superseded, spread: spread, spreadDegrees: Int(degrees), cells: cells)
  }

  private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(CopyError) -> Number {
    Number(bigEndian: try bytes(MemoryLayout<Number>.size).loadUnaligned(as: Number.self))
  }

  private mutating func bytes(_ count: Int) throws(CopyError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= rest.count else { throw .malformed("what was kept of actors, cut short") }
    defer { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
    return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
  }
}
