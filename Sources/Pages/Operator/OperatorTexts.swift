import Domain

/// What the pages say by which somebody runs the service.
final class OperatorTexts: Decodable, Sendable {
  let people: String
  let peopleExplained: String
  let nobody: String
  let person: String
  let email: String
  let displayName: String
  let language: String
  let roles: String
  let noRoles: String
  let role: String
  let organisation: String
  let organisationExplained: String
  let firstOn: String
  let lastOn: String
  let lastOnExplained: String
  let from: String
  /// Before the first day of what goes on.
  let onward: String
  let through: String
  let over: String
  let blocked: String
  let active: String
  let state: String
  let invite: String
  let inviteExplained: String
  let give: String
  let end: String
  let endOn: String
  let block: String
  let blockExplained: String
  let unblock: String
  let newLink: String
  let newLinkExplained: String
  let link: String
  let linkExplained: String
  let hours: String
  let later: String
  let jobs: String
  let jobsExplained: String
  let noJobs: String
  let job: String
  let kind: String
  let due: String
  let began: String
  let took: String
  let seconds: String
  let attempts: String
  let lastError: String
  let all: String
  let roleNames: Words<Role, String>
  let jobStates: Words<JobRecord.State, String>
  let jobKinds: [String: String]

  static func of(_ language: Language) -> OperatorTexts { PageTexts.of(language).operations }
}
