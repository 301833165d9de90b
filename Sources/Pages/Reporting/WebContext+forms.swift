import Actions
import Domain
import Hummingbird
import Serving

extension WebContext {
  /// The period in the address: `2026-01-01..2026-03-31`.
  /// - Throws: `path_malformed`.
  func period() throws(Problem) -> DateSpan {
    let text = parameters.get("period") ?? ""
    let days = text.split(separator: "..", omittingEmptySubsequences: false)
    guard days.count == 2, let first = try? CalendarDate(iso: days[0]), let last = try? CalendarDate(iso: days[1]),
      let span = try? DateSpan(first, through: last)
    else { throw Problem("path_malformed", "A period is written 2026-01-01..2026-03-31.", at: Place(field: "period")) }
    return span
  }

  /// Who signed in, by the address of the account; while nobody has one, whom a form names.
  /// - Throws: `person_malformed`, at `by`.
  func person(_ name: String) throws(Problem) -> Person {
    if let principal = Caller.principal { return Person(trusted: principal.email) }
    do { return try Caller.person(name) } catch { throw error.at(Place(field: "by")) }
  }

  /// Who signed in; while nobody has an account, whom a form names.
  /// - Throws: `person_malformed`, at `by`.
  func source(_ name: String) throws(Problem) -> Domain.Source {
    if Caller.principal != nil { return Caller.source }
    do { return try Caller.source(name) } catch { throw error.at(Place(field: "by")) }
  }
}
