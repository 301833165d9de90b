import Actions
import Domain
import Serving

/// Every address for people, and those of the files that pages share.
///
/// - Parameter map: The outlines that maps are drawn from; nil where there are none, then tables stand alone.
package func pageRoutes(_ tadamun: Tadamun, _ access: Access, map: TerritoryMap?) -> [Route] {
  let rooms: [[Route]] = [
    PublicRoutes(tadamun: tadamun).routes, SignInRoutes(access: access).routes, IssuerRoutes(access: access).routes,
    PageRoutes(tadamun: tadamun).routes, FunderRoutes(tadamun: tadamun).routes,
    AnalysisRoutes(tadamun: tadamun).routes, OperatorRoutes(tadamun: tadamun, access: access).routes,
    ReportPageRoutes(tadamun: tadamun).routes, ReportFormRoutes(tadamun: tadamun).routes,
    TrainingPageRoutes(tadamun: tadamun).routes, OverviewRoutes(tadamun: tadamun, map: map).routes,
  ]
  return rooms.flatMap(\.self)
}
