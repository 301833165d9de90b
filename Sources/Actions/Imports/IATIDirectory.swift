import Domain
import Interchange
import Postgres
import Store

/// The organisations of a file and the actors they are.
///
/// An organisation with a ref is the actor with that identifier, else the one whose code is the ref, else a new one. One
/// without is the organisation of the same name that has a ref elsewhere in the file, else known by a code made of its
/// name.
///
/// | OrganisationType | actor |
/// | --- | --- |
/// | 10, 11, 15 (government, local government, other public sector) | public body |
/// | 21 to 24 (NGOs and networks) | association |
/// | any other that reports or funds, such as 40 multilateral and 60 foundation | funder |
/// | any other, and none | other organisation |
struct IATIDirectory {
  /// Actors by the keys of organisations, see ``key(of:)``.
  private(set) var codes: [String: Code] = [:]
  /// Those to be registered where they are not there.
  private(set) var actors: [Actor] = []
  private(set) var problems: [(organisation: IATIOrganisation, activity: String, problem: Problem)] = []
  private var refOfName: [String: String] = [:]
  /// What is wrong with organisations, by their keys.
  private var refusals: [String: Problem] = [:]

  init(_ activities: [IATIActivity], in session: some Session) async throws {
    for organisation in activities.flatMap(IATIDirectory.organisations) {
      guard let ref = organisation.ref, !organisation.name.first.isEmpty else { continue }
      refOfName[IATICode.organisation(organisation.name.first)] = ref
    }
    var funding: Set<String> = []
    for activity in activities {
      let funders = activity.participatingOrganisations.filter { $0.role == "1" }
      for organisation in [activity.reportingOrganisation].compactMap(\.self) + funders {
        funding.insert(key(of: organisation))
      }
    }
    for activity in activities {
      for organisation in IATIDirectory.organisations(of: activity) {
        let key = key(of: organisation)
        if codes[key] != nil { continue }
        do {
          try await enter(organisation, key, isFunding: funding.contains(key), in: session)
        } catch let problem as Problem {
          problems.append((organisation, activity.identifier, problem))
          refusals[key] = problem
        }
      }
    }
  }

  /// The actor an organisation is; nil where it could not become one.
  subscript(organisation: IATIOrganisation?) -> Code? { organisation.flatMap { codes[key(of: $0)] } }

  /// Why an organisation could not become one.
  func refusal(of organisation: IATIOrganisation) -> Problem? { refusals[key(of: organisation)] }

  private func key(of organisation: IATIOrganisation) -> String {
    organisation.ref ?? refOfName[organisation.code] ?? organisation.code
  }

  /// The ones that say what they are come first.
  private static func organisations(of activity: IATIActivity) -> [IATIOrganisation] {
    [activity.reportingOrganisation].compactMap(\.self) + activity.participatingOrganisations
      + activity.transactions.flatMap { [$0.provider, $0.receiver].compactMap(\.self) }
  }

  private mutating func enter(
    _ organisation: IATIOrganisation, _ key: String, isFunding: Bool, in session: some Session
  ) async throws {
    let identifier = try organisation.ref.map { try ActorIdentifier(.iatiOrganisation, $0) }
    if let identifier, let known = try await Store.Actors.find(identifier, in: session) {
      codes[key] = known.actor.code
      return
    }
    let code = try (try? Code(key)) ?? Code(IATICode.organisation(key))
    let names = try organisation.name.names(otherwise: key)
    codes[key] = code
    actors.append(
      Actor(
        code: code, kind: IATIDirectory.kind(organisation.type, isFunding: isFunding), names: names,
        identifiers: identifier.map { [$0] } ?? []))
  }

  private static func kind(_ type: String?, isFunding: Bool) -> ActorKind {
    switch type {
    case "10", "11", "15": .publicBody
    case "21", "22", "23", "24": .association
    default: isFunding ? .funder : .otherOrganisation
    }
  }
}

extension IATIText {
  /// The text in the languages of the service; where it is in another, that stands for English.
  ///
  /// - Throws: what ``Domain/Names`` throws.
  func names(otherwise text: String) throws(Problem) -> Names {
    let short = { (text: String?) in text.map { String($0.prefix(Names.maximumLength)) } }
    let (ar, fr, en) = (self["ar"], self["fr"], self["en"])
    if ar != nil || fr != nil || en != nil { return try Names(ar: short(ar), fr: short(fr), en: short(en)) }
    return try Names(en: short(first.isEmpty ? text : first))
  }
}

extension IATIActivity {
  /// Who carries the activity out: the first implementing organisation, else accountable, extending, reporting.
  var carrier: IATIOrganisation? {
    for role in ["4", "2", "3"] {
      if let organisation = participatingOrganisations.first(where: { $0.role == role }) { return organisation }
    }
    return reportingOrganisation
  }

  /// Who funds it: the first that is said to, else who reports.
  var funder: IATIOrganisation? {
    participatingOrganisations.first { $0.role == "1" } ?? reportingOrganisation
  }
}
