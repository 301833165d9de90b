import Domain
import Foundation

/// What the forms about people send, as it is typed: a field that is not there is empty.
enum PeopleForms {
  /// A role for a time.
  struct Role: Codable, Sendable {
    var role = ""
    var organisation = ""
    var first = ""
    var last = ""

    enum CodingKeys: String, CodingKey {
      case role, organisation
      case first = "first_on"
      case last = "last_on"
    }

    init() {}

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      role = try container.trimmed(.role)
      organisation = try container.trimmed(.organisation)
      first = try container.trimmed(.first)
      last = try container.trimmed(.last)
    }

    /// - Parameter today: The first day where none is typed.
    /// - Throws: `word_unknown`, `code_malformed`, `date_malformed`; what ``RoleGrant`` refuses.
    func grant(today: CalendarDate) throws(Problem) -> RoleGrant {
      guard let known = Domain.Role(rawValue: role) else {
        throw Problem("word_unknown", "There is no role “\(role)”.", at: Place(field: "role"))
      }
      let code: Code?
      do { code = organisation.isEmpty ? nil : try Code(organisation) } catch {
        throw error.at(Place(field: "organisation"))
      }
      let first = try day(first, "first_on") ?? today
      return try RoleGrant(known, for: code, from: first, through: try day(last, "last_on"))
    }

    private func day(_ text: String, _ field: String) throws(Problem) -> CalendarDate? {
      guard !text.isEmpty else { return nil }
      do { return try CalendarDate(iso: text) } catch { throw error.at(Place(field: field)) }
    }
  }

  /// Invites somebody, with a first role.
  struct Invitation: Codable, Sendable {
    var email = ""
    var name = ""
    var language = ""
    var role = Role()

    enum CodingKeys: String, CodingKey {
      case email, language
      case name = "display_name"
    }

    init() {}

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      email = try container.trimmed(.email)
      name = try container.trimmed(.name)
      language = try container.trimmed(.language)
      role = try Role(from: decoder)
    }

    /// - Throws: `email_malformed`, `word_unknown`; what ``User`` refuses.
    func user() throws(Problem) -> User {
      let address: EmailAddress
      do { address = try EmailAddress(email) } catch { throw error.at(Place(field: "email")) }
      guard let spoken = Language(rawValue: language) else {
        throw Problem("word_unknown", "A language is ar, fr or en.", at: Place(field: "language"))
      }
      do { return try User(email: address, displayName: name, language: spoken) } catch {
        throw error.at(Place(field: "display_name"))
      }
    }
  }

  /// Ends a role.
  struct End: Codable, Sendable {
    var last = ""

    enum CodingKeys: String, CodingKey {
      case last = "last_on"
    }

    init(from decoder: any Decoder) throws {
      last = try decoder.container(keyedBy: CodingKeys.self).trimmed(.last)
    }
  }
}
