import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct CampaignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaign",
    abstract: "Crowdfunding: campaigns, pledges, providers' events, refunds, payouts, match pools.",
    discussion: """
      What is done is written as JSON, the same as over HTTP; docs/instruments.md says what each needs.

      Example:
        tadamun campaign record pledges --file pledge.json
        tadamun campaign show well-2026
      """,
    subcommands: [
      RecordCommand<CampaignRequest>.self, Show.self, List.self, Pledges.self, Pledge.self, RefundOrders.self,
      MatchPool.self,
      MatchPools.self,
    ])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show how a campaign stands: its state, what was raised, is held, went back and was paid out.",
      discussion: """
        Example:
          tadamun campaign show well-2026 --json
        """)

    @Argument(help: "The campaign's code.")
    var campaign: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let code = try Code(campaign)
      let tadamun = try await Database.open().tadamun()
      let sheet = try await tadamun.campaign(code)
      await tadamun.pool.close()
      print(json ? CampaignRequest.rendered(sheet) : CampaignText.sheet(sheet))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List campaigns by code, 200 at a time.",
      discussion: """
        Example:
          tadamun campaign list --state open --after well-2026
        """)

    @Option(help: "Only campaigns in this state: \(CampaignState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: String?

    @Option(help: "Only codes after this one.")
    var after: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard state == nil || CampaignState(rawValue: state ?? "") != nil else {
        throw ValidationError("“\(state ?? "")” is no state of a campaign.")
      }
    }

    func run() async throws {
      let after = try after.map { try Code($0) }
      let tadamun = try await Database.open().tadamun()
      let found = try await tadamun.campaigns(
        after: after, in: state.flatMap(CampaignState.init(rawValue:)), limit: 200)
      await tadamun.pool.close()
      if json { return print(CampaignRequest.rendered(found)) }
      for (campaign, state) in found {
        print("\(campaign.code)  \(state.rawValue)  \(campaign.days)  \(campaign.names.preferred(.en))")
      }
    }
  }

  struct Pledges: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pledges", abstract: "List the pledges of a campaign in the order they came, as JSON.",
      discussion: """
        Each has its number; the next page begins after the last one's.

        Example:
          tadamun campaign pledges well-2026 --after 200
        """)

    @Argument(help: "The campaign's code.")
    var campaign: String

    @Option(help: "Only those after this number.")
    var after: Int64 = 0

    @Option(help: "How many, 1 to 500.")
    var limit = 200

    func validate() throws {
      guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
    }

    func run() async throws {
      let code = try Code(campaign)
      let tadamun = try await Database.open().tadamun()
      let pledges = try await tadamun.pledges(of: code, after: after, limit: limit)
      await tadamun.pool.close()
      print(CampaignRequest.rendered(pledges))
    }
  }

  struct Pledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pledge", abstract: "Show where a pledge stands, as JSON.",
      discussion: """
        Example:
          tadamun campaign pledge p-17
        """)

    @Argument(help: "The pledge's code.")
    var pledge: String

    func run() async throws {
      let code = try Code(pledge)
      let tadamun = try await Database.open().tadamun()
      let sheet = try await tadamun.pledge(code)
      await tadamun.pool.close()
      print(CampaignRequest.rendered(sheet))
    }
  }

  struct RefundOrders: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "refund-orders", abstract: "List the refunds that providers are to carry out and have not answered.",
      discussion: """
        Example:
          tadamun campaign refund-orders --json
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let tadamun = try await Database.open().tadamun()
      var orders: [RefundOrder] = []
      var last: Int64 = 0
      while true {
        let page = try await tadamun.refundOrders(after: last, limit: 500)
        orders += page.map(\.order)
        guard page.count == 500, let id = page.last?.id else { break }
        last = id
      }
      await tadamun.pool.close()
      if json { return print(CampaignRequest.rendered(orders)) }
      for order in orders {
        print("\(order.key)  \(order.amount)  \(order.provider) \(order.externalID)  sent \(order.sentAt)")
      }
    }
  }
}

extension CampaignRequest: RecordedAsJSON {
  static let subject = "campaigns"
  static let recordExample = """
      tadamun campaign record openings --body '{"campaign": "well-2026", "on": "2026-05-01", "by": "officer"}'
      tadamun campaign record drafts --file campaign.json
    """
}
