import API
import Actions
import ArgumentParser
import Domain
import Postgres

extension CampaignCommand {
  struct MatchPool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "match-pool", abstract: "Show how a pool that matches what backers give stands.",
      discussion: """
        Example:
          tadamun campaign match-pool autumn-2026 --json
        """)

    @Argument(help: "The pool's code.")
    var pool: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let code = try Code(pool)
      let tadamun = try await Database.open().tadamun()
      let sheet = try await tadamun.matchPool(code)
      await tadamun.pool.close()
      print(json ? CampaignRequest.rendered(sheet) : CampaignText.pool(sheet))
    }
  }

  struct MatchPools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "match-pools", abstract: "List match pools by code, 200 at a time.",
      discussion: """
        Example:
          tadamun campaign match-pools --after autumn-2026
        """)

    @Option(help: "Only codes after this one.")
    var after: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let after = try after.map { try Code($0) }
      let tadamun = try await Database.open().tadamun()
      let found = try await tadamun.matchPools(after: after, limit: 200)
      await tadamun.pool.close()
      if json { return print(CampaignRequest.rendered(found)) }
      for (pool, state) in found {
        print("\(pool.code)  \(state.rawValue)  \(pool.method.word)  \(pool.days)  \(pool.funder)")
      }
    }
  }
}
