import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The page on which trainings are seen and recorded.
struct TrainingPageRoutes: Sendable {
  let tadamun: Tadamun

  private static let address = "/actors/:actor/trainings"

  var routes: [Route] { [.get(TrainingPageRoutes.address, show), .post(TrainingPageRoutes.address, record)] }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    var page = try await page(request, context)
    page.isRecorded = request.uri.queryParameters["recorded"] != nil
    return page.response()
  }

  private func page(_ request: Request, _ context: WebContext) async throws -> TrainingPage {
    let home = try await tadamun.home(of: context.code("actor"))
    let trainings = try await tadamun.trainings(about: home.actor.code, limit: 100)
    let codes = trainings.flatMap { [$0.centre] + $0.attendance.map(\.actor) }
    let teaches: Set<ActorKind> = [.coachingCentre, .union, .association]
    return TrainingPage(
      actor: home.actor, trainings: trainings, book: try await tadamun.names(ofActors: codes),
      known: home.represented, language: Language(of: request),
      mayRecord: teaches.contains(home.actor.kind) && Caller.principal?.may(.report, for: home.actor.code) ?? true)
  }

  private func record(_ request: Request, _ context: WebContext) async throws -> Response {
    let form = TrainingForm(fields: try await request.form([String: String].self))
    do {
      let actor = try context.code("actor")
      try await tadamun.record(form.training(by: actor), by: try context.source(form.by))
      return .redirect(
        to: "/actors/\(actor)/trainings?lang=\(Language(of: request).rawValue)&recorded=1", type: .normal)
    } catch let problem as Problem {
      var page = try await page(request, context)
      page.form = form
      page.refusal = problem
      return page.response(status: ProblemStatus.status(of: problem.code))
    }
  }
}
