import Actions
import Domain
import Foundation

/// The nightly job: scores a programme as of the local day of its slot.
struct ScoreProgramme {
  /// Stored in the database; never renamed.
  static let kind = "score_programme"

  private struct Arguments: Decodable {
    let programme: String
  }

  private let tadamun: Tadamun

  init(_ tadamun: Tadamun) { self.tadamun = tadamun }

  /// - Returns: What it did, in a line.
  func perform(_ claim: JobClaim) async throws -> String {
    let arguments = try JSONDecoder().decode(Arguments.self, from: Data(claim.arguments.utf8))
    let programme = try Code(arguments.programme)
    guard let day = claim.slotOn else {
      throw Problem("job_malformed", "A job of kind \(ScoreProgramme.kind) belongs to a night.")
    }
    let outcome = try await tadamun.score(programme, asOf: day, replicates: .nightly, claim: claim)
    return "scored \(programme) as of \(day): run \(outcome.run), \(outcome.actorCount) actors"
  }
}
