import Actions
import ArgumentParser
import Domain
import Foundation
import Interchange
import Postgres

struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "The numbers and choices that doctrine, law or a fund's authority sets.",
    discussion: """
      A policy is a file with its authority and source. It is in force from a day on, once a second person approved it
      (tadamun decision approve); what was judged before stays judged under what was in force then.

      Example:
        tadamun policy adopt config/policies/books-ma.yml --from 2026-01-01 --by treasurer
        tadamun decision approve 1 --by president
        tadamun policy show books-ma --on 2026-11-24
      """, subcommands: [Check.self, Adopt.self, List.self, Show.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Say that policy files are sound, or every mistake in them with its line and column.",
      discussion: """
        Example:
          tadamun policy check config/policies/*.yml
        """)

    @Argument(help: "Policy files.", completion: .file(extensions: ["yml", "yaml"]))
    var files: [String]

    func run() async throws {
      var problems: [Problem] = []
      for path in files {
        do {
          let file = try PolicyFile(path: path)
          let policy = file.policy
          print("\(policy.code) version \(policy.version) is sound: ", terminator: "")
          print("\(policy.settings.count) values, \(policy.status.sentence); sha256 \(file.sha256)")
        } catch { problems += error.list }
      }
      try Problems.throwIfAny(problems)
    }
  }

  struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "adopt", abstract: "Store a policy and ask that it be in force from a day on.",
      discussion: """
        Prints the decision that somebody else approves.

        Example:
          tadamun policy adopt config/policies/books-ma.yml --from 2026-01-01 --by treasurer
        """)

    @Argument(help: "The policy file.", completion: .file(extensions: ["yml", "yaml"]))
    var file: String

    @Option(help: "The first day it is in force, YYYY-MM-DD.")
    var from: String

    @Option(help: "Who asks.")
    var by: String

    func run() async throws {
      // The file's own name stands in its refusals; what is stored is read again.
      let text = try PolicyFile(path: file).text
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      let decision = try await tadamun.adopt(policy: text, from: CalendarDate(iso: from), by: Person(by))
      await tadamun.pool.close()
      print("decision \(decision) waits for a second person: tadamun decision approve \(decision) --by …")
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the versions that are in force or wait for a second person.",
      discussion: """
        Example:
          tadamun policy list --json
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      let adoptions = try await tadamun.policies().map(PolicyAdoptionOutput.init)
      await tadamun.pool.close()
      if json { return print(try JSONOutput.text(adoptions)) }
      for adoption in adoptions { print(adoption.line) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show the version of a policy in force on a day, with each value's source.",
      discussion: """
        Example:
          tadamun policy show books-ma --on 2026-11-24
        """)

    @Argument(help: "The policy's code.")
    var code: String

    @Option(help: "The day, YYYY-MM-DD.")
    var on: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      let stored = try await tadamun.policy(Code(code), on: CalendarDate(iso: on))
      await tadamun.pool.close()
      let output = PolicyOutput(stored)
      print(try json ? JSONOutput.text(output) : output.text)
    }
  }
}
