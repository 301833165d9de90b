import API
import Actions
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Pages
import Serving

/// Builds the service: what `tadamun serve` runs, and what tests call.
///
/// It is a `Service`: it stops on graceful shutdown, after the requests under way are answered. The pool behind `tadamun`
/// stays the caller's to run and to close.
///
/// - Parameter onListening: Called once requests are taken.
/// - Throws: `bind_not_loopback`, `port_out_of_range`.
public func application(
  _ tadamun: Tadamun, configuration: WebConfiguration = WebConfiguration(), logger: Logger,
  onListening: @escaping @Sendable () async -> Void = {}
) throws -> some ApplicationProtocol {
  try configuration.check()
  let access = Access(tadamun, rules: configuration.access)
  let gate = Gate(access, limit: RequestLimit(perMinute: configuration.requestsPerMinute))
  let once = Once(tadamun: tadamun)
  let routes = allRoutes(
    tadamun, access, map: configuration.map, evidenceFolder: configuration.evidenceFolder,
    keptPageBytes: configuration.keptPageBytes)
  let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: ErrorMiddleware(paths: KnownPaths(routes)))
  for route in routes {
    router.on(
      RouterPath(route.path), method: route.method,
      responder: CallbackResponder(callback: gate.guarding(once.guarding(route))))
  }
  let door = Door(
    inside: router.buildResponder(), servedNames: configuration.servedNames, timeout: configuration.requestTimeout,
    bodyTimeout: configuration.bodyTimeout, texts: configuration.texts, proxies: configuration.trustedProxies,
    limit: RequestLimit(perMinute: configuration.requestsPerMinute))
  return Application(
    responder: door, server: .http1(configuration: channel(configuration)),
    configuration: ApplicationConfiguration(
      address: .hostname(configuration.host, port: configuration.port),
      availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections, logger: logger)),
    onServerRunning: { _ in await onListening() }, logger: logger)
}

/// Every method and address there is.
package func addresses(_ tadamun: Tadamun) -> [(method: HTTPRequest.Method, path: String)] {
  allRoutes(tadamun, Access(tadamun), evidenceFolder: "").map { ($0.method, $0.path) }
}

/// The document of the API (OpenAPI 3.1) as JSON, as `/api/v1/openapi.json` serves it.
public func apiDocument(_ tadamun: Tadamun) -> String {
  OpenAPIDocument(allRoutes(tadamun, Access(tadamun), evidenceFolder: "")).json.rendered
}

private func allRoutes(
  _ tadamun: Tadamun, _ access: Access, map: TerritoryMap? = nil, evidenceFolder: String, keptPageBytes: Int = 0
) -> [Route] {
  let routes =
    apiRoutes(tadamun, access, evidenceFolder: evidenceFolder, keptPageBytes: keptPageBytes)
    + pageRoutes(tadamun, access, map: map)
  return routes + [OpenAPIDocument.route(with: routes)]
}

/// The limits on a connection are said here, so that they do not change with the library's defaults.
private func channel(_ configuration: WebConfiguration) -> HTTP1Channel.Configuration {
  HTTP1Channel.Configuration(
    idleTimeout: TimeAmount(configuration.idleTimeout),
    httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 80 * 1024, maxHeaderFieldCount: 100))
}
