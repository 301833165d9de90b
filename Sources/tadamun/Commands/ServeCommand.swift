import Actions
import ArgumentParser
import Logging
import Postgres
import ServiceLifecycle
import UnixSignals
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer over HTTP: pages and the JSON API, on this machine only.",
    discussion: """
      There is no access control yet, so that it binds to loopback addresses and refuses others.

      Example:
        tadamun serve --port 8080
      """)

  @Option(help: "The port; the setting serve.port where left out.")
  var port: Int?

  func run() async throws {
    let database = try await Database.open()
    try await ServeCommand.serve(database, port: port)
  }

  /// Serves until the program is told to stop.
  static func serve(_ database: Database, port: Int?) async throws {
    let tadamun = try await database.tadamun()
    let configuration = WebConfiguration(host: database.settings.host, port: port ?? database.settings.port)
    let served = try application(tadamun, configuration: configuration, logger: database.logger)
    print("Serving on http://\(configuration.host):\(configuration.port) — this machine only, as there is no access")
    print("control yet. Stop with Control-C.")
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(service: tadamun.pool, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: served, successTerminationBehavior: .gracefullyShutdownGroup),
        ], gracefulShutdownSignals: [.sigterm, .sigint], logger: database.logger))
    try await group.run()
  }
}
