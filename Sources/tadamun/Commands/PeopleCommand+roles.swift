import Actions
import ArgumentParser
import Domain

extension PeopleCommand {
  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "grant", abstract: "Give somebody a role.",
      discussion: """
        Example:
          tadamun people grant karim@example.org --role reporter --for coop-ber-109
        """)

    @Argument(help: "The person's address.")
    var email: String

    @OptionGroup var role: RoleOptions

    func run() async throws {
      try await withAccess { access, _ in
        let grant = try role.grant(today: try await access.today())
        let key = try await access.grant(grant, to: EmailAddress(email), by: .commandLine)
        print("role \(key): \(email) is \(grant.role.rawValue) from \(grant.first)")
      }
    }
  }

  struct EndRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end-role", abstract: "End a role at the end of a day.",
      discussion: """
        Example:
          tadamun people end-role karim@example.org 4 --on 2026-06-30
        """)

    @Argument(help: "The person's address.")
    var email: String

    @Argument(help: "The role's number, as list shows it.")
    var role: Int64

    @Option(help: "The last day it holds, YYYY-MM-DD.")
    var on: String

    func run() async throws {
      try await withAccess { access, _ in
        try await access.endRole(role, of: EmailAddress(email), on: CalendarDate(iso: on), by: .commandLine)
        print("role \(role) of \(email) ends on \(on)")
      }
    }
  }

  struct Block: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "block", abstract: "Let somebody in no more; open sessions end at once.",
      discussion: """
        Example:
          tadamun people block karim@example.org
        """)

    @Argument(help: "The person's address.")
    var email: String

    func run() async throws {
      try await withAccess { access, _ in
        try await access.block(EmailAddress(email), by: .commandLine)
        print("\(email) is blocked")
      }
    }
  }

  struct Unblock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unblock", abstract: "Let somebody in again.",
      discussion: """
        Example:
          tadamun people unblock karim@example.org
        """)

    @Argument(help: "The person's address.")
    var email: String

    func run() async throws {
      try await withAccess { access, _ in
        try await access.unblock(EmailAddress(email), by: .commandLine)
        print("\(email) may sign in again")
      }
    }
  }

  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "link", abstract: "Make the link by which somebody who forgot the password sets another.",
      discussion: """
        Example:
          tadamun people link karim@example.org
        """)

    @Argument(help: "The person's address.")
    var email: String

    func run() async throws {
      try await withAccess { access, database in
        let address = try EmailAddress(email)
        guard let secret = try await access.requestReset(address, from: "cli") else {
          throw Problem("person_unknown", "Nobody has the address \(email) here, or the account is blocked.")
        }
        print("Within \(access.rules.resetHours) hours, at")
        print(passwordAddress(secret, database))
      }
    }
  }

  struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "token",
      abstract: "Issue a key for a program that acts for somebody; its secret is shown this once.",
      discussion: """
        Example:
          tadamun people token karim@example.org --label "export" --days 90
        """)

    @Argument(help: "The person's address.")
    var email: String

    @Option(help: "What tells it from others.")
    var label: String

    @Option(help: "How many days it holds, 1 to 366.")
    var days = 90

    @Flag(help: "It may change things as well as read them.")
    var write = false

    func run() async throws {
      try await withAccess { access, _ in
        let token = try await access.issueToken(
          to: EmailAddress(email), label: label, mayWrite: write, days: days, by: .commandLine)
        print(token.secret.text)
      }
    }
  }
}
