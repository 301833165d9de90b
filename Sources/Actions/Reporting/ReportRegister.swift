import Domain
import Postgres
import Store

/// What a report says of itself, before the register has given it a key and a version.
struct ReportSlip: Sendable {
  let reference: String
  let programme: Code
  let actor: Code
  let period: DateSpan
  let submittedOn: CalendarDate
  /// The last of the days that verdicts coming with it were given on.
  let lastVerdictOn: CalendarDate?
  let hash: [UInt8]
  /// Where it stands in a file, for refusals.
  let place: Place?
}

/// Enters reports of one source, of any number of programmes, in one transaction: says what of them is known or wrong,
/// and gives the others their keys and versions.
final class ReportRegister {
  /// A slip that is new, with the keys of what it names.
  struct Entry: Sendable {
    let slip: ReportSlip
    let actor: ID<Actor>
    let programme: ID<Programme>
  }

  /// What a slip comes to, before anything is written.
  enum Finding: Sendable {
    case new(Entry)
    /// Sent before, under the same reference.
    case known
    case refused([Problem])
  }

  private struct Book {
    let stored: Programmes.Stored
    let enrolments: [ID<Actor>: [DateSpan]]
    /// In the programme's time zone.
    let recording: RecordingDay
  }

  private let source: Source
  private var books: [Code: Book?] = [:]
  private var actors: [Code: ID<Actor>?] = [:]
  private var periods: [DateSpan: Int32] = [:]
  /// Who is known to have reported before, or not, by the programme whose versions were locked when it was asked.
  private var reporters: [Code: [ID<Actor>: Bool]] = [:]
  /// The last versions of those who had not: nobody else can count them meanwhile.
  private var given: [Store.Reports.VersionKey: Int16] = [:]

  init(of source: Source, in transaction: Transaction) async throws {
    self.source = source
    try await Facts.beginRecording(in: transaction)
  }

  /// Looks at slips, in their order. Nothing is written.
  func examine(_ slips: [ReportSlip], in transaction: Transaction) async throws -> [Finding] {
    try await open(Set(slips.map(\.programme)), in: transaction)
    try await find(Set(slips.map(\.actor)), in: transaction)
    let keys = slips.map { SentKey(actor: actor($0.actor) ?? ID(0), reference: $0.reference) }
    if slips.count >= ReportRegister.many {
      try await meet(zip(slips, keys).map { slip, key in (slip.programme, key.actor) }, in: transaction)
    }
    let asked = Set(zip(slips, keys).filter { slip, key in !isFirst(key.actor, in: slip.programme) }.map(\.1))
    var sent = try await Store.Reports.sent(by: source.name, under: asked, in: transaction)
    return zip(slips, keys).map { slip, key in
      let problems = check(slip)
      guard problems.isEmpty, let book = books[slip.programme] ?? nil else { return .refused(problems) }
      if let earlier = sent[key] {
        return earlier == slip.hash ? .known : .refused([ContributionDesk.conflict(slip.reference, slip.place)])
      }
      sent[key] = slip.hash
      return .new(Entry(slip: slip, actor: key.actor, programme: book.stored.id))
    }
  }

  private typealias SentKey = Store.Reports.SentKey

  /// The most versions that a report of one actor, programme and period has.
  private static let mostVersions: Int16 = 10_000

  /// So many slips that it pays to ask first who has reported at all.
  private static let many = 100

  /// The headers of `entries`. Keys ascend in the order of submission, so that of two reports on the same cells the
  /// later one has the larger key.
  ///
  /// - Throws: `too_many_versions`.
  func headers(of entries: [Entry], in transaction: Transaction) async throws -> [Store.Reports.Header] {
    let spans = Set(entries.map(\.slip.period)).filter { periods[$0] == nil }.sorted { $0.first < $1.first }
    if !spans.isEmpty { periods.merge(try await Catalogue.periods(spans, in: transaction)) { $1 } }
    let cells = entries.map {
      Store.Reports.VersionKey(actor: $0.actor, programme: $0.programme, period: periods[$0.slip.period] ?? -1)
    }
    let asked = zip(entries, cells).filter { entry, _ in !isFirst(entry.actor, in: entry.slip.programme) }.map(\.1)
    var versions = try await Store.Reports.versions(of: Set(asked), in: transaction)
    let keys = try await Store.Reports.reserveKeys(entries.count, in: transaction)
    let bySubmission = entries.indices.sorted {
      (entries[$0].slip.submittedOn, $0) < (entries[$1].slip.submittedOn, $1)
    }
    var numbers = [(key: Int64, version: Int16)](repeating: (0, 0), count: entries.count)
    for (key, index) in zip(keys, bySubmission) {
      let earlier = versions[cells[index]] ?? given[cells[index]] ?? 0
      guard earlier < ReportRegister.mostVersions else {
        let slip = entries[index].slip
        throw Problem(
          "too_many_versions",
          "A report of \(slip.actor) on \(slip.period) has \(ReportRegister.mostVersions) versions and takes no more.",
          at: slip.place)
      }
      let version = earlier + 1
      versions[cells[index]] = version
      if isFirst(entries[index].actor, in: entries[index].slip.programme) { given[cells[index]] = version }
      numbers[index] = (key, version)
    }
    return entries.indices.map { index in
      let entry = entries[index]
      return Store.Reports.Header(
        id: numbers[index].key, actor: entry.actor, programme: entry.programme, period: cells[index].period,
        version: numbers[index].version, source: source.name, externalRef: entry.slip.reference,
        bodyHash: entry.slip.hash, submittedOn: entry.slip.submittedOn)
    }
  }
}

extension ReportRegister {
  /// In the order of codes, so that two writers wait for each other and do not deadlock.
  private func open(_ codes: Set<Code>, in transaction: Transaction) async throws {
    for code in codes.sorted() where books[code] == nil {
      let stored = try await Programmes.find(code, in: transaction)
      guard let stored else {
        books[code] = .some(nil)
        continue
      }
      try await Store.Reports.lockVersions(of: stored.id, in: transaction)
      let enrolments = try await Programmes.enrolments(in: stored.id, in: transaction)
      let today = try await Clock.today(in: stored.programme.timeZone, session: transaction)
      books[code] = Book(stored: stored, enrolments: enrolments, recording: RecordingDay(today))
    }
  }

  private func find(_ codes: Set<Code>, in transaction: Transaction) async throws {
    let new = codes.filter { actors[$0] == nil }.sorted()
    if new.isEmpty { return }
    let found = try await Store.Actors.ids(of: new, in: transaction)
    for code in new { actors[code] = .some(found[code]) }
  }

  private func actor(_ code: Code) -> ID<Actor>? { actors[code] ?? nil }

  /// Asks which of the actors have reported before: the first reports of the others need no looking for earlier ones.
  private func meet(_ pairs: [(programme: Code, actor: ID<Actor>)], in transaction: Transaction) async throws {
    for (programme, pairs) in Dictionary(grouping: pairs, by: \.programme) {
      let new = Set(pairs.map(\.actor)).subtracting((reporters[programme] ?? [:]).keys)
      if new.isEmpty { continue }
      let known = try await Store.Reports.reporters(among: new, in: transaction)
      for actor in new { reporters[programme, default: [:]][actor] = known.contains(actor) }
    }
  }

  private func isFirst(_ actor: ID<Actor>, in programme: Code) -> Bool { reporters[programme]?[actor] == false }

  private func check(_ slip: ReportSlip) -> [Problem] {
    var problems: [Problem] = []
    let refuse = { (problem: Problem) in problems.append(slip.place.map { problem.at($0) } ?? problem) }
    if !(1...255).contains(slip.reference.unicodeScalars.count) {
      refuse(
        Problem("key_malformed", "A reference has 1 to 255 characters.", at: Place(field: "external_ref")))
    }
    let actor = actor(slip.actor)
    if actor == nil { refuse(ReportRegister.unknown("actor", slip.actor)) }
    guard let book = books[slip.programme] ?? nil else {
      refuse(ReportRegister.unknown("programme", slip.programme))
      return problems
    }
    if let actor, !(book.enrolments[actor] ?? []).contains(where: { $0.contains(slip.period.last) }) {
      let sentence = "\(slip.actor) does not take part in \(slip.programme) on \(slip.period.last)."
      refuse(Problem("actor_not_enrolled", sentence, at: Place(field: "actor")))
    }
    if slip.period.first.year < 1990 || slip.period.last.year > 2100 {
      refuse(
        Problem("period_out_of_range", "Periods lie between 1990 and 2100.", at: Place(field: "period_start")))
    }
    do { try book.stored.programme.calendar.check(slip.period) } catch {
      refuse(error.at(Place(field: "period_start")))
    }
    do { try book.recording.check(slip.period) } catch { refuse(error) }
    for (field, day) in [("submitted_on", slip.submittedOn), ("verified_on", slip.lastVerdictOn)] {
      do { if let day { try book.recording.check(day, field: field) } } catch { refuse(error) }
    }
    return problems
  }

  /// The refusal of a code that names nothing.
  static func unknown(_ what: String, _ code: Code) -> Problem {
    Problem(ProblemCode(rawValue: "\(what)_unknown"), "There is no \(what) “\(code)”.", at: Place(field: what))
  }
}
