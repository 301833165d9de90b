import Actions
import ArgumentParser
import Domain
import Postgres

struct PeopleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "Who may sign in, and what they may do.",
    discussion: """
      While nobody has an account, the service is open to whoever sits at this machine. From the first account on, it
      answers only those it knows.

      Example:
        tadamun people invite amina@example.org --name "Amina" --role operator
        tadamun people grant karim@example.org --role reporter --for coop-ber-109 --from 2026-01-01
      """,
    subcommands: [Invite.self, List.self, Grant.self, EndRole.self, Block.self, Unblock.self, Link.self, Token.self])

  /// A role as the options of a command name it.
  struct RoleOptions: ParsableArguments {
    @Option(help: "reporter, verifier, approver, funder, auditor, operator or donor_keeper.")
    var role: String

    @Option(name: .customLong("for"), help: "The actor a reporter reports for.")
    var organisation: String?

    @Option(help: "The first day, YYYY-MM-DD; today where left out.")
    var from: String?

    @Option(help: "The last day, YYYY-MM-DD; open where left out.")
    var until: String?

    func grant(today: CalendarDate) throws -> RoleGrant {
      guard let known = Role(rawValue: role) else {
        let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem("word_unknown", "“\(role)” is no role; there are \(names).", at: Place(field: "role"))
      }
      return try RoleGrant(
        known, for: organisation.map(Code.init), from: from.map(CalendarDate.init(iso:)) ?? today,
        through: until.map(CalendarDate.init(iso:)))
    }
  }

  struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "invite", abstract: "Make an account, and the link by which its person sets a password.",
      discussion: """
        Example:
          tadamun people invite amina@example.org --name "Amina" --role operator
        """)

    @Argument(help: "The address to sign in by.")
    var email: String

    @Option(help: "The name that others see.")
    var name: String

    @Option(help: "ar, fr or en.")
    var language = "fr"

    @OptionGroup var role: RoleOptions

    func run() async throws {
      guard let language = Language(rawValue: language) else {
        throw Problem("word_unknown", "A language is ar, fr or en.", at: Place(field: "language"))
      }
      let user = try User(email: EmailAddress(email), displayName: name, language: language)
      try await withAccess { access, database in
        let invitation = try await access.invite(
          user, roles: [role.grant(today: try await access.today())], by: .commandLine)
        if invitation.isMailed { return print("\(user.email) is invited; the link went there by mail") }
        print("\(user.email) is invited. Within \(invitation.hours) hours, at")
        print(passwordAddress(invitation.secret, database))
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List who has an account, with the roles.",
      discussion: """
        Example:
          tadamun people list --json
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      try await withAccess { access, _ in
        var people: [RegisteredUser] = []
        repeat {
          let page = try await access.people(after: people.last?.id.rawValue ?? 0, limit: 200)
          people += page
          if page.count < 200 { break }
        } while true
        if json { return print(try JSONOutput.text(people.map(PersonOutput.init))) }
        for person in people { print(PersonOutput(person).line) }
      }
    }
  }

}

/// The address under which a link is opened.
func passwordAddress(_ secret: Secret, _ database: Database) -> String {
  "\(database.settings.access.address)/sign-in/password?link=\(secret.text)"
}

func withAccess(_ body: (Access, Database) async throws -> Void) async throws {
  let database = try await Database.open()
  let tadamun = try await database.tadamun()
  try await body(Access(tadamun, rules: database.settings.access), database)
  await tadamun.pool.close()
}

/// `tadamun people list --json`.
struct PersonOutput: Encodable {
  let email: String
  let displayName: String
  let language: String
  let isBlocked: Bool
  let roles: [RoleOutput]

  struct RoleOutput: Encodable {
    let roleGrant: Int64
    let role: String
    let organisation: String?
    let firstOn: String
    let lastOn: String?
  }

  init(_ person: RegisteredUser) {
    email = person.user.email.text
    displayName = person.user.displayName
    language = person.user.language.rawValue
    isBlocked = person.isBlocked
    roles = person.grants.map { held in
      RoleOutput(
        roleGrant: held.id, role: held.grant.role.rawValue, organisation: held.grant.organisation?.text,
        firstOn: held.grant.first.description, lastOn: held.grant.last?.description)
    }
  }

  var line: String {
    let held = roles.map { role in
      let organisation = role.organisation.map { " for \($0)" } ?? ""
      return "\(role.roleGrant): \(role.role)\(organisation), \(role.firstOn) to \(role.lastOn ?? "…")"
    }
    return "\(email) \(displayName)\(isBlocked ? " (blocked)" : "")\n  \(held.joined(separator: "\n  "))"
  }
}
