import Crypto
import Scoring

/// The fingerprint of one actor's cells, in canonical order: by indicator, group and period, the superseding one last.
///
/// The database's key of a report orders versions and is left out otherwise: the same facts in another database have
/// the same fingerprint.
enum CellDigest {
  static func of(_ cells: [ObservationCell]) -> [UInt8] {
    var hasher = SHA256()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cells.count * 72)
    for cell in cells { cell.appendCanonicalBytes(to: &bytes) }
    hasher.update(data: bytes)
    return Array(hasher.finalize())
  }
}
