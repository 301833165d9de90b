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
    /// Cells by how they stand; none where the programme says of no cell that it asks for it.
    public let counts: [DueState: Int]
    public let hasDraft: Bool
  }

  public let actor: Actor
  public let programmes: [Programme]
  /// The latest periods first.
  public let tasks: [Task]
  /// Without their cells, the latest first.
  public let reports: [ReportSheet]
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
}

extension Tadamun {
  /// The most reports of one actor that its own page shows.
  private static let maximumHomeReports = 500

  /// - Throws: `actor_unknown`.
  public func home(of actor: Code) async throws -> ActorHome {
    let known = try await self.actor(actor).actor
    let programmes = try await Programmes.list(of: actor, in: pool).map(\.programme)
    let drafts = try await self.drafts(of: actor)
    let reports = try await self.reports(of: actor, limit: Tadamun.maximumHomeReports)
    var tasks: [ActorHome.Task] = []
    for programme in programmes {
      let day = try await today(in: programme.code)
      let written = Set(drafts.filter { $0.programme == programme.code }.map(\.period))
      let dues = try await self.dues(of: programme.code, actor: actor, on: day, limit: 1_000)
      if dues.isEmpty {
        if let task = ActorHome.task(of: programme, on: day, reports, written) { tasks.append(task) }
      }
      for (period, cells) in Dictionary(grouping: dues, by: \.period) {
        let counts = Dictionary(grouping: cells, by: \.state).mapValues(\.count)
        tasks.append(
          ActorHome.Task(
            programme: programme, period: period, dueOn: cells[0].dueOn, counts: counts,
            hasDraft: written.contains(period)))
      }
    }
    tasks.sort { ($1.period.last, $0.programme.code) < ($0.period.last, $1.programme.code) }
    return ActorHome(actor: known, programmes: programmes, tasks: tasks, reports: reports.reversed())
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
      asked: cells.sorted { ($0.indicator, $0.group) < ($1.indicator, $1.group) }, draft: draft, latest: latest)
  }
}

extension ActorHome {
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
      hasDraft: written.contains(period))
  }
}
