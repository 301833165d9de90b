import API
import Actions
import ArgumentParser
import Domain
import Postgres

extension GrantCommand {
  struct Award: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "award",
      abstract: "Turn the lines of an approved proposal into grants with agreements and tranches, each once.",
      discussion: """
        Example:
          tadamun grant award 7 award.json --by officer
        """)

    @Argument(help: "The proposal's number.")
    var proposal: Int64

    @Argument(help: "The agreement for all, as JSON.", completion: .file(extensions: ["json"]))
    var file: String

    @Option(help: "Who awards.")
    var by: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let person = try Person(by)
      let award = try GrantCommand.located(file) { try GrantRequest.award(Particulars.bytes(of: file)) }
      let tadamun = try await Database.open().tadamun(isBatch: true)
      let codes = try await tadamun.award(proposal: proposal, as: award, by: person, source: .commandLine)
      await tadamun.pool.close()
      if json { return print(try JSONOutput.text(codes.map(\.text))) }
      print("proposal \(proposal): \(codes.count) grants")
      for code in codes { print("  \(code)") }
    }
  }
}
