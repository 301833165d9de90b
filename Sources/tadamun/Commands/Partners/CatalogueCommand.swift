import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "The catalogue of indicators: what programmes may ask for.",
    discussion: """
      Example:
        tadamun catalogue list
        tadamun catalogue define --file jobs.json
      """, subcommands: [List.self, Show.self, Define.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List indicators by code, each in its latest version.",
      discussion: """
        Example:
          tadamun catalogue list --scheme sdg --code 8.5.2
        """)

    @Option(help: "Only what this scheme calls by --code: sdg, iris or funder.")
    var scheme: String?

    @Option(help: "What the scheme calls it.")
    var code: String?

    @Option(help: "Only those after this code.")
    var after: String?

    @Option(help: "How many, 1 to 500.")
    var limit = 100

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
      guard (scheme == nil) == (code == nil) else { throw ValidationError("Give --scheme and --code, or neither.") }
    }

    func run() async throws {
      let called = try scheme.map { word in
        guard let known = IndicatorCode.Scheme(rawValue: word) else {
          throw ValidationError("A scheme is sdg, iris or funder.")
        }
        return (scheme: known, code: code ?? "")
      }
      let first = try after.map { try Code($0) }
      let tadamun = try await Database.open().tadamun()
      let found = try await tadamun.indicators(after: first, called: called, limit: limit)
      await tadamun.pool.close()
      if json { return print(PartnerRequest.rendered(found)) }
      for entry in found { print(PartnerText.line(entry)) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show the versions of an indicator.",
      discussion: """
        Example:
          tadamun catalogue show jobs --json
        """)

    @Argument(help: "The indicator's code.")
    var indicator: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let code = try Code(indicator)
      let tadamun = try await Database.open().tadamun()
      let versions = try await tadamun.indicator(code)
      await tadamun.pool.close()
      if json { return print(PartnerRequest.rendered(versions)) }
      for entry in versions { print(PartnerText.line(entry)) }
    }
  }

  struct Define: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "define",
      abstract: "Define an indicator, or its next version, as over HTTP (POST /api/v1/indicators).",
      discussion: """
        The same version defined again just so changes nothing.

        Example:
          tadamun catalogue define --body '{"code": "jobs", "names": {"fr": "Emplois"}, "unit": "count", "kind": "stock",
            "direction": "up", "codes": [{"scheme": "sdg", "code": "8.5.2"}]}'
        """)

    @OptionGroup var particulars: Particulars

    func run() async throws {
      let bytes = try particulars.bytes()
      let tadamun = try await Database.open().tadamun()
      print(try await PartnerRequest.define(bytes, on: tadamun, by: .commandLine))
      await tadamun.pool.close()
    }
  }
}
