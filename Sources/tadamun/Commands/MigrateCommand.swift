import ArgumentParser
import Postgres

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the database to this program's schema.",
    discussion: """
      Example:
        tadamun migrate
      """)

  func run() async throws {
    let database = try await Database.open()
    let applied = try await database.migrate()
    for migration in applied { print("applied \(migration.title)") }
    if applied.isEmpty { print("The schema is current.") }
  }
}
