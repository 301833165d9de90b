import Domain
import Postgres
import Scoring
import Store

/// What hangs on the root of the tree by which a programme is scored, with its weights: what a reader may vary.
public struct TopWeights: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    public let code: String
    /// A domain of the tree; otherwise an indicator that hangs on the root itself.
    public let isNode: Bool
    public let weight: Double
  }

  public let programme: Programme
  /// The run that readers see.
  public let run: ScoringRun
  /// Domains in the order of the tree, then indicators in that of the framework.
  public let parts: [Part]

  /// What a weight may be set to.
  public static let range = 0.01...100.0
}

extension Tadamun {
  /// The weights below the root in the framework of the run that readers see.
  /// - Throws: `programme_unknown`, `run_unknown` where no night has passed yet.
  public func topWeights(in programme: Code) async throws -> TopWeights {
    try await reading { transaction in
      let (stored, run, framework) = try await scored(programme, in: transaction)
      return TopWeights(programme: stored.programme, run: run, parts: framework.topParts)
    }
  }

  /// What other weights below the root would have made of the run that readers see, by the engine and from what that run
  /// could see. Nothing is written.
  ///
  /// - Parameter weights: by code; what is not named keeps its weight, and names that hang elsewhere are left aside.
  /// - Throws: `weight_out_of_range`; `programme_unknown`, `run_unknown`.
  public func simulate(weights: [String: Double], in programme: Code) async throws -> Simulation {
    for (code, weight) in weights where !TopWeights.range.contains(weight) {
      throw Problem("weight_out_of_range", "A weight is a number between 0.01 and 100.", at: Place(field: code))
    }
    return try await reading { transaction in
      let (stored, run, framework) = try await scored(programme, in: transaction)
      var draft = framework
      let root = framework.rootCode
      for index in draft.tree.indices where draft.tree[index].parent == root {
        draft.tree[index].weight = weights[draft.tree[index].code] ?? draft.tree[index].weight
      }
      for index in draft.indicators.indices where draft.indicators[index].parent == root {
        draft.indicators[index].weight = weights[draft.indicators[index].code] ?? draft.indicators[index].weight
      }
      return try await simulate(draft, run, nil, stored, in: transaction)
    }
  }

  private func scored(_ programme: Code, in transaction: Transaction) async throws
    -> (stored: Programmes.Stored, run: ScoringRun, framework: Framework)
  {
    let stored = try await knownProgramme(programme, in: transaction)
    guard let run = try await Runs.current(of: programme, in: transaction) else {
      throw Problem("run_unknown", "\(programme) has no run yet.")
    }
    guard let framework = try await Frameworks.find(run.identity.framework, in: transaction) else {
      throw unknownFramework(run.framework, run.frameworkVersion)
    }
    return (stored, run, try RunReader.plan(framework).framework)
  }
}

extension Framework {
  fileprivate var rootCode: String? { tree.first { $0.parent == nil }?.code }

  fileprivate var topParts: [TopWeights.Part] {
    let nodes = tree.filter { $0.parent != nil && $0.parent == rootCode }.map {
      TopWeights.Part(code: $0.code, isNode: true, weight: $0.weight)
    }
    let leaves = indicators.filter { $0.parent == rootCode }.map {
      TopWeights.Part(code: $0.code, isNode: false, weight: $0.weight)
    }
    return nodes + leaves
  }
}
