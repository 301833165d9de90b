import API
import Actions
import ArgumentParser
import Domain

extension LedgerCommand {
  struct RequestPayment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "request-payment",
      abstract: "Ask that money leave a fund; somebody else approves the decision, then “pay” books it.",
      discussion: """
        The entry is written as for “tadamun ledger book”. What has steps of its own, such as a tranche, a zakat payment or
        a payout, is asked for by those steps.

        Example:
          tadamun ledger request-payment well-2 --by treasurer --body '{"kind": "disbursement",
            "occurred_on": "2026-03-01", "lines": [
            {"fund": "grants-2026", "account": "disbursements", "actor": "coop-001", "amount": "500.00", "currency": "MAD"},
            {"fund": "grants-2026", "account": "cash", "actor": "coop-001", "amount": "-500.00", "currency": "MAD"}]}'
          tadamun decision approve 7 --by president
          tadamun ledger pay 7
        """)

    @Argument(help: "A name of your own for this payment.")
    var reference: String

    @OptionGroup var text: Particulars

    @Option(help: "The hold that the payment takes from.")
    var hold: Int64?

    @Option(help: "Who asks.")
    var by: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (entry, reference, person) = (try text.entry(isAskedFor: true), try Code(reference), try Person(by))
      let decision = try await ask {
        try await $0.requestPayment(entry, reference: reference, from: hold, by: person)
      }
      print(
        try json
          ? JSONOutput.text(["decision": decision.rawValue]) : "decision \(decision) waits for a second person")
    }
  }

  struct Pay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pay", abstract: "Book the payment that two persons decided on; done again it is the same one.",
      discussion: """
        Example:
          tadamun ledger pay 7
        """)

    @Argument(help: "The decision's number.")
    var decision: Int64

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let booked = try await ask { try await $0.pay(under: ID(decision), by: .commandLine) }
      print(json ? LedgerDocument.rendered(booked) : LedgerText.booked(booked))
    }
  }
}
