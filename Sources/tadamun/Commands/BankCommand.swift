import Actions
import ArgumentParser
import Domain
import Postgres

struct BankCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank", abstract: "Read statements of banks and say which entry of the books each movement is.",
    discussion: """
      Example:
        tadamun bank open zakat-cih --fund zakat-2026 --number 007810000112300000000118
        tadamun bank import statements.xml
        tadamun bank match
        tadamun bank unmatched
      """, subcommands: [Open.self, Accounts.self, Import.self, Match.self, Withdraw.self, Unmatched.self])

  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "open", abstract: "Open a bank account for a fund; it holds that fund's money and no other.",
      discussion: """
        Example:
          tadamun bank open zakat-cih --fund zakat-2026 --number 007810000112300000000118
        """)

    @Argument(help: "The code the account is to have.")
    var code: String

    @Option(help: "The fund whose money it holds.")
    var fund: String

    @Option(help: "IBAN or RIB.")
    var number: String

    @Option(help: "The ISO 4217 code of its currency.")
    var currency = "MAD"

    func run() async throws {
      let account = try BankAccount(Code(code), fund: Code(fund), number: number, currency: Currency(currency))
      let tadamun = try await Database.open().tadamun()
      try await tadamun.open(account, by: .commandLine)
      print("\(account.code): \(account.number), \(account.currency), fund \(account.fund)")
      await tadamun.pool.close()
    }
  }

  struct Accounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accounts", abstract: "List bank accounts by code, each with the fund whose money it holds.",
      discussion: """
        Example:
          tadamun bank accounts --json
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let tadamun = try await Database.open().tadamun()
      let accounts = try await tadamun.bankAccounts()
      await tadamun.pool.close()
      if json {
        return print(
          try JSONOutput.text(
            accounts.map {
              ["code": $0.code.text, "fund": $0.fund.text, "number": $0.number, "currency": $0.currency.code]
            }))
      }
      for account in accounts { print("\(account.code)  \(account.number)  \(account.currency)  fund \(account.fund)") }
    }
  }

  struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: "Take a wrong match back.",
      discussion: """
        Example:
          tadamun bank withdraw 17 --reason "the other payment of that day"
        """)

    @Argument(help: "The match's number.")
    var match: Int64

    @Option(help: "Why.")
    var reason: String

    func run() async throws {
      let tadamun = try await Database.open().tadamun()
      try await tadamun.withdrawBankMatch(match, reason: reason, by: .commandLine)
      print("match \(match) is withdrawn")
      await tadamun.pool.close()
    }
  }
}
