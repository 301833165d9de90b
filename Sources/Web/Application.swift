import Actions
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

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
  let rooms: [[Route]] = [
    HealthRoutes(tadamun: tadamun).routes, ActorRoutes(tadamun: tadamun).routes,
    MembershipRoutes(tadamun: tadamun).routes, ProgrammeRoutes(tadamun: tadamun).routes,
    MoneyRoutes(tadamun: tadamun).routes, MoneyViewRoutes(tadamun: tadamun).routes,
    GrantRoutes(tadamun: tadamun).routes, AwardRoutes(tadamun: tadamun).routes,
    BankRoutes(tadamun: tadamun).routes, PolicyRoutes(tadamun: tadamun).routes,
    PoolRoutes(tadamun: tadamun).routes, ReportRoutes(tadamun: tadamun).routes,
    DraftRoutes(tadamun: tadamun).routes, DueRoutes(tadamun: tadamun).routes,
    MandateRoutes(tadamun: tadamun).routes, AppealRoutes(tadamun: tadamun).routes,
    SampleRoutes(tadamun: tadamun).routes, BatchRoutes(tadamun: tadamun).routes,
    EvidenceRoutes(tadamun: tadamun, folder: EvidenceFolder(evidenceFolder)).routes,
    IndicatorRoutes(tadamun: tadamun).routes, TrainingRoutes(tadamun: tadamun).routes,
    ReachRoutes(tadamun: tadamun).routes, PublicProgrammeRoutes(tadamun: tadamun).routes,
    PublicRoutes(tadamun: tadamun).routes,
    DecisionRoutes(tadamun: tadamun).routes, JobRoutes(tadamun: tadamun).routes,
    FrameworkRoutes(tadamun: tadamun).routes, ProposalRoutes(tadamun: tadamun).routes,
    ScoreRoutes(tadamun: tadamun, keeping: keptPageBytes).routes, SimulationRoutes(tadamun: tadamun).routes,
    ZakatRoutes(tadamun: tadamun).routes,
    WaqfRoutes(tadamun: tadamun).routes, CampaignRoutes(tadamun: tadamun).routes,
    LedgerRoutes(tadamun: tadamun).routes,
    SessionRoutes(access: access).routes, PeopleRoutes(access: access).routes,
    SignInRoutes(access: access).routes, IssuerRoutes(access: access).routes,
    PageRoutes(tadamun: tadamun).routes, FunderRoutes(tadamun: tadamun).routes,
    AnalysisRoutes(tadamun: tadamun).routes, OperatorRoutes(tadamun: tadamun, access: access).routes,
    ReportPageRoutes(tadamun: tadamun).routes, ReportFormRoutes(tadamun: tadamun).routes,
    TrainingPageRoutes(tadamun: tadamun).routes,
    OverviewRoutes(tadamun: tadamun, map: map).routes,
  ]
  let routes = rooms.flatMap(\.self)
  return routes + [OpenAPIDocument.route(with: routes)]
}

/// The limits on a connection are said here, so that they do not change with the library's defaults.
private func channel(_ configuration: WebConfiguration) -> HTTP1Channel.Configuration {
  HTTP1Channel.Configuration(
    idleTimeout: TimeAmount(configuration.idleTimeout),
    httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 80 * 1024, maxHeaderFieldCount: 100))
}
