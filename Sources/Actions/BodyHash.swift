import Crypto
import Domain

/// SHA-256 over fields in order: what tells a repeated request from another one under the same key.
///
/// Each field is preceded by its kind, and a text by its length, so that no two lists of fields have the same bytes.
struct BodyHash {
  private var bytes: [UInt8] = []

  private enum Mark: UInt8 { case absent, text, double, integer }

  mutating func add(_ field: String?) {
    guard let field else { return bytes.append(Mark.absent.rawValue) }
    let isAdded: Void? = field.utf8.withContiguousStorageIfAvailable { add($0) }
    if isAdded == nil { Array(field.utf8).withUnsafeBufferPointer { add($0) } }
  }

  mutating func add(_ number: Double?) {
    guard let number else { return bytes.append(Mark.absent.rawValue) }
    add(.double, number.bitPattern)
  }

  mutating func add(_ number: Int64?) {
    guard let number else { return bytes.append(Mark.absent.rawValue) }
    add(.integer, number)
  }

  mutating func add(_ day: CalendarDate?) { add(day.map { Int64($0.daysSinceEpoch) }) }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    add(.text, UInt32(text.count))
    bytes.append(contentsOf: text)
  }

  private mutating func add<Bits: FixedWidthInteger>(_ mark: Mark, _ bits: Bits) {
    // A million rows go through here in one import: the bytes of a field are put down together.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 + MemoryLayout<Bits>.size) { field in
      field[0] = mark.rawValue
      UnsafeMutableRawBufferPointer(field).storeBytes(of: bits.littleEndian, toByteOffset: 1, as: Bits.self)
      bytes.append(contentsOf: UnsafeBufferPointer(field))
    }
  }

  /// The hash of what was added, which is forgotten.
  mutating func finalize() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return Array(bytes.withUnsafeBytes { SHA256.hash(data: $0) })
  }
}

extension BodyHash {
  mutating func addReport(programme: Code, actor: Code, period: DateSpan, submittedOn: CalendarDate) {
    add(programme.text)
    add(actor.text)
    add(period.first)
    add(period.last)
    add(submittedOn)
  }

  /// To be called in the order of the codes of indicators and groups.
  mutating func addCell(
    _ indicator: Code, _ group: Code, _ content: ReportCell.Content, beneficiaries: Int64?,
    verdict: Verdict?, verifiedOn: CalendarDate?, baseline: Double? = nil, target: Double? = nil
  ) {
    add(indicator.text)
    add(group.text)
    switch content {
    case .value(let value, let numerator, let denominator):
      add(value)
      add(numerator)
      add(denominator)
    case .missing(let reason):
      add("missing")
      add(reason)
    case .refused(let reason):
      add("refused")
      add(reason)
    case .notDue: add("not_due")
    }
    add(beneficiaries)
    add(baseline)
    add(target)
    add(verdict?.word)
    add(verdict?.verifiedValue)
    add(verifiedOn)
  }
}
