import Actions
import ArgumentParser
import Domain
import Postgres

/// What a command that lists something of one actor is asked with, and how it answers.
struct ActorListing: ParsableArguments {
  @Argument(help: "The actor's code.")
  var actor: String

  @Flag(help: "Print JSON.")
  var json = false

  /// Prints what `find` finds: as JSON where that is asked for, else a line each.
  func show<Item>(
    _ find: (Tadamun, Code) async throws -> [Item], rendered: ([Item]) -> String, line: (Item) -> String
  ) async throws {
    let code = try Code(actor)
    let tadamun = try await Database.open().tadamun()
    let found = try await find(tadamun, code)
    await tadamun.pool.close()
    if json { return print(rendered(found)) }
    for item in found { print(line(item)) }
  }
}
