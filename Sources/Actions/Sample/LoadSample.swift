import Domain
import Interchange

/// What loading the sample did; all zero the second time.
public struct SampleOutcome: Hashable, Sendable {
  public var actors = 0
  public var contributions = 0
  public var reports = 0
  public var values = 0

  /// Whether anything was not there before.
  public var isNew: Bool { self != SampleOutcome() }
}

extension Tadamun {
  /// Loads the sample: actors, unions, funds, contributions, a programme with its framework, and reports. What is there
  /// already is left as it is, so that loading twice changes nothing.
  ///
  /// - Parameter framework: the text of the framework file the programme scores by.
  public func load(_ sample: Sample, framework: String) async throws -> SampleOutcome {
    var outcome = SampleOutcome()
    let start = sample.quarters[0].first
    outcome.actors = try await registerMissing(try sample.actors.map { try $0.actor() }, by: .sample)
    for membership in sample.memberships {
      try await join(
        Membership(
          of: Code(membership.member), in: Code(membership.union), from: membership.from, through: membership.through),
        by: .sample)
    }
    for fund in sample.funds { try await open(fund.fund(), by: .sample) }
    outcome.contributions = try await record(sample.keyedContributions(), by: .sample).recorded
    try await define(
      sample.indicators.map { try $0.indicator() },
      groups: sample.groups.map { TargetGroup(try Code($0.code), names: try $0.name.names()) })
    let programme = try sample.programmeDefinition()
    try await create(programme, by: .sample)
    // A programme that was made by an earlier version of the sample keeps what it scores by.
    if try await self.framework(of: programme.code) == nil {
      try await adopt(framework: framework, for: programme.code, from: start, by: .sample)
    }
    let reporting = try sample.actors.filter(\.kind.reports).map { try Code($0.code) }
    try await enrol(reporting, in: programme.code, from: start)
    let reports = try await submit(
      sample.submittedReports(), targets: sample.targets(), to: programme.code, by: .sample)
    outcome.reports = reports.recorded
    outcome.values = reports.values
    return outcome
  }
}
