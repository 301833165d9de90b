import Actions
import Domain
import Foundation

/// A report's form as it was typed: nothing of it is lost where something in it is wrong.
struct ReportForm: Sendable {
  typealias Cell = ReportBasis.Cell

  /// One cell as it was typed.
  struct Entry: Hashable, Sendable {
    var value = ""
    var numerator = ""
    var denominator = ""
    /// `missing`, `refused` or `not_due`; empty where a value is given.
    var state = ""
    var reason = ""
    /// Of everybody: why the groups do not add up to it.
    var difference = ""

    /// Whether nothing is said of the value.
    var isBlank: Bool { [value, numerator, denominator, state, reason].allSatisfy(\.isEmpty) }
  }

  /// What is wrong with one cell, and in which field.
  struct Mistake: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      case notANumber, twoThings, reasonNeeded, partsNeeded
      /// No value, and no word that says why; or one that nobody knows.
      case stateNeeded
      /// What the indicator itself does not allow.
      case refused(ProblemCode)
      /// Groups that do not add up to everybody, and nothing says why.
      case differs(Disaggregation.Difference)
      /// A reason for groups that add up.
      case doesNotDiffer
    }

    let cell: Cell
    let kind: Kind
    /// The beginning of the field's name: `v`, `n`, `d`, `s`, `r` or `x`.
    let field: String
  }

  /// Drawn with the form, so that one that is sent twice begins one draft.
  var key = UUID().uuidString
  var draft: Int64?
  var version: Int?
  var by = ""
  var entries: [Cell: Entry] = [:]

  init() {}

  /// The form of cells that were saved or submitted before, with `point` before decimals.
  init(_ cells: [ReportCell], differenceReasons: [Code: String], point: String) {
    let text = { (number: Double) in ReportForm.text(number).replacing(".", with: point) }
    for cell in cells {
      var entry = Entry()
      switch cell.content {
      case .value(let value, let numerator, let denominator):
        entry.numerator = numerator.map(text) ?? ""
        entry.denominator = denominator.map(text) ?? ""
        // Parts that say the value stand for it.
        if numerator == nil || denominator == nil { entry.value = text(value) }
      case .missing(let reason): (entry.state, entry.reason) = (ValueState.missing.rawValue, reason ?? "")
      case .refused(let reason): (entry.state, entry.reason) = (ValueState.refused.rawValue, reason ?? "")
      case .notDue: entry.state = ValueState.notDue.rawValue
      }
      entries[Cell(indicator: cell.indicator, group: cell.group)] = entry
    }
    for (indicator, reason) in differenceReasons {
      entries[Cell(indicator: indicator, group: TargetGroup.everybody), default: Entry()].difference = reason
    }
  }

  /// The form as it was kept: of the open draft, else of what was submitted last.
  init(_ basis: ReportBasis, in language: Language) {
    self.init(
      basis.draft?.cells ?? basis.latest?.cells.map(\.cell) ?? [], differenceReasons: basis.differenceReasons,
      point: Texts.of(language).decimalPoint)
  }

  /// The cells that are asked for and those with something in them, in the order of indicators and groups.
  func cells(beside asked: [Cell]) -> [Cell] {
    Set(asked).union(entries.keys).sorted { ($0.indicator, $0.group) < ($1.indicator, $1.group) }
  }

  /// Reads the fields that a browser sent. Fields are named `v.indicator.group`, and `n`, `d`, `s`, `r` and `x` likewise.
  init(fields: [String: String]) {
    func text(_ name: String) -> String { (fields[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines) }
    if !text("key").isEmpty { key = text("key") }
    draft = Int64(text("draft"))
    version = Int(text("version"))
    by = text("by")
    for (name, typed) in fields {
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 3, let indicator = try? Code(parts[1]), let group = try? Code(parts[2]) else { continue }
      let value = typed.trimmingCharacters(in: .whitespacesAndNewlines)
      let cell = Cell(indicator: indicator, group: group)
      switch parts[0] {
      case "v": entries[cell, default: Entry()].value = value
      case "n": entries[cell, default: Entry()].numerator = value
      case "d": entries[cell, default: Entry()].denominator = value
      case "s": entries[cell, default: Entry()].state = ValueState(rawValue: value) == .reported ? "" : value
      case "r": entries[cell, default: Entry()].reason = value
      case "x": entries[cell, default: Entry()].difference = value
      default: continue
      }
    }
  }

  /// Why groups do not add up to everybody, by the indicator.
  var differenceReasons: [Code: String] {
    entries.reduce(into: [:]) { reasons, row in
      guard row.key.group == TargetGroup.everybody, !row.value.difference.isEmpty else { return }
      reasons[row.key.indicator] = row.value.difference
    }
  }

  /// The cells that are filled in, in the order of indicators and groups, and what is wrong with others.
  func cells() -> (cells: [ReportCell], mistakes: [Mistake]) {
    var cells: [ReportCell] = []
    var mistakes: [Mistake] = []
    for (cell, entry) in entries.sorted(by: { ($0.key.indicator, $0.key.group) < ($1.key.indicator, $1.key.group) })
    where !entry.isBlank {
      switch ReportForm.content(entry) {
      case .success(let content): cells.append(ReportCell(cell.indicator, for: cell.group, content))
      case .failure(let mistake): mistakes.append(Mistake(cell: cell, kind: mistake.kind, field: mistake.field))
      }
    }
    return (cells, mistakes)
  }

  /// What a report with `cells` would be refused for, cell by cell, and along each axis of groups.
  func mistakes(in cells: [ReportCell], of indicators: [Code: Indicator], axes: [Code: Set<Code>]) -> [Mistake] {
    let differences = Disaggregation.differences(
      in: cells, additive: { indicators[$0].map { $0.kind != .ratio } ?? false }, axes: axes)
    let reasons = differenceReasons
    let mistake = { (indicator: Code, kind: Mistake.Kind) in
      Mistake(cell: Cell(indicator: indicator, group: TargetGroup.everybody), kind: kind, field: "x")
    }
    return cells.compactMap { cell in indicators[cell.indicator].flatMap { ReportForm.mistake(in: cell, of: $0) } }
      + differences.filter { reasons[$0.indicator] == nil }.map { mistake($0.indicator, .differs($0)) }
      + Disaggregation.idle(reasons, beside: differences).map { mistake($0, .doesNotDiffer) }
  }

  private static func mistake(in cell: ReportCell, of indicator: Indicator) -> Mistake? {
    do { try cell.check(against: indicator) } catch {
      let field = ["numerator": "n", "denominator": "d"][error.place?.field ?? ""] ?? "v"
      return Mistake(
        cell: Cell(indicator: cell.indicator, group: cell.group), kind: .refused(error.code), field: field)
    }
    return nil
  }

  private struct Refusal: Error {
    let kind: Mistake.Kind
    let field: String
  }

  private static func content(_ entry: Entry) -> Result<ReportCell.Content, Refusal> {
    let hasValue = ![entry.value, entry.numerator, entry.denominator].allSatisfy(\.isEmpty)
    let isKnown = entry.state.isEmpty ? hasValue : ValueState(rawValue: entry.state) != nil
    if !isKnown { return .failure(Refusal(kind: .stateNeeded, field: "s")) }
    if let state = ValueState(rawValue: entry.state), state != .reported {
      if hasValue { return .failure(Refusal(kind: .twoThings, field: "v")) }
      switch state {
      case .notDue: return .success(.notDue)
      case .refused: return .success(.refused(reason: entry.reason.isEmpty ? nil : entry.reason))
      case .missing, .reported:
        if entry.reason.isEmpty { return .failure(Refusal(kind: .reasonNeeded, field: "r")) }
        return .success(.missing(reason: entry.reason))
      }
    }
    var numbers: [String: Double] = [:]
    for (field, typed) in [("v", entry.value), ("n", entry.numerator), ("d", entry.denominator)] where !typed.isEmpty {
      guard let number = TypedNumber.double(typed) else {
        return .failure(Refusal(kind: .notANumber, field: field))
      }
      numbers[field] = number
    }
    guard (numbers["n"] == nil) == (numbers["d"] == nil) else {
      return .failure(Refusal(kind: .partsNeeded, field: numbers["n"] == nil ? "n" : "d"))
    }
    if let numerator = numbers["n"], let denominator = numbers["d"] {
      // The share of nobody is for the report to refuse, with the field.
      let share = numbers["v"] ?? (denominator == 0 ? 0 : numerator / denominator)
      return .success(.value(share, numerator: numerator, denominator: denominator))
    }
    return .success(.value(numbers["v"] ?? 0, numerator: nil, denominator: nil))
  }

  /// The shortest decimal that reads back the same, without an exponent.
  private static func text(_ number: Double) -> String {
    if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
    let text = "\(number)"
    guard text.contains("e"), let decimal = Decimal(string: text) else { return text }
    return "\(decimal)"
  }
}
