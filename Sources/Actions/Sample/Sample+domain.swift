import Domain
import Interchange

// The sample in the domain's words.

extension SampleName {
  func names() throws -> Names { try Names(ar: arabic, fr: french, en: english) }
}

extension SampleActor {
  func actor() throws -> Actor {
    guard let kind = ActorKind(rawValue: kind.rawValue) else {
      throw Problem("actor_kind_unknown", "The sample has an actor of kind “\(kind.rawValue)”.")
    }
    return Actor(code: try Code(code), kind: kind, names: try name.names(), territory: try Territory(code: commune))
  }
}

extension SampleFund {
  func fund() throws -> Fund {
    try Fund(
      try Code(code), try Instrument(word: instrument.rawValue), names: try name.names(), holder: try Code(keeper))
  }
}

extension SampleIndicator {
  func indicator() throws -> Indicator {
    guard let kind = Indicator.Kind(rawValue: kind.rawValue),
      let direction = Indicator.Direction(rawValue: direction.rawValue)
    else { throw Problem("indicator_malformed", "The sample has an indicator \(code) of an unknown kind.") }
    return try Indicator(
      try Code(code), names: try name.names(), unit: unit, kind: kind, direction: direction, minimum: 0,
      maximum: isShare ? 1 : nil)
  }
}

extension Sample {
  /// The programme of the first funder, in dirhams, asking for a report a quarter.
  func programmeDefinition() throws -> Programme {
    guard let funder = actors(.funder).first else {
      throw Problem("sample_without_funder", "The sample has no funder.")
    }
    return try Programme(
      try Code(programme),
      names: try Names(
        ar: "برنامج الاقتصاد التضامني بجهة الشرق 2024-2026 (مثال)",
        fr: "Programme d’économie solidaire de l’Oriental 2024-2026 (exemple)",
        en: "Oriental solidarity economy programme 2024-2026 (example)"),
      funder: try Code(funder.code), currency: .mad)
  }

  func keyedContributions() throws -> [KeyedContribution] {
    try contributions.map { row in
      let contribution = try Contribution(
        try Contribution.Stage(word: row.stage.rawValue), of: row.amount, fund: try Code(row.fund),
        for: try row.actor.map { try Code($0) }, from: try row.contributor.map { try Code($0) }, on: row.occurredOn,
        description: row.description ?? "")
      return KeyedContribution(key: row.externalRef, contribution)
    }
  }

  /// The reports that were handed in, one after another in the order of the rows; a correction is a report of its own.
  func submittedReports() throws -> [SubmittedReport] {
    var groups: [(key: String, rows: [ReportRow])] = []
    var positions: [String: Int] = [:]
    for row in reports {
      // A report that was never handed in has no day.
      guard let submittedOn = row.submittedOn else { continue }
      let key = "\(row.externalRef)@\(submittedOn)"
      if let position = positions[key] {
        groups[position].rows.append(row)
      } else {
        positions[key] = groups.count
        groups.append((key, [row]))
      }
    }
    return try groups.map { try SubmittedReport(reference: $0.key, rows: $0.rows) }
  }

  /// What was agreed on, once a cell and period.
  func targets() throws -> [Target] {
    var seen: Set<[String]> = []
    var targets: [Target] = []
    for row in reports where row.baseline != nil || row.target != nil {
      let group = row.group ?? TargetGroup.everybody.text
      guard seen.insert([row.actor, row.indicator, group, row.period.description]).inserted else { continue }
      targets.append(
        try Target(
          programme: Code(row.programme), actor: Code(row.actor), indicator: Code(row.indicator), group: Code(group),
          span: row.period, baseline: row.baseline, target: row.target))
    }
    return targets
  }
}

extension SubmittedReport {
  /// - Precondition: the rows are of one report, which was handed in.
  fileprivate init(reference: String, rows: [ReportRow]) throws {
    let first = rows[0]
    var verdicts: [CellKey: GivenVerdict] = [:]
    let cells = try rows.map { row in
      let cell = ReportCell(
        try Code(row.indicator), for: try row.group.map { try Code($0) } ?? TargetGroup.everybody, row.content,
        beneficiaries: row.n.map(Int64.init))
      if row.state == .reported, let verdict = row.verdict {
        verdicts[CellKey(indicator: cell.indicator, group: cell.group)] = GivenVerdict(verdict, on: row.verifiedOn)
      }
      return cell
    }
    let report = try Report(
      programme: Code(first.programme), actor: Code(first.actor), period: first.period,
      submittedOn: first.submittedOn ?? first.period.last, cells: cells)
    self.init(reference: reference, report, verdicts: verdicts)
  }
}
