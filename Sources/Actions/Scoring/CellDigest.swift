import Crypto
import Scoring

/// The fingerprint of one actor's cells, in canonical order: by indicator, group and period, the superseding one last.
///
/// The database's key of a report orders versions and is left out otherwise: the same facts in another database have
/// the same fingerprint.
struct CellDigest {
  static let length = 32
  private var buffer: [UInt8] = []

  /// Appends the digest of `cells` to `digests`.
  mutating func append(_ cells: [ObservationCell], to digests: inout [UInt8]) {
    let room = cells.count * ObservationCell.fingerprintLimit
    if buffer.count < room { buffer = Array(repeating: 0, count: room) }
    var hasher = SHA256()
    buffer.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      var used = 0
      for cell in cells { used += cell.writeFingerprint(to: start + used) }
      hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<used]))
    }
    digests.append(contentsOf: hasher.finalize())
  }
}
