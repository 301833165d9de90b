import CLibPQ
import Foundation

/// Making, starting and stopping; all of it under the folder's lock.
extension PrivateCluster {
  var isInitialised: Bool { FileManager.default.fileExists(atPath: "\(data)/PG_VERSION") }

  /// Whether the server takes sessions.
  var answers: Bool {
    let parameters = ["host": socketFolder, "port": "5432", "user": superuser, "dbname": "postgres"]
    let status = withCStrings(Array(parameters.keys)) { keys in
      withCStrings(Array(parameters.values)) { values in PQpingParams(keys, values, 0) }
    }
    return status == PQPING_OK
  }

  func startLocked() throws -> StartOutcome {
    let binaries = try Binaries(for: isInitialised ? data : nil)
    let isNew = !isInitialised
    if isNew { try initialise(binaries) }
    if postmaster() != nil, answers { return .alreadyRunning }
    try makeFolder(socketFolder)
    try account.write(settings, to: "\(data)/private.conf")
    try launch(binaries)
    return isNew ? .initialised : .started
  }

  func stopLocked() throws -> StopOutcome {
    guard isInitialised, postmaster() != nil else { return .wasNotRunning }
    try account.run(
      [try Binaries(for: data).path("pg_ctl"), "stop", "-D", data, "-m", "fast", "-w", "-t", "60"], in: folder)
    // Empty now; left where it is not.
    rmdir(socketFolder)
    return .stopped
  }

  /// Made beside its place and moved there whole, so that one that was killed half-way is never taken for a cluster.
  private func initialise(_ binaries: Binaries) throws {
    let unfinished = "\(folder)/data.new"
    try? FileManager.default.removeItem(atPath: unfinished)
    var command = [
      binaries.path("initdb"), "-D", unfinished, "-U", superuser, "--auth-local=trust", "--auth-host=reject",
      "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=und", "--data-checksums",
    ]
    if durability == .test { command.append("--no-sync") }
    try account.run(command, in: folder)
    let configuration = "\(unfinished)/postgresql.conf"
    let text = try String(contentsOfFile: configuration, encoding: .utf8)
    try account.write(text + "\ninclude_if_exists = 'private.conf'\n", to: configuration)
    guard rename(unfinished, data) == 0 else {
      throw ClusterError.unfitFolder(path: data, why: String(cString: strerror(errno)))
    }
  }

  /// After a kill the dead server's children may hold its memory for a moment, and the next one refuses to start.
  private func launch(_ binaries: Binaries) throws {
    forgetDeadServer()
    let command = [binaries.path("pg_ctl"), "start", "-D", data, "-l", log, "-w", "-t", "60"]
    for attempt in 1... {
      do {
        return try account.run(command, in: folder)
      } catch let error as ClusterError {
        if attempt == 20 { throw error.with(logTail()) }
        // Still recovering from a crash is running, too.
        if postmaster() != nil, answers { return }
        usleep(500_000)
      }
    }
  }

  private var settings: String {
    var settings = [
      "listen_addresses": "", "unix_socket_directories": socketFolder, "unix_socket_permissions": "0700",
      "port": "5432", "timezone": "UTC", "log_timezone": "UTC", "max_connections": "100",
    ]
    if durability == .test {
      settings.merge(["max_connections": "300", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"])
      { $1 }
    }
    return settings.sorted { $0.key < $1.key }
      .map { "\($0.key) = '\($0.value.replacing("'", with: "''"))'\n" }.joined()
  }

  /// The server's first process, where the file that names it is not a dead one's. A number may have gone to another
  /// program since; ours names its folder on its command line.
  func postmaster() -> Int32? {
    guard let text = try? String(contentsOfFile: "\(data)/postmaster.pid", encoding: .utf8),
      let processID = text.split(separator: "\n").first.flatMap({ Int32($0) }),
      kill(processID, 0) == 0 || errno == EPERM
    else { return nil }
    guard let command = try? String(contentsOfFile: "/proc/\(processID)/cmdline", encoding: .utf8) else {
      return FileManager.default.fileExists(atPath: "/proc/self") ? nil : processID
    }
    return command.split(separator: "\0").contains(Substring(data)) ? processID : nil
  }

  private func forgetDeadServer() {
    guard postmaster() == nil else { return }
    for file in ["\(data)/postmaster.pid", "\(socketFolder)/.s.PGSQL.5432.lock", "\(socketFolder)/.s.PGSQL.5432"] {
      unlink(file)
    }
  }

  private func logTail() -> String {
    guard let text = try? String(contentsOfFile: log, encoding: .utf8) else { return "" }
    return text.split(separator: "\n").suffix(10).joined(separator: "\n")
  }

  /// A folder that only the server's user, and root, can enter.
  func makeFolder(_ path: String) throws {
    try? FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    mkdir(path, 0o700)
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
      throw ClusterError.unfitFolder(path: path, why: "it is not a folder that can be made")
    }
    // Root's own is one that root has just made, here or in another program that starts the same cluster.
    if facts.st_uid == geteuid() { try account.own(path) }
    guard lstat(path, &facts) == 0, facts.st_uid == account.userID else {
      throw ClusterError.unfitFolder(path: path, why: "it belongs to another user")
    }
    chmod(path, 0o700)
  }
}

extension ClusterError {
  fileprivate func with(_ log: String) -> ClusterError {
    guard case .failed(let command, let output) = self else { return self }
    return .failed(command: command, output: "\(output)\n\(log)")
  }
}
