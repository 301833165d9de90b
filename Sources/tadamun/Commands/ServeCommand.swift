import Actions
import ArgumentParser
import Logging
import Pages
import Postgres
import ServiceLifecycle
import Serving
import UnixSignals
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer over HTTP: pages and the JSON API, on this machine only.",
    discussion: """
      It binds to loopback addresses and refuses others. Until somebody has an account (tadamun people invite), whoever
      sits at this machine may read and write everything; from then on it answers those it knows.

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
    let tadamun = try await database.tadamun(isForOthers: true)
    let texts = try Installation.find().file("config/texts")
    try PageTexts.read(folder: texts)
    let configuration = WebConfiguration(
      host: database.settings.host, port: port ?? database.settings.port, publicName: database.settings.publicName,
      trustedProxies: database.settings.trustedProxies, requestsPerMinute: database.settings.requestsPerMinute,
      keptPageBytes: database.settings.keptPages << 20,
      access: database.settings.access, map: try Installation.find().map(),
      evidenceFolder: database.settings.evidenceDirectory,
      texts: try ProblemTexts(folder: texts))
    let isClaimed = try await Access(tadamun).isClaimed()
    let openness = isClaimed ? "for those who have an account" : "open to this machine: nobody has an account yet"
    let served = try application(tadamun, configuration: configuration, logger: database.logger) {
      print("Serving on http://\(configuration.host):\(configuration.port), \(openness).")
      print("Stop with Control-C.")
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(service: tadamun.pool, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: served, successTerminationBehavior: .gracefullyShutdownGroup),
        ], gracefulShutdownSignals: [.sigterm, .sigint], logger: database.logger))
    do { try await group.run() } catch { throw configuration.problem(ofServing: error) ?? error }
  }
}
