import API
import Actions
import ArgumentParser
import Domain
import Foundation
import Postgres

struct GrantCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Grants: applications, agreements, tranches with conditions, reports, recoveries.",
    discussion: """
      What is done about a grant is written as JSON, the same as over HTTP; docs/instruments.md says what each needs.

      Example:
        tadamun grant apply application.json --by officer
        tadamun grant record well tranche-requests --by officer --body '{"tranche": 2, "on": "2026-10-05"}'
        tadamun grant show well
      """, subcommands: [List.self, Show.self, Apply.self, Record.self, Award.self, Publish.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List grants in the order of codes.",
      discussion: """
        Example:
          tadamun grant list --fund grants --json
        """)

    @Option(help: "Only grants to this actor.")
    var grantee: String?

    @Option(help: "Only grants out of this fund.")
    var fund: String?

    @Option(help: "Only those after this code.")
    var after: String?

    @Option(help: "How many, 1 to 200.")
    var limit = 50

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...200).contains(limit) else { throw ValidationError("--limit is from 1 to 200.") }
    }

    func run() async throws {
      let (after, grantee, fund) = (
        try after.map { try Code($0) }, try grantee.map { try Code($0) }, try fund.map { try Code($0) }
      )
      let tadamun = try await Database.open().tadamun()
      let sheets = try await tadamun.grants(after: after, of: grantee, in: fund, limit: limit)
      await tadamun.pool.close()
      print(json ? GrantRequest.rendered(sheets) : GrantText.list(sheets))
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Print the report of a grant: where it stands, its money, tranches, conditions, waivers, reports.",
      discussion: """
        Example:
          tadamun grant show well
        """)

    @Argument(help: "The grant's code.")
    var grant: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let code = try Code(grant)
      let tadamun = try await Database.open().tadamun()
      let sheet = try await tadamun.grant(code)
      await tadamun.pool.close()
      print(json ? GrantRequest.rendered(sheet) : GrantText.sheet(sheet))
    }
  }

  struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "apply", abstract: "Record an application for a grant.",
      discussion: """
        Example:
          tadamun grant apply application.json --by officer
        """)

    @Argument(help: "The application, as JSON.", completion: .file(extensions: ["json"]))
    var file: String

    @Option(help: "Who records it.")
    var by: String

    @Option(help: "A key of your own: the same application under the same key is recorded once.")
    var key: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let person = try Person(by)
      let grant = try GrantCommand.located(file) { try GrantRequest.application(Particulars.bytes(of: file)) }
      let tadamun = try await Database.open().tadamun()
      let outcome = try await tadamun.apply(for: grant, key: key, by: person, source: .commandLine)
      let sheet = try await tadamun.grant(grant.code)
      await tadamun.pool.close()
      print(json ? GrantRequest.rendered(outcome, sheet) : GrantText.outcome(outcome, sheet))
    }
  }

  struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "record", abstract: "Record what is done about a grant.",
      discussion: """
        What may be done: \(GrantRequest.nouns.joined(separator: ", ")).

        Example:
          tadamun grant record well award --by officer --body '{"on": "2026-01-20"}'
          tadamun grant record well agreements --by officer --file agreement.json
        """)

    @Argument(help: "The grant's code.")
    var grant: String

    @Argument(help: "What is done.")
    var what: String

    @Option(help: "Who does it.")
    var by: String

    @OptionGroup var particulars: Particulars

    @Option(help: "A key of your own: the same under the same key is done once.")
    var key: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws { try Particulars.check(what, isOneOf: GrantRequest.nouns) }

    func run() async throws {
      let (code, person) = (try Code(grant), try Person(by))
      let act = try GrantCommand.located(particulars.file ?? "--body") {
        try GrantRequest.act(what, particulars.bytes())
      }
      let tadamun = try await Database.open().tadamun()
      let outcome = try await tadamun.perform(act, on: code, key: key, by: person, source: .commandLine)
      let sheet = try await tadamun.grant(code)
      await tadamun.pool.close()
      print(json ? GrantRequest.rendered(outcome, sheet) : GrantText.outcome(outcome, sheet))
    }
  }

  /// Runs `body`; what it refuses is said to be in `file`.
  static func located<Value>(_ file: String, _ body: () throws -> Value) throws -> Value {
    let place = Place(file: file)
    do { return try body() } catch let problem as Problem {
      throw problem.at(place)
    } catch let problems as Problems {
      throw Problems(problems.list.map { $0.at(place) })
    }
  }
}
