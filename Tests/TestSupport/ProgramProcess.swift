import Foundation
import Postgres

/// The program as people start it, over a test's database.
public struct ProgramProcess {
  public let process = Process()
  private let output = Pipe()

  /// Starts `tadamun` with `arguments`.
  public init(_ arguments: [String], on database: TestDatabase, environment: [String: String] = [:]) throws {
    process.executableURL = try ProgramProcess.executable()
    process.arguments = arguments
    let configuration = database.configuration(as: .admin)
    var variables = ProcessInfo.processInfo.environment
    variables["DATABASE_URL"] =
      "postgresql://\(configuration.user)@/\(configuration.database)?host=\(configuration.host)&port=\(configuration.port)"
    variables["WORK_LEASE_SECONDS"] = "1"
    variables["LOG_LEVEL"] = "error"
    process.environment = variables.merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  /// Waits for its end.
  /// - Returns: what it printed.
  public func wait() async -> String {
    let handle = output.fileHandleForReading
    let data = await Task.detached { handle.readDataToEndOfFile() }.value
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The program that was built with these tests.
  private static func executable() throws -> URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      let program = folder.appendingPathComponent("tadamun")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
      folder = folder.deletingLastPathComponent()
    }
    throw CocoaError(.fileNoSuchFile)
  }
}
