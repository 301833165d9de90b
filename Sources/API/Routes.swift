import Actions
import Domain
import Serving

/// Every address for programs, in the order in which the document of the API lists them.
///
/// - Parameters:
///   - evidenceFolder: Where files behind reports are kept.
///   - keptPageBytes: The most bytes of pages of scores that are kept to be given again while they hold.
package func apiRoutes(
  _ tadamun: Tadamun, _ access: Access, evidenceFolder: String, keptPageBytes: Int
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
    DecisionRoutes(tadamun: tadamun).routes, JobRoutes(tadamun: tadamun).routes,
    FrameworkRoutes(tadamun: tadamun).routes, ProposalRoutes(tadamun: tadamun).routes,
    ScoreRoutes(tadamun: tadamun, keeping: keptPageBytes).routes, SimulationRoutes(tadamun: tadamun).routes,
    ZakatRoutes(tadamun: tadamun).routes, WaqfRoutes(tadamun: tadamun).routes,
    CampaignRoutes(tadamun: tadamun).routes, LedgerRoutes(tadamun: tadamun).routes,
    SessionRoutes(access: access).routes, PeopleRoutes(access: access).routes,
  ]
  return rooms.flatMap(\.self)
}
