/// What somebody does here. A person may have several roles, each for a time.
public enum Role: String, CaseIterable, Hashable, Sendable {
  /// Reports for one actor.
  case reporter
  /// Checks what was reported.
  case verifier
  /// Decides on what somebody else prepared.
  case approver
  /// Reads scores and records money.
  case funder
  /// Reads everything, changes nothing.
  case auditor
  /// Keeps actors, programmes, frameworks, people and their roles.
  case `operator`
  /// Records and reads who pays zakat and who endows a waqf, which nobody else may.
  case donorKeeper = "donor_keeper"

  /// Whether the role is for one organisation.
  public var isForOrganisation: Bool { self == .reporter }

  /// Whether the role may be for one organisation: who verifies for a union or a coaching centre does so for those that
  /// gave it the mandate, and for nobody else.
  public var mayBeForOrganisation: Bool { self == .reporter || self == .verifier }

  /// What the role lets somebody do.
  public var permissions: Set<Permission> {
    switch self {
    case .reporter: [.readOwn, .readDrafts, .report]
    case .verifier: [.readOwn, .readDrafts, .read, .verify]
    case .approver: [.readOwn, .readDrafts, .read, .approve, .validate]
    case .funder: [.readOwn, .read, .recordMoney]
    case .auditor: [.readOwn, .read, .audit]
    case .`operator`: [.readOwn, .read, .administer]
    case .donorKeeper: [.readOwn, .keepDonors]
    }
  }
}

/// What a request needs somebody to be allowed.
public enum Permission: String, CaseIterable, Hashable, Sendable {
  /// Programmes, and what is said of one's own organisation.
  case readOwn = "read_own"
  /// What is said of every organisation: actors, scores, money.
  case read
  /// Reports that are not handed in yet: their organisation, who has its mandate, and those who review.
  case readDrafts = "read_drafts"
  /// Submit reports of an organisation.
  case report
  /// Judge reports.
  case verify
  /// Validate, lock and reopen reports that somebody else wrote.
  case validate
  /// Decide on what somebody else prepared.
  case approve
  /// Record and prepare money.
  case recordMoney = "record_money"
  /// Record and read the identity of donors.
  case keepDonors = "keep_donors"
  /// Read the record of what touches security.
  case audit
  /// Keep actors, programmes, frameworks, people and roles.
  case administer

  /// Whether a token for reading alone may use it.
  public var isForReading: Bool { [.readOwn, .readDrafts, .read, .audit].contains(self) }
}
