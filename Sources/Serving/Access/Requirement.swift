import Domain
import HTTPTypes

/// What a route asks of whoever calls it, once the service belongs to somebody.
///
/// One table for all routes: a route that nobody thought of is for operators where it changes something, and for those
/// who may read everything where it does not.
package enum Requirement: Hashable, Sendable {
  /// Everybody, known or not.
  case anyone
  /// Whoever signed in, for what is their own.
  case signedIn
  case permission(Permission)

  package static func of(_ method: HTTPRequest.Method, _ path: String) -> Requirement {
    let rules = method == .get ? reading : changing
    if let requirement = common.first(where: { $0.covers(path) })?.requirement { return requirement }
    if method != .get, let last = path.split(separator: "/").last, decides(String(last)) {
      return .permission(.approve)
    }
    return rules.first { $0.covers(path) }?.requirement
      ?? .permission(method == .get ? .read : .administer)
  }

  /// Approvals and verdicts of every kind: somebody else's decision on what was prepared.
  private static func decides(_ noun: String) -> Bool {
    noun == "verdict" || noun.hasSuffix("approval") || noun.hasSuffix("approvals")
  }

  private struct Rule: Sendable {
    let pattern: String
    let requirement: Requirement

    init(_ pattern: String, _ requirement: Requirement) {
      self.pattern = pattern
      self.requirement = requirement
    }

    /// A pattern ends at a slash or at the end; with `$` at the end alone.
    func covers(_ path: String) -> Bool {
      if pattern.hasSuffix("$") { return path == pattern.dropLast() }
      return path == pattern || path.hasPrefix("\(pattern)/")
    }
  }

  private static let common = [
    Rule("/healthz", .anyone), Rule("/readyz", .anyone), Rule("/static", .anyone), Rule("/sign-in", .anyone),
    Rule("/public", .anyone), Rule("/api/v1/public", .anyone), Rule("/sign-out", .signedIn),
    Rule("/api/v1/session$", .anyone),
    Rule("/api/v1/password", .anyone), Rule("/api/v1/password-resets", .anyone),
    Rule("/api/v1/password-changes", .signedIn), Rule("/api/v1/tokens", .signedIn),
    Rule("/api/v1/second-factor", .signedIn), Rule("/api/v1/people", .permission(.administer)),
    Rule("/people", .permission(.administer)), Rule("/operations", .permission(.administer)),
    Rule("/api/v1/jobs", .permission(.administer)),
    Rule("/api/v1/security-events", .permission(.audit)),
  ]

  /// What an organisation may read of its own, and of what everybody shares. Addresses with `:actor` answer for one's own
  /// organisation alone.
  private static let reading = [
    Rule("/$", .permission(.readOwn)), Rule("/programmes/:programme/actors", .permission(.readOwn)),
    Rule("/programmes/:programme/comparison", .permission(.read)),
    Rule("/programmes/:programme/sensitivity", .permission(.read)),
    Rule("/programmes/:programme/method", .permission(.readOwn)),
    Rule("/actors/:actor", .permission(.readOwn)),
    Rule("/programmes/:programme/runs/:run/method", .permission(.readOwn)),
    Rule("/api/v1/programmes$", .permission(.readOwn)), Rule("/api/v1/programmes/:programme$", .permission(.readOwn)),
    Rule("/api/v1/programmes/:programme/scores/:actor", .permission(.readOwn)),
    Rule("/api/v1/actors/:actor/drafts", .permission(.readDrafts)),
    Rule("/api/v1/actors/:actor", .permission(.readOwn)), Rule("/api/v1/frameworks", .permission(.readOwn)),
    Rule("/api/v1/programmes/:programme/frameworks", .permission(.readOwn)),
    Rule("/api/v1/programmes/:programme/requirements", .permission(.readOwn)),
    // The seed is for everybody who could have been drawn; with what weight the others could, for reviewers.
    Rule("/api/v1/programmes/:programme/verification-samples$", .permission(.readOwn)),
    Rule("/api/v1/verification-samples/:sample$", .permission(.readOwn)),
    Rule("/api/v1/indicators", .permission(.readOwn)), Rule("/api/v1/detection-probability", .permission(.readOwn)),
    Rule("/api/v1/programmes/:programme/runs/:run/method", .permission(.readOwn)),
    Rule("/api/v1/openapi.json", .permission(.readOwn)),
    Rule("/api/v1/zakat-categories", .permission(.readOwn)), Rule("/api/v1/hijri-days", .permission(.readOwn)),
  ]

  private static let changing = [
    Rule("/api/v1/programmes/:programme/reports", .permission(.report)),
    Rule("/api/v1/programmes/:programme/report-batches", .permission(.report)),
    Rule("/api/v1/actors/:actor/drafts", .permission(.report)),
    Rule("/api/v1/actors/:actor/appeals/:appeal/answer", .permission(.validate)),
    Rule("/api/v1/actors/:actor/appeals", .permission(.report)),
    Rule("/api/v1/actors/:actor/trainings", .permission(.report)),
    Rule("/api/v1/actors/:actor/reports/:report/evidence", .permission(.report)),
    Rule("/api/v1/actors/:actor/reports/:report/verification", .permission(.verify)),
    Rule("/api/v1/actors/:actor/reports/:report/validation", .permission(.validate)),
    Rule("/api/v1/actors/:actor/reports/:report/lock", .permission(.validate)),
    Rule("/api/v1/actors/:actor/reports/:report/reopening", .permission(.validate)),
    Rule("/api/v1/zakat/donors", .permission(.keepDonors)),
    Rule("/api/v1/zakat/donor-readings", .permission(.keepDonors)),
    Rule("/api/v1/zakat", .permission(.recordMoney)), Rule("/api/v1/contributions", .permission(.recordMoney)),
    Rule("/api/v1/decisions", .permission(.recordMoney)), Rule("/api/v1/bank", .permission(.recordMoney)),
    // A policy is in force once an approver has decided on it.
    Rule("/api/v1/policies", .permission(.recordMoney)), Rule("/api/v1/policy-checks", .permission(.recordMoney)),
    Rule("/api/v1/grants", .permission(.recordMoney)), Rule("/api/v1/proposals", .permission(.recordMoney)),
    Rule("/api/v1/ledger", .permission(.recordMoney)), Rule("/api/v1/waqf", .permission(.recordMoney)),
    Rule("/api/v1/crowdfunding", .permission(.recordMoney)), Rule("/api/v1/pools", .permission(.recordMoney)),
    // Nothing is written: whoever may read everything may ask what would be.
    Rule("/api/v1/programmes/:programme/simulations$", .permission(.read)),
    Rule("/api/v1/programmes/:programme/proposals", .permission(.recordMoney)),
    Rule("/programmes/:programme/proposals", .permission(.recordMoney)),
    Rule("/actors/:actor/programmes", .permission(.report)), Rule("/actors/:actor/trainings", .permission(.report)),
    Rule("/actors/:actor/reports/:report/verification", .permission(.verify)),
    Rule("/actors/:actor/reports/:report/validation", .permission(.validate)),
    Rule("/actors/:actor/reports/:report/lock", .permission(.validate)),
    Rule("/actors/:actor/reports/:report/reopening", .permission(.validate)),
  ]
}
