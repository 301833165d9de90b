import Actions
import ArgumentParser
import Domain
import Foundation
import Postgres

extension GrantCommand {
  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "publish",
      abstract: "Write the grants promised by a day as 360Giving or IATI, with the ledger's figures up to it.",
      discussion: """
        Example:
          tadamun grant publish --format iati --through 2026-12-31 --out grants.xml
        """)

    @Option(help: "360giving (1.4, JSON) or iati (2.03, XML).")
    var format = "360giving"

    @Option(help: "The last day that counts, YYYY-MM-DD.")
    var through: String

    @Option(help: "Only grants out of this fund.")
    var fund: String?

    @Option(help: "The publisher's prefix of 360Giving identifiers.")
    var prefix = "360G-tadamun"

    @Option(help: "The file to write; printed where left out.")
    var out: String?

    func validate() throws {
      guard Tadamun.GrantFormat(rawValue: format) != nil else {
        throw ValidationError("--format is 360giving or iati.")
      }
    }

    func run() async throws {
      let (day, fund) = (try CalendarDate(iso: through), try fund.map { try Code($0) })
      let tadamun = try await Database.open().tadamun(isBatch: true)
      let text = try await tadamun.publishGrants(
        as: Tadamun.GrantFormat(rawValue: format) ?? .threeSixtyGiving, in: fund, by: day, prefix: prefix)
      await tadamun.pool.close()
      guard let out else { return print(text, terminator: "") }
      guard FileManager.default.createFile(atPath: out, contents: Data(text.utf8)) else {
        throw Problem("file_unwritable", "The file cannot be written.", at: Place(file: out))
      }
      print("written to \(out)")
    }
  }
}
