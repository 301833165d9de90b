import Domain
import Foundation

/// How an approved round is awarded, as it is typed: a field that is not there is empty. What a form cannot say, such as
/// more tranches than ``tranches``, the API takes.
struct AwardForm: Sendable {
  static let tranches = 1...4
  static let reports = 1...4

  /// What a tranche may wait for in this form.
  enum Condition: String, CaseIterable, Hashable, Sendable {
    case report, document, audit, cofunding, indicator, score
    case spendRatio = "spend_ratio"
    case lowerBound = "lower_bound"

    static let allCases: [Condition] = [
      .report, .lowerBound, .score, .indicator, .spendRatio, .cofunding, .document, .audit,
    ]
  }

  private let fields: [String: String]

  init(fields: [String: String]) { self.fields = fields }

  /// What a form begins with that nobody filled in yet.
  init(of proposal: FundingProposal) {
    fields = [
      "code_prefix": "\(proposal.programme)-\(proposal.id)", "restricted": "yes", "max_overspend_bp": "0",
      "share-1": "100",
    ]
  }

  /// What was typed, without space at its ends.
  subscript(_ name: String) -> String { (fields[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines) }

  /// The fields that a refusal may lead to.
  static let names: [String] =
    [
      "code_prefix", "name", "purpose", "on", "first_on", "last_on", "signed_by", "signed_by_grantee",
      "max_overspend_bp",
    ]
    + ["tranches", "reports"]
    + tranches.flatMap { number in ["share", "planned_on", "kind", "what", "least"].map { "\($0)-\(number)" } }
    + reports.flatMap { number in ["report_first", "report_last", "report_due"].map { "\($0)-\(number)" } }

  /// - Parameter programme: Whose score a tranche may wait for.
  /// - Throws: What is wrong with a field, at it; what ``Domain/ProposalAward`` refuses.
  func award(of programme: Code, in currency: Currency, language: Language) throws(Problem) -> ProposalAward {
    let name = try text("name", atMost: Names.maximumLength)
    var parts: [ProposalAward.Tranche] = []
    for number in AwardForm.tranches where !self["share-\(number)"].isEmpty || !self["planned_on-\(number)"].isEmpty {
      parts.append(try tranche(number, of: programme, currency))
    }
    var reports: [GrantAgreement.ReportDue] = []
    for number in AwardForm.reports where !self["report_first-\(number)"].isEmpty {
      reports.append(try report(number, as: reports.count + 1))
    }
    return try ProposalAward(
      prefix: at("code_prefix") { () throws(Problem) in try Code(self["code_prefix"]) },
      names: at("name") { () throws(Problem) in
        try Names(ar: language == .ar ? name : nil, fr: language == .fr ? name : nil, en: language == .en ? name : nil)
      },
      purpose: text("purpose", atMost: 300), isRestricted: !self["restricted"].isEmpty,
      span: span("first_on", "last_on"), on: day("on"),
      signedBy: [text("signed_by", atMost: 200), text("signed_by_grantee", atMost: 200)],
      maximumOverspend: basisPoints("max_overspend_bp"), tranches: parts, reports: reports)
  }

  private func tranche(_ number: Int, of programme: Code, _ currency: Currency) throws(Problem)
    -> ProposalAward.Tranche
  {
    let share = try basisPoints("share-\(number)")
    let day = try day("planned_on-\(number)")
    guard !self["kind-\(number)"].isEmpty else { return ProposalAward.Tranche(share: share, on: day, conditions: []) }
    guard let kind = Condition(rawValue: self["kind-\(number)"]) else {
      throw Problem(
        "word_unknown", "A tranche waits for one of the conditions listed.", at: Place(field: "kind-\(number)"))
    }
    let condition = TrancheCondition(try self.kind(kind, number, of: programme, currency))
    return ProposalAward.Tranche(share: share, on: day, conditions: [condition])
  }

  private func kind(_ kind: Condition, _ number: Int, of programme: Code, _ currency: Currency) throws(Problem)
    -> TrancheCondition.Kind
  {
    let (what, least) = ("what-\(number)", "least-\(number)")
    switch kind {
    case .report: return .report(try whole(least))
    case .document: return .document(try code(what))
    case .audit: return .audit(try code(what))
    case .cofunding:
      return .cofunding(minor: try at(least) { () throws(Problem) in try Money(typed: self[least], currency) }.minor)
    case .spendRatio: return .spendRatio(basisPoints: try basisPoints(least))
    case .indicator:
      return .indicator(try code(what), group: TargetGroup.everybody, .atLeast, try self.number(least))
    case .score, .lowerBound:
      return .score(
        ScoreCondition(
          programme: programme, node: "score", minimum: try self.number(least),
          reads: kind == .score ? .score : .lowerBound))
    }
  }

  private func report(_ number: Int, as count: Int) throws(Problem) -> GrantAgreement.ReportDue {
    GrantAgreement.ReportDue(
      count, span: try span("report_first-\(number)", "report_last-\(number)"), dueOn: try day("report_due-\(number)"),
      isFinal: !self["report_final-\(number)"].isEmpty)
  }
}

extension AwardForm {
  private func at<Value>(_ field: String, _ read: () throws(Problem) -> Value) throws(Problem) -> Value {
    do { return try read() } catch { throw Problem(error.code, error.message, at: Place(field: field)) }
  }

  private func text(_ field: String, atMost limit: Int) throws(Problem) -> String {
    let text = self[field]
    if text.isEmpty { throw Problem("field_missing", "This is needed.", at: Place(field: field)) }
    guard text.unicodeScalars.count <= limit else {
      throw Problem("text_too_long", "It has at most \(limit) characters.", at: Place(field: field))
    }
    return text
  }

  private func code(_ field: String) throws(Problem) -> Code {
    try at(field) { () throws(Problem) in try Code(self[field]) }
  }

  private func day(_ field: String) throws(Problem) -> CalendarDate {
    try at(field) { () throws(Problem) in try CalendarDate(iso: self[field]) }
  }

  private func span(_ first: String, _ last: String) throws(Problem) -> DateSpan {
    let (start, end) = (try day(first), try day(last))
    return try at(last) { () throws(Problem) in try DateSpan(start, through: end) }
  }

  private func number(_ field: String) throws(Problem) -> Double {
    guard let number = TypedNumber.double(self[field]) else {
      throw Problem("number_malformed", "This is no number.", at: Place(field: field))
    }
    return number
  }

  private func whole(_ field: String) throws(Problem) -> Int {
    guard let whole = Int(exactly: try number(field)), (1...100).contains(whole) else {
      throw Problem("number_malformed", "This is a whole number from 1 to 100.", at: Place(field: field))
    }
    return whole
  }

  /// Per cent with two decimals at most, as basis points.
  private func basisPoints(_ field: String) throws(Problem) -> Int64 {
    let points = try number(field) * 100
    guard (0...10_000).contains(points), (points - points.rounded()).magnitude < 1e-6 else {
      throw Problem(
        "number_malformed", "This is from 0 to 100 per cent, with two decimals at most.", at: Place(field: field))
    }
    return Int64(points.rounded())
  }
}
