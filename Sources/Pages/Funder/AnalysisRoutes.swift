import Actions
import Domain
import Hummingbird
import Serving

/// What a funder asks of a run beyond its table: actors beside each other, and other weights. Both are plain GET: the
/// question is the address.
struct AnalysisRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/programmes/:programme/comparison", comparison), .get("/programmes/:programme/sensitivity", sensitivity),
    ]
  }

  private func comparison(_ request: Request, _ context: WebContext) async throws -> Response {
    let asked = request.uri.queryParameters[values: "actor"].prefix(Comparison.counts.upperBound + 1)
    let actors = try asked.map { text in
      do { return try Code(text) } catch {
        throw Problem("query_malformed", "An actor is named by its code.", at: Place(field: "actor"))
      }
    }
    let comparison = try await tadamun.compare(actors, in: context.code("programme"))
    return ComparisonPage(
      comparison: comparison, book: try await tadamun.names(ofActors: [Code](), run: comparison.run),
      language: Language(of: request)
    ).response
  }

  private func sensitivity(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let weights = try await tadamun.topWeights(in: programme)
    let typed = typed(request, weights)
    var simulation: Simulation?
    var refusal: Problem?
    do {
      if !typed.isEmpty {
        simulation = try await tadamun.simulate(weights: try numbers(typed), in: programme)
      }
    } catch let problem as Problem where problem.code == "weight_out_of_range" {
      let field = problem.place?.field.map { SensitivityPage.prefix + $0 }
      refusal = Problem(problem.code, problem.message, at: field.map { Place(field: $0) })
    }
    let shown = simulation.map { SensitivityOutcome.shown($0).map(\.actor) } ?? []
    return SensitivityPage(
      weights: weights, typed: typed, simulation: simulation,
      book: try await tadamun.names(ofActors: shown, run: weights.run), language: Language(of: request),
      refusal: refusal
    ).response(status: refusal.map { ProblemStatus.status(of: $0.code) } ?? .ok)
  }

  /// What the form says, by code; empty where it was not sent.
  private func typed(_ request: Request, _ weights: TopWeights) -> [String: String] {
    var typed: [String: String] = [:]
    for part in weights.parts {
      let name = SensitivityPage.prefix + part.code
      typed[part.code] = request.uri.queryParameters[name[...]].map { String($0.prefix(20)) }
    }
    return typed
  }

  private func numbers(_ typed: [String: String]) throws(Problem) -> [String: Double] {
    var weights: [String: Double] = [:]
    for (code, text) in typed {
      guard let number = TypedNumber.double(text) else {
        throw Problem("weight_out_of_range", "A weight is a number between 0.01 and 100.", at: Place(field: code))
      }
      weights[code] = number
    }
    return weights
  }
}
