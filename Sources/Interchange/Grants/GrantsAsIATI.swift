import Domain

/// Grants as activities of the IATI standard 2.03 (https://iatistandard.org), each with its transactions of the ledger up
/// to the cut-off: outgoing commitments (2) and disbursements (3), below zero where they were taken back.
public enum GrantsAsIATI {
  public static func text(_ grants: [PublishedGrant]) -> String {
    var xml = XML()
    xml.open("iati-activities", ["version": "2.03"])
    for grant in grants { activity(grant, &xml) }
    xml.close("iati-activities")
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml.text
  }

  private static func activity(_ published: PublishedGrant, _ xml: inout XML) {
    let grant = published.grant
    let funder = published.funder
    xml.open(
      "iati-activity",
      ["default-currency": grant.currency.code, "last-updated-datetime": published.modifiedAt.description])
    xml.leaf("iati-identifier", text: "\(funder.identifier)-\(grant.code)")
    xml.open("reporting-org", ["ref": funder.identifier, "type": "\(funder.kind.iatiOrganisationType)"])
    narratives(funder.names, &xml)
    xml.close("reporting-org")
    xml.open("title")
    narratives(grant.names, &xml)
    xml.close("title")
    xml.open("description")
    xml.leaf("narrative", text: grant.purpose)
    xml.close("description")
    for (organisation, role) in [(funder, "1"), (published.grantee, "4")] {
      xml.open(
        "participating-org",
        ["ref": organisation.identifier, "role": role, "type": "\(organisation.kind.iatiOrganisationType)"])
      narratives(organisation.names, &xml)
      xml.close("participating-org")
    }
    xml.leaf("activity-status", ["code": "\(published.state.iatiActivityStatus)"])
    let dates: [(String, CalendarDate?)] = [
      ("1", grant.span.first), ("2", published.startedOn), ("3", grant.span.last), ("4", published.endedOn),
    ]
    for (type, date) in dates {
      if let date { xml.leaf("activity-date", ["iso-date": date.description, "type": type]) }
    }
    for movement in published.movements { transaction(movement, of: published, &xml) }
    xml.close("iati-activity")
  }

  private static func transaction(
    _ movement: PublishedGrant.Movement, of published: PublishedGrant, _ xml: inout XML
  ) {
    let currency = published.grant.currency
    xml.open("transaction", ["ref": "entry-\(movement.entry)"])
    xml.leaf("transaction-type", ["code": movement.kind == .commitment ? "2" : "3"])
    xml.leaf("transaction-date", ["iso-date": movement.on.description])
    let amount = (try? Money(minor: movement.minor, currency))?.decimal ?? "\(movement.minor)"
    xml.leaf("value", ["currency": currency.code, "value-date": movement.on.description], text: amount)
    for (name, organisation) in [("provider-org", published.funder), ("receiver-org", published.grantee)] {
      xml.open(name, ["ref": organisation.identifier])
      narratives(organisation.names, &xml)
      xml.close(name)
    }
    xml.close("transaction")
  }

  private static func narratives(_ names: Names, _ xml: inout XML) {
    for (language, name) in [("ar", names.ar), ("fr", names.fr), ("en", names.en)] {
      if let name { xml.leaf("narrative", ["xml:lang": language], text: name) }
    }
  }

  /// Elements one after another, attributes in the order of their names.
  private struct XML {
    private(set) var text = ""
    private var depth = 0

    mutating func open(_ name: String, _ attributes: [String: String] = [:]) {
      line("<\(name)\(XML.written(attributes))>")
      depth += 1
    }

    mutating func close(_ name: String) {
      depth -= 1
      line("</\(name)>")
    }

    mutating func leaf(_ name: String, _ attributes: [String: String] = [:], text: String? = nil) {
      let start = "<\(name)\(XML.written(attributes))"
      line(text.map { "\(start)>\(XML.escaped($0))</\(name)>" } ?? "\(start)/>")
    }

    private mutating func line(_ content: String) {
      text += String(repeating: "  ", count: depth) + content + "\n"
    }

    private static func written(_ attributes: [String: String]) -> String {
      attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// Characters that XML 1.0 has no place for are left out.
    private static func escaped(_ text: String) -> String {
      var result = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "\t", "\n", "\r": result += "&#\(scalar.value);"
        case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": continue
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result
    }
  }
}

extension ActorKind {
  /// The number of IATI's code list OrganisationType.
  fileprivate var iatiOrganisationType: Int {
    switch self {
    case .publicBody: 10
    case .association: 22
    case .cooperative, .union, .socialEnterprise: 72
    // What else they are is not recorded.
    case .funder, .coachingCentre, .otherOrganisation: 90
    }
  }
}
