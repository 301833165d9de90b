import Actions
import ArgumentParser
import Logging
import Postgres
import Web

struct OpenAPICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi", abstract: "Print the document of the API (OpenAPI 3.1), as it is served.",
    discussion: """
      It is made of the routes and needs no database.

      Example:
        tadamun openapi > openapi.json
      """)

  func run() async throws {
    let logger = Logger(label: "tadamun.openapi")
    let nowhere = ConnectionConfiguration(host: "/nowhere", user: "nobody", database: "none")
    print(apiDocument(Tadamun(Pool(nowhere, logger: logger), logger: logger)))
  }
}
