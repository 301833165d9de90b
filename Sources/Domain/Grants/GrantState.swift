/// A state machine whose steps are rows of the table `grant_edges`: the same edges stand here and there.
public protocol StateMachine: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The states that may come next.
  var next: Set<Self> { get }
  /// The state everything starts in.
  static var first: Self { get }
}

/// Where a grant stands, from the application to the closed book.
public enum GrantState: String, StateMachine {
  /// Applied for, not decided on.
  case pipeline
  case awarded
  /// The agreement is signed: the amount is promised.
  case agreed
  /// A tranche was paid.
  case active
  case suspended
  case finalReportDue = "final_report_due"
  case closing
  case closed
  case terminated
  case recovering
  case writtenOff = "written_off"

  public static let first = GrantState.pipeline

  public var next: Set<GrantState> {
    switch self {
    case .pipeline: [.awarded, .terminated]
    case .awarded: [.agreed, .terminated]
    case .agreed: [.active, .terminated]
    case .active: [.suspended, .finalReportDue, .terminated]
    case .suspended: [.active, .terminated]
    case .finalReportDue: [.closing, .terminated]
    case .closing: [.closed, .terminated]
    case .terminated: [.recovering]
    case .recovering: [.closed, .writtenOff]
    case .closed, .writtenOff: []
    }
  }

  /// Whether tranches may be asked for and paid.
  public var pays: Bool { [.agreed, .active, .finalReportDue, .closing].contains(self) }

  /// The number of IATI's code list ActivityStatus.
  public var iatiActivityStatus: Int {
    switch self {
    case .pipeline, .awarded: 1
    case .agreed, .active: 2
    case .finalReportDue, .closing, .recovering: 3
    case .closed, .writtenOff: 4
    case .terminated: 5
    case .suspended: 6
    }
  }
}

/// Where a tranche stands.
public enum TrancheState: String, StateMachine {
  case planned
  case conditionsPending = "conditions_pending"
  case releasable
  case requested
  case approved
  case paid
  case accounted
  case returned
  case cancelled

  public static let first = TrancheState.planned

  public var next: Set<TrancheState> {
    switch self {
    case .planned: [.conditionsPending, .cancelled]
    case .conditionsPending: [.releasable, .cancelled]
    case .releasable: [.conditionsPending, .requested, .cancelled]
    case .requested: [.conditionsPending, .approved, .cancelled]
    case .approved: [.paid, .cancelled]
    case .paid: [.accounted, .returned]
    case .accounted, .returned, .cancelled: []
    }
  }

  /// Whether the money may still be paid, and a termination therefore cancels it.
  public var isOpen: Bool { next.contains(.cancelled) }
  /// Whether the money left the fund.
  public var wasPaid: Bool { [.paid, .accounted, .returned].contains(self) }
}

/// Where a report that the grantee owes stands.
public enum GrantReportState: String, StateMachine {
  case due
  case overdue
  case submitted
  case accepted
  case returned

  public static let first = GrantReportState.due

  public var next: Set<GrantReportState> {
    switch self {
    case .due: [.submitted, .overdue]
    case .overdue: [.submitted]
    case .submitted: [.accepted, .returned]
    case .returned: [.submitted, .overdue]
    case .accepted: []
    }
  }

  /// Whether the grantee has still to send something.
  public var isOwed: Bool { self != .submitted && self != .accepted }
}

extension StateMachine {
  /// - Throws: `step_not_allowed` where the machine has no such step.
  public func step(to state: Self, of subject: String) throws(Problem) {
    guard next.contains(state) else {
      throw Problem("step_not_allowed", "\(subject) is \(rawValue) and cannot become \(state.rawValue).")
    }
  }
}
