/// Why a private cluster cannot be run.
public enum ClusterError: Error, Hashable, Sendable {
  /// No PostgreSQL 15 or newer, or not the version the data was made by.
  case noBinaries(searched: String)
  /// A folder that the server's user cannot enter, or that belongs to somebody else.
  case unfitFolder(path: String, why: String)
  /// A program of PostgreSQL failed; what it said last.
  case failed(command: String, output: String)
}

extension ClusterError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noBinaries(let searched):
      "No PostgreSQL was found (\(searched)); install it, or set PG_BINDIR to the folder that holds initdb."
    case .unfitFolder(let path, let why): "\(path) cannot hold the database: \(why)."
    case .failed(let command, let output): "\(command) failed:\n\(output)"
    }
  }
}
