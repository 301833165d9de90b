import Actions
import ArgumentParser
import Domain
import Foundation
import Postgres

struct ImportIATICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iati", abstract: "Take in activities that were published as IATI 2.01 to 2.03.",
    discussion: """
      Organisations become actors, transactions ledger entries (commitments apart from disbursements), results
      indicators, baselines, targets and reports of the programme, which is made where it is not there. What is not
      taken over is listed with line, activity and reason; the rest is taken. Importing a file again changes nothing.

      Exit status: 0 the file was taken in, 1 it cannot be read as IATI.

      Example:
        tadamun import iati activities.xml --programme afdb-agriculture
        tadamun score afdb-agriculture --as-of 2016-12-31
      """)

  @Argument(help: "The file.", completion: .file(extensions: ["xml"]))
  var file: String

  @Option(help: "The code of the programme its results are reported to.")
  var programme: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let database = try await Database.open()
    let programme = try Code(programme)
    let path = file
    let tadamun = try await database.tadamun(isBatch: true)
    let outcome = try await Progress.during("importing") { try await tadamun.importIATI(path, into: programme) }
    await tadamun.pool.close()
    let output = IATIImportOutput(outcome, of: path)
    if json { return print(try JSONOutput.text(output)) }
    for line in output.notTakenOver.map(\.text) { print(line) }
    print(output.summary)
  }
}
