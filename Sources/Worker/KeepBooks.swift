import Actions
import Domain

/// The nightly job of the books: what the local day of its slot brings by itself.
struct KeepBooks {
  /// Stored in the database; never renamed.
  static let kind = "keep_books"

  private let tadamun: Tadamun

  init(_ tadamun: Tadamun) { self.tadamun = tadamun }

  /// - Returns: What it did, in a line.
  func perform(_ claim: JobClaim) async throws -> String {
    guard let day = claim.slotOn else {
      throw Problem("job_malformed", "A job of kind \(KeepBooks.kind) belongs to a night.")
    }
    let kept = try await tadamun.keepBooks(on: day, claim: claim)
    let steps = kept.steps.map { "\($0.name) \($0.changed)" }.joined(separator: ", ")
    return "kept the books of \(day)" + (steps.isEmpty ? "" : ": \(steps)")
  }
}
