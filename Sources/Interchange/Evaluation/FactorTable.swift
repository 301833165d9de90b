import Scoring

/// `factors.csv`: what each child brings to a geometric mean; the factors of one node and group multiply to its value.
struct FactorTable {
  static let columns = ["actor", "group", "node", "kind", "child", "weight", "value", "factor", "status"]

  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  func write(_ factors: [MeanFactor], of actor: String, to writer: CSVWriter) throws {
    for factor in factors {
      let (kind, child) = factor.child.words(plan)
      try writer.write([
        .text(actor), factor.group.map { .text(plan.groups[$0]) } ?? .blank, .text(plan.nodes[factor.node]),
        .text(kind), .text(child), NumberText.cell(factor.share), NumberText.cell(factor.value),
        NumberText.cell(factor.factor), .text(factor.isFloored ? "floored" : "ok"),
      ])
    }
  }
}

extension MeanFactor.Child {
  /// What it is, and its code.
  public func words(_ plan: Plan) -> (kind: String, code: String) {
    switch self {
    case .node(let index): ("node", plan.nodes[index])
    case .indicator(let index): ("indicator", plan.indicators[index])
    case .group(let index): ("group", plan.groups[index])
    }
  }
}
