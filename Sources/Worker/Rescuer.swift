import Actions

/// Ends jobs that nobody holds and nobody may try again, and puts right what a clock wrote that was ahead. One whose
/// holder died is claimed anew by ``Queue`` when its lease has run out.
public struct Rescuer: Sendable {
  private let tadamun: Tadamun

  public init(_ tadamun: Tadamun) { self.tadamun = tadamun }

  /// - Returns: How many jobs it ended, freed or made due.
  public func runOnce() async throws -> Int { try await tadamun.rescueJobs() }
}
