import Foundation

/// Places where a test lets the program die as if the power had gone: `TADAMUN_FAIL=run_written` kills it there.
///
/// Without the variable, which nobody sets outside of tests, reaching one does nothing.
enum FailurePoint {
  private static let chosen = ProcessInfo.processInfo.environment["TADAMUN_FAIL"]

  static func reach(_ name: String) {
    guard let chosen, chosen == name else { return }
    kill(getpid(), SIGKILL)
  }
}
