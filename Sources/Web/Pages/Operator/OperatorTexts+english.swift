import Domain

extension OperatorTexts {
  static let english = OperatorTexts(
    people: "People and roles",
    peopleExplained: "Who may sign in, and what each may do. What is done here is kept in the record of security.",
    nobody:
      "Nobody has an account yet: the service is open to whoever sits at this machine. The first account closes it; make it that of an operator.",
    person: "Person", email: "E-mail address", displayName: "Name that others see", language: "Language",
    roles: "Roles", noRoles: "No role.", role: "Role", organisation: "Code of the organisation",
    organisationExplained: "For a reporter; for a verifier of a union or a coaching centre. Empty otherwise.",
    firstOn: "First day (YYYY-MM-DD)", lastOn: "Last day (YYYY-MM-DD)", lastOnExplained: "Empty where it goes on.",
    from: "from", onward: "from", through: "to", over: "over", blocked: "Blocked", active: "May sign in",
    state: "State",
    invite: "Invite somebody", inviteExplained: "The link by which a password is set is shown once; hand it over.",
    give: "Give the role", end: "End", endOn: "Last day of the role", block: "Block the account",
    blockExplained: "Sessions end at once, and keys for programs prove nothing any more.", unblock: "Let in again",
    newLink: "Make a link for a new password", newLinkExplained: "For somebody who forgot it; the link is shown once.",
    link: "Link for the password", linkExplained: "Hand it over now: it is shown this once, works once, and holds for",
    hours: "hours", later: "Later", jobs: "Work of the night",
    jobsExplained:
      "What the worker did, newest first. What fails is tried again; what is given up stays here with its error.",
    noJobs: "The worker has done nothing yet.", job: "Job", kind: "What", due: "Due", began: "Began", took: "Took",
    seconds: "s", attempts: "Attempts", lastError: "Last error", all: "all",
    roleNames: [
      .reporter: "Reporter", .verifier: "Verifier", .approver: "Approver", .funder: "Funder", .auditor: "Auditor",
      .operator: "Operator", .donorKeeper: "Keeper of donors",
    ],
    jobStates: [.ready: "Waits", .running: "Under way", .done: "Done", .failed: "Given up"],
    jobKinds: ["score_programme": "Scores", "keep_books": "Books"])
}
