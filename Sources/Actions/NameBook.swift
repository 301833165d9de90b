import Domain
import Postgres
import Scoring
import Store

/// What codes are called. What few things have is here whole; actors and funds are those that were asked for.
public struct NameBook: Sendable {
  public let actors: [Code: Names]
  public let funds: [Code: Names]
  /// The latest version of every indicator.
  public let indicators: [Code: Indicator]
  public let groups: [Code: Names]
  /// What the framework of the run that was asked for calls the nodes of its tree, as far as it names them.
  public let nodes: [String: Names]
  /// The reported indicators that the framework of that run reads under codes of its own.
  let aliases: [String: Code]

  /// What an indicator of the framework is called; nil where nobody named it.
  public func indicator(_ code: String) -> Names? { indicators[aliases[code] ?? Code(trusted: code)]?.names }

  /// What a target group is called; nil where nobody named it.
  public func group(_ code: String) -> Names? { groups[Code(trusted: code)] }
}

extension Tadamun {
  /// The names of `actors` and `funds`, where they are known, and of every indicator and target group; of the nodes of
  /// the tree and of the framework's own codes, too, where a run is given.
  public func names(ofActors actors: some Sequence<Code>, funds: some Sequence<Code> = [Code](), run: ScoringRun? = nil)
    async throws -> NameBook
  {
    try await reading { transaction in
      var nodes: [String: Names] = [:]
      var aliases: [String: Code] = [:]
      if let run, let stored = try await Frameworks.find(run.identity.framework, in: transaction) {
        let framework = try RunReader.plan(stored).framework
        for node in framework.tree where !node.title.isEmpty {
          nodes[node.code] = try Names(ar: node.title["ar"], fr: node.title["fr"], en: node.title["en"])
        }
        for rule in framework.indicators { aliases[rule.code] = rule.of.map { Code(trusted: $0) } }
      }
      return NameBook(
        actors: try await Store.Actors.names(of: Array(Set(actors)), in: transaction),
        funds: try await Funds.find(Array(Set(funds)), in: transaction).mapValues(\.fund.names),
        indicators: try await Catalogue.indicators(in: transaction).mapValues(\.indicator),
        groups: try await Catalogue.groupNames(in: transaction), nodes: nodes, aliases: aliases)
    }
  }
}
