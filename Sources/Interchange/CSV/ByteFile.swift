import Domain

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open file, closed when the last reference goes.
final class ByteFile {
  private let descriptor: Int32
  private let path: String

  /// - Throws: `file_unreadable`.
  init(reading path: String) throws(Problem) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw ByteFile.problem("file_unreadable", "read", path) }
  }

  /// Makes the file, or empties the one that is there.
  ///
  /// - Throws: `file_unwritable`.
  init(writing path: String) throws(Problem) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw ByteFile.problem("file_unwritable", "written", path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Bytes read into the start of `buffer`; 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    while true {
      let count = unistdRead(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw ByteFile.problem("file_unreadable", "read", path) }
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    var rest = bytes
    while !rest.isEmpty {
      let count = unistdWrite(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno != EINTR {
        throw ByteFile.problem("file_unwritable", "written", path)
      }
    }
  }

  private static func problem(_ code: ProblemCode, _ verb: String, _ path: String) -> Problem {
    let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return Problem(code, "The file cannot be \(verb): \(reason).", at: Place(file: path))
  }
}

// Inside the type, the names of the methods hide the functions of the system.
private func unistdRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
private func unistdWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
