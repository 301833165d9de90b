import CZip
import Domain
import Foundation

/// The files of a ZIP archive in memory, read with libzip. Whatever the archive says of itself, a limit bounds what is
/// unpacked.
final class ZipArchive {
  private static let maximumEntries: Int64 = 1_000

  private let archive: OpaquePointer
  private let maximumBytes: Int

  /// Reads the directory; nothing is unpacked.
  /// - Parameter maximumBytes: The most bytes that one file may have, unpacked.
  /// - Throws: `spreadsheet_malformed`, `spreadsheet_too_large`.
  init(_ bytes: [UInt8], maximumBytes: Int) throws(Problem) {
    archive = try ZipArchive.opened(bytes)
    self.maximumBytes = maximumBytes
    guard zip_get_num_entries(archive, 0) <= ZipArchive.maximumEntries else { throw ZipArchive.tooLarge }
  }

  deinit { zip_discard(archive) }

  /// The bytes of a file; nil where the archive has none of that name.
  /// - Throws: `spreadsheet_malformed` where its length or checksum is not what the directory says or a password keeps
  ///   it, `spreadsheet_too_large`.
  func file(_ name: String) throws(Problem) -> [UInt8]? {
    let index = zip_name_locate(archive, name, 0)
    guard index >= 0 else { return nil }
    var facts = zip_stat_t()
    guard zip_stat_index(archive, UInt64(index), 0, &facts) == 0 else { throw ZipArchive.malformed }
    guard facts.size <= UInt64(maximumBytes) else { throw ZipArchive.tooLarge }
    guard let file = zip_fopen_index(archive, UInt64(index), 0) else { throw ZipArchive.malformed }
    defer { zip_fclose(file) }
    return try ZipArchive.content(of: file, upTo: maximumBytes)
  }

  /// The library looks at the checksum and the length where the file ends.
  private static func content(of file: OpaquePointer, upTo maximumBytes: Int) throws(Problem) -> [UInt8] {
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Int(zip_fread(file, &piece, UInt64(piece.count)))
      guard count >= 0 else { throw malformed }
      if count == 0 { return content }
      guard content.count + count <= maximumBytes else { throw tooLarge }
      content += piece[..<count]
    }
  }

  /// The library frees the copy that it reads from, together with the archive.
  private static func opened(_ bytes: [UInt8]) throws(Problem) -> OpaquePointer {
    guard let copy = malloc(max(bytes.count, 1)) else { throw tooLarge }
    bytes.withUnsafeBytes { if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) } }
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
      free(copy)
      throw tooLarge
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
      zip_source_free(source)
      throw malformed
    }
    return archive
  }

  static let malformed = Problem(
    "spreadsheet_malformed",
    "The file is no spreadsheet that can be read. Save it as .xlsx or .csv, without a password.")
  static let tooLarge = Problem("spreadsheet_too_large", "The spreadsheet is larger, unpacked, than is read here.")
}
