import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Pages
import Serving

/// Turns every error into an answer: for programs as problem details, for people as a page.
struct ErrorMiddleware: RouterMiddleware {
  let paths: KnownPaths

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as CancellationError {
      // The deadline passed or the client left; who waits for the answer knows which.
      throw error
    } catch {
      let failure = self.failure(for: error, on: request)
      if failure.isFault { context.logger.error("request failed", metadata: ["error": "\(error)"]) }
      return answer(failure, to: request)
    }
  }

  private func failure(for error: any Error, on request: Request) -> Failure {
    let failure = Failure(error)
    guard failure.status == .notFound, failure.problems == [Failure.pathUnknown],
      !paths.methods(of: request.uri.path).isEmpty
    else { return failure }
    let methods = paths.methods(of: request.uri.path).map(\.rawValue).joined(separator: ", ")
    return Failure(Problem("method_not_allowed", "This address takes \(methods)."))
  }

  private func answer(_ failure: Failure, to request: Request) -> Response {
    let path = request.uri.path
    let isUnknown = failure.status == .unauthorized
    if isUnknown, request.method == .get, PageRoutes.serves(path) {
      return .redirect(to: "/sign-in?lang=\(Language(of: request).rawValue)", type: .normal)
    }
    var response =
      PageRoutes.serves(path)
      ? ErrorPage(failure: failure, request: request).response
      : ProblemDetails.response(for: failure, in: Language(ofProgram: request))
    if failure.status == .methodNotAllowed {
      response.headers[.allow] = paths.methods(of: path).map(\.rawValue).joined(separator: ", ")
    }
    if isUnknown { response.headers[.wwwAuthenticate] = "Bearer realm=\"Tadamun\"" }
    if let seconds = failure.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
    return response
  }
}
