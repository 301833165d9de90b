import Domain
import Scoring

/// Reads what a rule of money needs of every actor.
struct PaymentClaimFiles {
  private let request: PaymentProposal.Request
  private let rule: ProposalRule
  private let plan: Plan

  init(_ request: PaymentProposal.Request, _ rule: ProposalRule, plan: Plan) {
    self.request = request
    self.rule = rule
    self.plan = plan
  }

  func claims() throws -> [PaymentClaim] {
    var claims = try scores()
    if let intervals = request.intervals {
      let lows = try lows(of: intervals)
      for index in claims.indices { claims[index].intervalLow = lows[claims[index].actor] }
    }
    switch rule.method {
    case .waterFilling: break
    case .proportional:
      if rule.groups.isEmpty { break }
      let groups = try groups(of: needed(request.groups, "groups", "which group each actor is in"))
      for index in claims.indices { claims[index].group = groups[claims[index].actor] }
    case .thresholdAndCap:
      let achieved = try achievements(of: needed(request.parts, "parts", "what each actor achieved"))
      let quality = try rule.bonus.map { try qualities(of: $0.node) } ?? [:]
      for index in claims.indices {
        claims[index].achievements = achieved[claims[index].actor] ?? []
        claims[index].quality = quality[claims[index].actor]
      }
    case .quadraticMatch:
      let given = try gifts(of: needed(request.contributions, "contributions", "who gave what to whom"))
      for index in claims.indices {
        claims[index].contributionsMinor = (given[claims[index].actor] ?? [:]).values.sorted()
      }
    }
    return claims
  }

  private func needed(_ path: String?, _ option: String, _ what: String) throws(Problem) -> String {
    guard let path else {
      throw Problem(
        "proposal_input_missing", "A rule of the method \(rule.method.rawValue) needs a file that says \(what).",
        at: Place(field: option))
    }
    return path
  }

  private func scores() throws -> [PaymentClaim] {
    let node = rule.node ?? plan.nodes[plan.root]
    let claims = try scores(of: node)
    if claims.isEmpty {
      throw Problem("scores_empty", "The file has no score of the node “\(node)”.", at: Place(file: request.scores))
    }
    return claims
  }

  /// By actor, the score of a node where it is not provisional.
  private func qualities(of node: String) throws -> [String: Double] {
    let known = try scores(of: node).filter { $0.ineligibility == nil }
    return Dictionary(known.compactMap { claim in claim.score.map { (claim.actor, $0) } }) { first, _ in first }
  }

  private func scores(of node: String) throws -> [PaymentClaim] {
    let reader = try CSVReader(path: request.scores)
    try reader.header.check(
      required: ["actor", "node", "score", "status"], optional: ["rank", "coverage"], ignored: reader.header.names)
    let columns = ["actor", "node", "score", "status"].map { reader.header.index(of: $0) ?? 0 }
    let bound = reader.header.index(of: "lower_bound")
    var claims: [PaymentClaim] = []
    try reader.forEachRow { row in
      guard row.text(columns[1]) == node else { return }
      let actor = try PaymentClaimFiles.required(row, columns[0], "actor_missing", "The row names no actor.")
      guard let status = NodeStatus(word: row.text(columns[3]) ?? "") else {
        throw Problem("status_unknown", "The row has no status that scores have.", at: row.place(columns[3]))
      }
      claims.append(
        PaymentClaim(
          actor: actor, score: try row.double(columns[2]), lowerBound: try bound.flatMap { try row.double($0) },
          ineligibility: status == .insufficientCoverage ? status.word : nil))
    }
    return claims
  }

  /// By actor, the 5th percentile of the score that is paid for.
  private func lows(of path: String) throws -> [String: Double] {
    let reader = try CSVReader(path: path)
    try reader.header.check(required: ["actor", "node", "p5"], optional: [], ignored: reader.header.names)
    let columns = ["actor", "node", "p5"].map { reader.header.index(of: $0) ?? 0 }
    let node = rule.node ?? plan.nodes[plan.root]
    var lows: [String: Double] = [:]
    try reader.forEachRow { row in
      guard row.text(columns[1]) == node, let low = try row.double(columns[2]) else { return }
      let actor = try PaymentClaimFiles.required(row, columns[0], "actor_missing", "The row names no actor.")
      guard lows.updateValue(low, forKey: actor) == nil else {
        throw Problem("duplicate_actor", "“\(actor)” stands twice.", at: row.place(columns[0]))
      }
    }
    return lows
  }

  private func groups(of path: String) throws -> [String: String] {
    let reader = try CSVReader(path: path)
    try reader.header.check(required: ["actor", "group"], optional: [], ignored: reader.header.names)
    let columns = ["actor", "group"].map { reader.header.index(of: $0) ?? 0 }
    var groups: [String: String] = [:]
    try reader.forEachRow { row in
      let actor = try PaymentClaimFiles.required(row, columns[0], "actor_missing", "The row names no actor.")
      guard groups.updateValue(row.text(columns[1]) ?? "", forKey: actor) == nil else {
        throw Problem("duplicate_actor", "“\(actor)” stands twice.", at: row.place(columns[0]))
      }
    }
    return groups
  }

  private func achievements(of path: String) throws -> [String: [Achievement]] {
    let reader = try CSVReader(path: path)
    let names = ["actor", "group", "indicator", "normalised", "evidence", "status"]
    try reader.header.check(required: names, optional: [], ignored: reader.header.names)
    let columns = names.map { reader.header.index(of: $0) ?? 0 }
    let indicators = Dictionary(zip(plan.indicators, plan.effectiveWeights)) { first, _ in first }
    let groups = Dictionary(zip(plan.groups, plan.groupWeights)) { first, _ in first }
    var achieved: [String: [Achievement]] = [:]
    try reader.forEachRow { row in
      let actor = try PaymentClaimFiles.required(row, columns[0], "actor_missing", "The row names no actor.")
      guard let group = groups[row.text(columns[1]) ?? ""] else {
        throw Problem("group_unknown", "The framework has no such group.", at: row.place(columns[1]))
      }
      let code = row.text(columns[2]) ?? ""
      guard let weight = indicators[code] else {
        throw Problem("indicator_unknown", "The framework has no such indicator.", at: row.place(columns[2]))
      }
      guard let status = CellStatus.allCases.first(where: { $0.word == row.text(columns[5]) }) else {
        throw Problem("status_unknown", "The row has no status that cells have.", at: row.place(columns[5]))
      }
      let achievement = try PaymentClaim.achievement(
        code, normalised: try row.double(columns[3]), evidence: try row.double(columns[4]) ?? 0,
        weight: weight * group, status: status, cap: rule.cap)
      if let achievement { achieved[actor, default: []].append(achievement) }
    }
    return achieved
  }

  /// By actor and person, what the person gave in all.
  private func gifts(of path: String) throws -> [String: [String: Int64]] {
    let reader = try CSVReader(path: path)
    let names = ["actor", "person", "amount_minor"]
    try reader.header.check(required: names, optional: [], ignored: reader.header.names)
    let columns = names.map { reader.header.index(of: $0) ?? 0 }
    var gifts: [String: [String: Int64]] = [:]
    try reader.forEachRow { row in
      let actor = try PaymentClaimFiles.required(row, columns[0], "actor_missing", "The row names no actor.")
      let person = try PaymentClaimFiles.required(row, columns[1], "person_missing", "The row names no person.")
      guard let amount = try row.int(columns[2]), amount > 0, Int64(amount) <= Money.limit else {
        throw Problem("contribution_out_of_range", "A contribution is above 0.", at: row.place(columns[2]))
      }
      let (sum, overflow) = gifts[actor, default: [:]][person, default: 0].addingReportingOverflow(Int64(amount))
      guard !overflow, sum <= Money.limit else {
        throw Problem(
          "contribution_out_of_range", "The contributions are larger than this service books.",
          at: row.place(columns[2]))
      }
      gifts[actor, default: [:]][person] = sum
    }
    return gifts
  }

  private static func required(
    _ row: borrowing CSVRow, _ column: Int, _ code: ProblemCode, _ message: String
  ) throws(Problem) -> String {
    guard let text = row.text(column) else { throw Problem(code, message, at: row.place(column)) }
    return text
  }
}
