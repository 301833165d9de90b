import Foundation

/// Whose the server is: the program's own user or, where that is root, the system user `postgres`.
struct ServerAccount: Sendable {
  static let name = "postgres"

  let isRoot: Bool

  static var current: ServerAccount { ServerAccount(isRoot: geteuid() == 0) }

  var userID: uid_t { isRoot ? entry?.user ?? 0 : geteuid() }

  private var entry: (user: uid_t, group: gid_t)? {
    var record = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwnam_r(Self.name, &record, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return (record.pw_uid, record.pw_gid)
  }

  /// Gives a file or folder to the server's user, whom root creates where missing.
  func own(_ path: String) throws {
    guard isRoot else { return }
    if entry == nil { try Command.run(["/usr/sbin/useradd", "--system", "--no-create-home", Self.name]) }
    guard let entry, chown(path, entry.user, entry.group) == 0 else {
      throw ClusterError.unfitFolder(path: path, why: "it cannot be given to the user \(Self.name)")
    }
  }

  /// Writes a file of the server's.
  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    chmod(path, 0o600)
    try own(path)
  }

  /// Runs a program of PostgreSQL as the server's user.
  /// - Parameter folder: The cluster's folder, which that user must reach.
  func run(_ command: [String], in folder: String) throws {
    guard isRoot else { return try Command.run(command) }
    let become =
      ["/usr/bin/setpriv", "--reuid=\(Self.name)", "--regid=\(Self.name)", "--init-groups", "--"]
      // PostgreSQL's programs ask for the current folder, which that user may not see.
      + ["/usr/bin/env", "-C", "/"]
    do {
      try Command.run(become + ["/usr/bin/test", "-w", folder])
    } catch {
      throw ClusterError.unfitFolder(
        path: folder, why: "the user \(Self.name), as whom root runs PostgreSQL, cannot reach it")
    }
    try Command.run(become + command)
  }
}
