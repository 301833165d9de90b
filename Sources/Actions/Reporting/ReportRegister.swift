import Domain
import Postgres
import Store

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
  /// Versions that were looked up beforehand, where there is none nil; and keys that were reserved.
  private var counted: [Store.Reports.VersionKey: Store.Reports.LastVersion?] = [:]
  private var reserved: [Int64] = []
  /// Who is known to have reported before, or not, by the programme whose versions were locked when it was asked.
  private var reporters: [Code: [ID<Actor>: Bool]] = [:]
  /// The last versions of those who had not: nobody else can count them meanwhile.
  private var given: [Store.Reports.VersionKey: Int16] = [:]
  /// What they sent by this register: it is not asked for either.
  private var told: [SentKey: [UInt8]] = [:]

  /// - Precondition: the transaction began with ``Store/Facts/beginRecording(in:)``.
  init(of source: Source) { self.source = source }

  /// Makes known what was looked up already: a programme, whichever of `codes` there are of actors, and periods.
  func know(
    _ today: Programmes.Today, _ codes: some Sequence<Code>, _ participants: [Code: Programmes.Participant],
    _ periods: [DateSpan: Int32]
  ) {
    let enrolments = participants.values.map { ($0.id, $0.spans) }
    books[today.stored.programme.code] = Book(
      stored: today.stored, enrolments: Dictionary(uniqueKeysWithValues: enrolments),
      recording: RecordingDay(today.day))
    for code in codes { actors[code] = .some(participants[code]?.id) }
    self.periods.merge(periods) { $1 }
  }

  /// Looks at slips, in their order. Nothing is written.
  /// - Parameter count: For how many of them at most ``headers(of:in:)`` will be asked right after: what it needs is
  ///   looked up on the way.
  func examine(_ slips: [ReportSlip], expecting count: Int = 0, in transaction: Transaction) async throws -> [Finding] {
    try await open(Set(slips.map(\.programme)), in: transaction)
    try await find(Set(slips.map(\.actor)), in: transaction)
    let keys = slips.map { SentKey(actor: actor($0.actor) ?? ID(0), reference: $0.reference) }
    let checked = slips.map(check)
    let good = slips.indices.filter { checked[$0].isEmpty }
    var sent = try await consult(good.map { (slips[$0], keys[$0]) }, expecting: count, in: transaction)
    return slips.indices.map { index in
      let (slip, key, problems) = (slips[index], keys[index], checked[index])
      guard problems.isEmpty, let book = books[slip.programme] ?? nil else { return .refused(problems) }
      if let earlier = sent[key] ?? told[key] {
        return earlier == slip.hash ? .known : .refused([ContributionDesk.conflict(slip.reference, slip.place)])
      }
      if let problem = handedInEarlier(slip, book) ?? superseded(slip, key.actor) { return .refused([problem]) }
      sent[key] = slip.hash
      if isFirst(key.actor, in: slip.programme) { told[key] = slip.hash }
      return .new(Entry(slip: slip, actor: key.actor, programme: book.stored.id))
    }
  }

  private typealias SentKey = Store.Reports.SentKey

  /// Locks the programmes' versions, and says under which keys something was sent before; on the way it looks up which
  /// versions stand.
  private func consult(
    _ slips: [(slip: ReportSlip, key: SentKey)], expecting count: Int, in transaction: Transaction
  ) async throws -> [SentKey: [UInt8]] {
    counted = [:]
    if slips.isEmpty { return [:] }
    if count == 0 {
      let spans = Set(slips.map(\.slip.period)).filter { periods[$0] == nil }
      if !spans.isEmpty { periods.merge(try await transaction.run(Catalogue.knownPeriods(Array(spans)))) { $1 } }
    }
    // In the order of codes, so that two writers wait for each other and do not deadlock.
    let programmes = Set(slips.map(\.slip.programme)).sorted().compactMap { books[$0]??.stored.id }
    let locking = Store.Reports.lockingVersions(of: programmes)
    if slips.count >= ReportRegister.many {
      try await transaction.run(locking)
      try await meet(slips.map { ($0.slip.programme, $0.key.actor) }, in: transaction)
      let asked = slips.filter { !isFirst($0.key.actor, in: $0.slip.programme) }
      if asked.isEmpty { return [:] }
      let sent = try await transaction.run(Store.Reports.sent(by: source.name, under: Set(asked.map(\.key))))
      let cells = cells(of: asked.filter { sent[$0.key] == nil })
      if !cells.isEmpty { keep(try await transaction.run(Store.Reports.versions(of: cells)), of: cells) }
      return sent
    }
    let sending = Store.Reports.sent(by: source.name, under: Set(slips.map(\.key)))
    let cells = cells(of: slips)
    let standing = Store.Reports.versions(of: cells)
    if count == 0 {
      let (_, sent, versions) = try await transaction.run(together: locking, sending, standing)
      keep(versions, of: cells)
      return sent
    }
    let (_, sent, versions, keys) = try await transaction.run(
      together: locking, sending, standing, Store.Reports.reservingKeys(count))
    keep(versions, of: cells)
    reserved = keys
    return sent
  }

  /// What the slips are versions of, where there can be any.
  private func cells(of slips: [(slip: ReportSlip, key: SentKey)]) -> Set<Store.Reports.VersionKey> {
    Set(slips.compactMap { slip, key in cell(of: slip, key.actor) })
  }

  private func cell(of slip: ReportSlip, _ actor: ID<Actor>) -> Store.Reports.VersionKey? {
    guard let programme = books[slip.programme]??.stored.id, let period = periods[slip.period] else { return nil }
    return Store.Reports.VersionKey(actor: actor, programme: programme, period: period)
  }

  private func keep(
    _ versions: [Store.Reports.VersionKey: Store.Reports.LastVersion], of cells: Set<Store.Reports.VersionKey>
  ) {
    for cell in cells { counted[cell] = .some(versions[cell]) }
  }

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
    var versions = try await versions(of: Set(asked), in: transaction)
    let keys = try await keys(entries.count, in: transaction)
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

  /// The highest versions there are, those looked up beforehand used up.
  private func versions(of cells: Set<Store.Reports.VersionKey>, in transaction: Transaction) async throws
    -> [Store.Reports.VersionKey: Int16]
  {
    defer { counted = [:] }
    let known = counted.filter { cells.contains($0.key) }
    var versions = known.compactMapValues(\.self)
    let rest = cells.filter { known[$0] == nil }
    if !rest.isEmpty { versions.merge(try await transaction.run(Store.Reports.versions(of: rest))) { $1 } }
    return versions.mapValues(\.number)
  }

  private func keys(_ count: Int, in transaction: Transaction) async throws -> [Int64] {
    defer { reserved = [] }
    if reserved.count >= count { return Array(reserved.prefix(count)) }
    return try await transaction.run(Store.Reports.reservingKeys(count))
  }
}

extension ReportRegister {
  private func open(_ codes: Set<Code>, in transaction: Transaction) async throws {
    for code in codes.sorted() where books[code] == nil {
      let stored = try await Programmes.find(code, in: transaction)
      guard let stored else {
        books[code] = .some(nil)
        continue
      }
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

  /// Whoever signed in hands in today: nobody makes a late report one that came in time. A repeat of what was recorded
  /// is not asked.
  private func handedInEarlier(_ slip: ReportSlip, _ book: Book) -> Problem? {
    guard source.isPerson else { return nil }
    do { try book.recording.checkNow(slip.submittedOn, field: "submitted_on") } catch {
      return slip.place.map { error.at($0) } ?? error
    }
    return nil
  }

  /// A later day corrects an earlier one: what was handed in before the version that stands corrects nothing.
  private func superseded(_ slip: ReportSlip, _ actor: ID<Actor>) -> Problem? {
    guard let cell = cell(of: slip, actor), let last = counted[cell] ?? nil, slip.submittedOn < last.submittedOn else {
      return nil
    }
    let problem = Problem(
      "report_superseded",
      "The report of \(slip.actor) on \(slip.period) that stands is of \(last.submittedOn): one of "
        + "\(slip.submittedOn) does not correct it.", at: Place(field: "submitted_on"))
    return slip.place.map { problem.at($0) } ?? problem
  }

  /// The refusal of a code that names nothing.
  static func unknown(_ what: String, _ code: Code) -> Problem {
    Problem(ProblemCode(rawValue: "\(what)_unknown"), "There is no \(what) “\(code)”.", at: Place(field: what))
  }
}
