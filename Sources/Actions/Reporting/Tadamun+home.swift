import Domain
import Postgres
import Store

/// What an organisation sees of itself: the programmes it takes part in, what it owes them, what it wrote.
public struct ActorHome: Sendable {
  /// What one programme asks for of one period, as it stands on a day.
  public struct Task: Hashable, Sendable {
    public let programme: Programme
    public let period: DateSpan
    public let dueOn: CalendarDate
    /// Cells by how they stand.
    public let counts: [DueState: Int]
    /// Whether the programme names no cells, so that the report itself is what is counted.
    public let isWhole: Bool
    public let hasDraft: Bool
  }

  /// Somebody for whom the organisation acts, and what there is to do.
  public struct Represented: Hashable, Sendable {
    public let actor: Code
    public let names: Names
    /// Cells that are due or missing; nil without a mandate for reporting.
    public let openCells: Int?
    /// Reports that nobody has looked at; nil without a mandate for verification.
    public let waitingReports: Int?
  }

  public let actor: Actor
  public let programmes: [Programme]
  /// The latest periods first.
  public let tasks: [Task]
  /// Without their cells, the latest first.
  public let reports: [ReportSheet]
  /// In the order of codes.
  public let represented: [Represented]
}

/// What the report of an actor for a period is written from.
public struct ReportBasis: Sendable {
  /// One cell that is asked for.
  public struct Cell: Hashable, Sendable {
    public let indicator: Code
    public let group: Code

    public init(indicator: Code, group: Code) {
      self.indicator = indicator
      self.group = group
    }
  }

  public let actor: Actor
  public let programme: Programme
  public let period: DateSpan
  /// What the programme asks for, and what was said before, in the order of indicators and groups.
  public let asked: [Cell]
  /// The draft that is open; nil where none is.
  public let draft: DraftReport?
  /// The last report for the period; nil where none was submitted.
  public let latest: ReportSheet?
  /// The groups of each axis, such as women and men of sex.
  public let axes: [Code: Set<Code>]

  /// What was said of groups that do not add up, by the indicator: in the draft, else in the last report.
  public var differenceReasons: [Code: String] {
    if let draft { return draft.differenceReasons }
    return (latest?.differences ?? []).reduce(into: [:]) { $0[$1.indicator] = $1.reason }
  }
}

extension Tadamun {
  /// The most reports of one actor that its own page shows.
  private static let maximumHomeReports = 500

  /// - Throws: `actor_unknown`.
  public func home(of actor: Code) async throws -> ActorHome {
    let known = try await self.actor(actor).actor
    let drafts = try await self.drafts(of: actor)
    let reports = try await self.reports(of: actor, limit: Tadamun.maximumHomeReports)
    return try await reading { transaction in
      let today = try await Clock.today(in: Access.timeZone, session: transaction)
      let held = try await Mandates.held(by: actor, on: today, in: transaction)
      let reported = held.filter { $0.purpose == .reporting }.map(\.actor)
      let asking = try await Requirements.asking([actor] + reported, in: transaction)
      let dues = try await DueCounts(of: [actor] + reported, to: asking, in: transaction)
      let own = Set(try await Programmes.list(ofAny: [actor], in: transaction).map(\.programme.code))
      let judged = held.filter { $0.purpose == .verification }.map(\.actor)
      let waiting = judged.isEmpty ? [:] : try await Store.Reports.counts(of: judged, in: transaction)
      let asked = asking.filter { own.contains($0.stored.programme.code) }
      return ActorHome(
        actor: known, programmes: asked.map(\.stored.programme),
        tasks: asked.flatMap { ActorHome.tasks(of: actor, for: $0, dues, reports, drafts) }
          .sorted { ($1.period.last, $0.programme.code) < ($0.period.last, $1.programme.code) },
        reports: reports.reversed(), represented: ActorHome.represented(held, dues, waiting))
    }
  }

  /// How many reports to a programme stand in each state, those that a later version replaces left out.
  /// - Throws: `programme_unknown`.
  public func reportCounts(of programme: Code) async throws -> [ReportState: Int] {
    try await reading { transaction in
      _ = try await knownProgramme(programme, in: transaction)
      return try await Store.Reports.counts(to: programme, in: transaction).values
        .reduce(into: [:]) { all, own in all.merge(own, uniquingKeysWith: +) }
    }
  }

  /// What a report is written from. It changes nothing.
  /// - Throws: `actor_unknown`, `programme_unknown`, `period_not_in_calendar`.
  public func reportBasis(of actor: Code, for programme: Code, period: DateSpan) async throws -> ReportBasis {
    let known = try await self.actor(actor).actor
    let stored = try await self.programme(programme)
    try stored.calendar.check(period)
    let draft = try await drafts(of: actor).first { $0.programme == programme && $0.period == period }
    let reports = try await self.reports(of: actor, to: programme, limit: Tadamun.maximumHomeReports)
    var latest: ReportSheet?
    var before: ReportSheet?
    if let id = reports.last(where: { $0.period == period })?.id { latest = try await report(id, of: actor) }
    if latest == nil, let id = reports.last?.id { before = try await report(id, of: actor) }
    var cells: Set<ReportBasis.Cell> = []
    for asked in try await requirements(of: programme)
    where asked.first <= period.last && (asked.last ?? period.last) >= period.first {
      cells.insert(ReportBasis.Cell(indicator: asked.indicator, group: asked.group))
    }
    let said = (draft?.cells ?? []) + ((latest ?? before)?.cells.map(\.cell) ?? [])
    for cell in said { cells.insert(ReportBasis.Cell(indicator: cell.indicator, group: cell.group)) }
    return ReportBasis(
      actor: known, programme: stored, period: period,
      asked: cells.sorted { ($0.indicator, $0.group) < ($1.indicator, $1.group) }, draft: draft, latest: latest,
      axes: try await reading { try await Catalogue.axes(in: $0) })
  }
}

extension ActorHome {
  fileprivate static func tasks(
    of actor: Code, for asking: Requirements.Asking, _ dues: DueCounts, _ reports: [ReportSheet],
    _ drafts: [DraftReport]
  ) -> [Task] {
    let programme = asking.stored.programme
    let written = Set(drafts.filter { $0.programme == programme.code }.map(\.period))
    guard asking.firstAsked != nil else {
      return [task(of: programme, on: asking.today, reports, written)].compactMap(\.self)
    }
    let own = dues.counts.filter { $0.key.actor == actor && $0.key.programme == programme.code }
    return own.map { key, counts in
      Task(
        programme: programme, period: key.period, dueOn: key.period.last.adding(days: programme.graceDays),
        counts: counts, isWhole: false, hasDraft: written.contains(key.period))
    }
  }

  fileprivate static func represented(
    _ held: [(actor: Code, names: Names, purpose: Mandate.Purpose)], _ dues: DueCounts,
    _ waiting: [Code: [ReportState: Int]]
  ) -> [Represented] {
    Dictionary(grouping: held, by: \.actor).sorted { $0.key < $1.key }.compactMap { code, mandates in
      guard let names = mandates.first?.names else { return nil }
      let purposes = Set(mandates.map(\.purpose))
      return Represented(
        actor: code, names: names, openCells: purposes.contains(.reporting) ? dues.open(of: code) : nil,
        waitingReports: purposes.contains(.verification) ? waiting[code]?[.submitted] ?? 0 : nil)
    }
  }

  /// Of a programme that names no cells: the last period of its calendar that is over.
  fileprivate static func task(
    of programme: Programme, on day: CalendarDate, _ reports: [ReportSheet], _ written: Set<DateSpan>
  ) -> Task? {
    guard let start = try? CalendarDate(year: day.year - 1, month: 1, day: 1),
      let span = try? DateSpan(start, through: day.adding(days: -1)),
      let period = programme.calendar.periods(within: span).last
    else { return nil }
    let latest = reports.last { $0.programme == programme.code && $0.period == period }
    let answeredOn = latest.flatMap { $0.state == .returned ? nil : $0.submittedOn }
    let state = DueState(period: period, graceDays: programme.graceDays, answeredOn: answeredOn, on: day)
    return Task(
      programme: programme, period: period, dueOn: period.last.adding(days: programme.graceDays), counts: [state: 1],
      isWhole: true, hasDraft: written.contains(period))
  }
}
