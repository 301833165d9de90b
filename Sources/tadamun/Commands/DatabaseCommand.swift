import ArgumentParser
import Domain
import Postgres

struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: "Start, stop or look at the program's own PostgreSQL.",
    discussion: """
      It keeps its data below the folder that the setting database.data_directory names, listens on a Unix socket only,
      and never runs as root. With DATABASE_URL set another PostgreSQL is used and these commands do nothing.

      Example:
        tadamun db start
      """, subcommands: [Start.self, Stop.self, Status.self])

  struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "start", abstract: "Start it, making it first where there is none.",
      discussion: """
        Example:
          tadamun db start
        """)

    func run() async throws {
      let database = try await own()
      switch try await database.startCluster() {
      case .initialised: print("PostgreSQL was made in \(database.settings.dataDirectory) and runs.")
      case .started: print("PostgreSQL in \(database.settings.dataDirectory) was started.")
      case .alreadyRunning, nil: print("PostgreSQL in \(database.settings.dataDirectory) runs already.")
      }
    }
  }

  struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stop", abstract: "Stop it.",
      discussion: """
        Example:
          tadamun db stop
        """)

    func run() async throws {
      switch try await own().cluster.stop() {
      case .stopped: print("PostgreSQL was stopped.")
      case .wasNotRunning: print("PostgreSQL was not running.")
      }
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Say whether it runs; exit status 1 where it does not.",
      discussion: """
        Example:
          tadamun db status
        """)

    @Flag(help: "Print only the folder of its socket, as psql's --host takes it.")
    var socket = false

    func run() async throws {
      let cluster = try await own().cluster
      switch try await cluster.status() {
      case .running where socket: print(cluster.connection().host)
      case .running(let processID): print("PostgreSQL runs as process \(processID).")
      case .stopped, .notInitialised:
        print("PostgreSQL does not run.")
        throw ExitCode(1)
      }
    }
  }
}

extension AsyncParsableCommand {
  /// - Throws: `database_elsewhere` where another PostgreSQL is used.
  fileprivate func own() async throws -> Database {
    let database = try await Database.open()
    guard database.isPrivate else {
      throw Problem("database_elsewhere", "DATABASE_URL names another PostgreSQL, which this program does not manage.")
    }
    return database
  }
}
