import Foundation

/// A PostgreSQL server of one's own: it keeps its data in one folder, is reached by a Unix socket only, and needs no
/// service and no password. Only the user who started it, and root, can reach it.
///
/// PostgreSQL refuses to run as root. Where the program is root, the server belongs to the system user `postgres`,
/// which is created when missing; the folder must then be one that this user can reach.
public struct PrivateCluster: Sendable {
  public enum Durability: Sendable {
    /// Survives a crash of the machine.
    case safe
    /// Faster, and lost in a crash of the machine: for tests only.
    case test
  }

  public enum StartOutcome: Hashable, Sendable {
    case initialised
    case started
    case alreadyRunning
  }

  public enum StopOutcome: Hashable, Sendable {
    case stopped
    case wasNotRunning
  }

  public enum Status: Hashable, Sendable {
    case notInitialised
    case stopped
    /// - processID: The server's first process.
    case running(processID: Int32)
  }

  /// The folder that holds the data, the log and, where its path is short enough, the socket.
  public let folder: String
  /// The database superuser, and the name by which ``connection(database:)`` comes.
  public let superuser: String
  public let durability: Durability
  let account: ServerAccount
  let socketFolder: String

  /// - Parameter folder: An absolute path, or one relative to the current folder; created by ``start()``.
  public init(folder: String, superuser: String = "postgres", durability: Durability = .safe) {
    self.folder = URL(fileURLWithPath: folder).standardizedFileURL.path
    self.superuser = superuser
    self.durability = durability
    account = ServerAccount.current
    socketFolder = Self.socketFolder(for: self.folder)
  }

  var data: String { "\(folder)/data" }
  /// What the server says; appended to by each start.
  public var log: String { "\(folder)/server.log" }

  /// How to reach the server.
  public func connection(database: String = "postgres") -> ConnectionConfiguration {
    ConnectionConfiguration(host: socketFolder, user: superuser, database: database)
  }

  /// Makes the cluster where there is none, and starts it where it does not run. Several at once end in one server.
  /// - Throws: ``ClusterError``.
  public func start() async throws -> StartOutcome {
    try await blocking { try startLocked() }
  }

  /// Stops the server; sessions end, transactions under way are rolled back.
  /// - Throws: ``ClusterError``.
  @discardableResult
  public func stop() async throws -> StopOutcome {
    try await blocking { try stopLocked() }
  }

  public func status() async throws -> Status {
    try await DispatchExecutor(label: "postgres.cluster").run {
      guard isInitialised else { return .notInitialised }
      guard let processID = postmaster(), answers else { return .stopped }
      return .running(processID: processID)
    }
  }

  private func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await DispatchExecutor(label: "postgres.cluster").run {
      try makeFolder(folder)
      let lock = try FolderLock(folder: folder)
      defer { lock.release() }
      return try work()
    }
  }

  /// A socket's path may be at most 107 bytes; a long folder gets its socket elsewhere, under a name of its own.
  private static func socketFolder(for folder: String) -> String {
    let near = "\(folder)/socket"
    if near.utf8.count + "/.s.PGSQL.5432".utf8.count < 100 { return near }
    // FNV-1a: the same folder must give the same name in every run, which Swift's own hashing does not.
    let hash = folder.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let runtime = getuid() == 0 ? nil : ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"]
    let base = runtime.flatMap { $0.utf8.count < 60 ? $0 : nil } ?? "/tmp"
    return "\(base)/pg-\(getuid())-\(String(hash, radix: 16))"
  }
}
