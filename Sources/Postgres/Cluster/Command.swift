import Foundation

/// A program that is run to its end.
///
/// Foundation's `Process` will not do: it learns of the end from a socket that the server, started by a program that
/// itself ends at once, inherits and keeps open.
enum Command {
  /// - Throws: ``ClusterError/failed(command:output:)`` with what the program said, where it ended with an error.
  static func run(_ command: [String]) throws {
    let output = try temporaryFile()
    defer { close(output) }
    let processID = try spawn(command, output)
    var status: Int32 = 0
    while waitpid(processID, &status, 0) < 0 {
      if errno != EINTR { throw failure(command, String(cString: strerror(errno))) }
    }
    if status != 0 { throw failure(command, read(output)) }
  }

  private static func spawn(_ command: [String], _ output: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    // A server that outlives us must not hold our pipes and sockets open.
    for descriptor in openDescriptors() where descriptor > 2 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    let environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"]
    var processID: pid_t = 0
    let code = withMutableCStrings(command) { arguments in
      withMutableCStrings(environment) { posix_spawn(&processID, command[0], &actions, nil, arguments, $0) }
    }
    guard code == 0 else { throw failure(command, String(cString: strerror(code))) }
    return processID
  }

  private static func openDescriptors() -> [Int32] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).compactMap { Int32($0) }
  }

  /// A file and not a pipe: the server keeps what it inherits open, and a pipe would never end.
  private static func temporaryFile() throws -> Int32 {
    let path = "\(NSTemporaryDirectory())/\(UUID().uuidString)"
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ClusterError.unfitFolder(path: path, why: String(cString: strerror(errno))) }
    unlink(path)
    return descriptor
  }

  /// The last of what was written, up to 16 kB.
  private static func read(_ descriptor: Int32) -> String {
    let size = lseek(descriptor, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = pread(descriptor, &bytes, bytes.count, max(0, size - off_t(bytes.count)))
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func failure(_ command: [String], _ output: String) -> ClusterError {
    .failed(command: command.joined(separator: " "), output: output)
  }

  private static func withMutableCStrings<Value>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
